// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Internet addresses as inet_pton(3) reads them: nothing abbreviated, nothing looked up. */
final class Addresses {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private Addresses() {}

    /** Either family; a colon decides. */
    static Optional<InetAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? parse6(text).map(a -> a) : parse4(text).map(a -> a);
    }

    /** A source, peer or group: a mask or a range after the address is cut off, as keepalived does. */
    static Optional<InetAddress> parseEndpoint(String text) {
        int end = text.indexOf('-');
        if (end < 0) {
            end = text.indexOf('/');
        }
        return parse(end < 0 ? text : text.substring(0, end));
    }

    static Optional<Inet4Address> parse4(String text) {
        var bytes = new byte[IPV4_BYTES];
        return dotted(text, bytes, 0) ? Optional.of((Inet4Address) address(bytes)) : Optional.empty();
    }

    private static Optional<Inet6Address> parse6(String text) {
        var bytes = new byte[IPV6_BYTES];
        int length = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        } else if (text.startsWith(":")) {
            return Optional.empty();
        }
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            var group = text.substring(at, end < 0 ? text.length() : end);
            if (end < 0 && group.indexOf('.') >= 0) {
                if (length > IPV6_BYTES - IPV4_BYTES || !dotted(group, bytes, length)) {
                    return Optional.empty();
                }
                length += IPV4_BYTES;
                break;
            }
            int value = hexadecimal(group);
            if (value < 0 || length == IPV6_BYTES) {
                return Optional.empty();
            }
            bytes[length++] = (byte) (value >> 8);
            bytes[length++] = (byte) value;
            if (end < 0) {
                break;
            }
            at = end + 1;
            if (at < text.length() && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return Optional.empty();
                }
                gap = length;
                at++;
            } else if (at == text.length()) {
                return Optional.empty();
            }
        }
        if (gap >= 0 ? length == IPV6_BYTES : length != IPV6_BYTES) {
            return Optional.empty();
        }
        if (gap >= 0) {
            int tail = length - gap;
            System.arraycopy(bytes, gap, bytes, IPV6_BYTES - tail, tail);
            Arrays.fill(bytes, gap, IPV6_BYTES - tail, (byte) 0);
        }
        return Optional.of(address6(bytes));
    }

    private static int hexadecimal(String group) {
        if (group.isEmpty() || group.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < group.length(); i++) {
            int digit = Character.digit(group.charAt(i), 16);
            if (digit < 0 || group.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Four decimal numbers without leading zeros. */
    private static boolean dotted(String text, byte[] into, int offset) {
        int part = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char character = i == text.length() ? '.' : text.charAt(i);
            if (character == '.') {
                if (value < 0 || part == IPV4_BYTES) {
                    return false;
                }
                into[offset + part++] = (byte) value;
                value = -1;
            } else if (character >= '0' && character <= '9' && value != 0) {
                value = Math.max(value, 0) * 10 + (character - '0');
                if (value > 255) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return part == IPV4_BYTES;
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(bytes.length + " bytes", impossible);
        }
    }

    /** Keeps an IPv4-mapped address an IPv6 one, which {@link InetAddress#getByAddress} would not. */
    private static Inet6Address address6(byte[] bytes) {
        try {
            return Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(bytes.length + " bytes", impossible);
        }
    }
}
