// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An immutable IPv4 or IPv6 address that can be compared with bytes of a packet without allocating.
 *
 * <p>The order is that of RFC 9568 section 6.4.3: unsigned integers in network byte order. Addresses of different families
 * are ordered by length, which no protocol rule relies on.
 */
public final class IpAddress implements Comparable<IpAddress> {
    private static final IpAddress UNSPECIFIED_IPV4 = new IpAddress(new byte[4]);
    private static final IpAddress UNSPECIFIED_IPV6 = new IpAddress(new byte[16]);

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The address with these bytes in network order, which are copied.
     *
     * @throws IllegalArgumentException if there are neither 4 nor 16 bytes
     */
    public static IpAddress of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    static IpAddress of(byte[] bytes, int length) {
        if (length != AddressFamily.IPV4.addressBytes() && length != AddressFamily.IPV6.addressBytes()) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + length);
        }
        return new IpAddress(Arrays.copyOf(bytes, length));
    }

    /** The address of a JDK address. An IPv6 scope is not kept. */
    public static IpAddress of(InetAddress address) {
        return new IpAddress(address.getAddress());
    }

    /**
     * The address in a literal such as {@code 192.0.2.1} or {@code fe80::1}. No resolver is asked.
     *
     * @throws IllegalArgumentException if the text is no literal address
     */
    public static IpAddress parse(String literal) {
        return of(InetAddress.ofLiteral(literal));
    }

    /** {@code 0.0.0.0} or {@code ::}: stands for a primary address that is not known. */
    public static IpAddress unspecified(AddressFamily family) {
        return family == AddressFamily.IPV4 ? UNSPECIFIED_IPV4 : UNSPECIFIED_IPV6;
    }

    public AddressFamily family() {
        return bytes.length == AddressFamily.IPV4.addressBytes() ? AddressFamily.IPV4 : AddressFamily.IPV6;
    }

    public boolean isUnspecified() {
        return this.equals(unspecified(family()));
    }

    /** 224.0.0.0/4 or ff00::/8. */
    public boolean isMulticast() {
        return family() == AddressFamily.IPV4 ? (bytes[0] & 0xf0) == 0xe0 : bytes[0] == (byte) 0xff;
    }

    /** fe80::/10; never true of an IPv4 address. */
    public boolean isLinkLocal() {
        return family() == AddressFamily.IPV6 && bytes[0] == (byte) 0xfe && (bytes[1] & 0xc0) == 0x80;
    }

    /** The byte at {@code index} of the network order, 0 being the most significant. */
    public byte byteAt(int index) {
        return bytes[index];
    }

    /** Appends the bytes at the buffer's position. */
    public void writeTo(ByteBuffer out) {
        out.put(bytes);
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 or 16 bytes are always an address", impossible);
        }
    }

    /** Whether the first bytes of an array hold this address. */
    boolean sameAs(byte[] other) {
        return compareTo(other) == 0;
    }

    /** Compares with the first bytes of an array, which must hold an address of the same family. */
    int compareTo(byte[] other) {
        for (int i = 0; i < bytes.length; i++) {
            int difference = Byte.compareUnsigned(bytes[i], other[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    @Override
    public int compareTo(IpAddress other) {
        return bytes.length == other.bytes.length
                ? compareTo(other.bytes)
                : Integer.compare(bytes.length, other.bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The shortest usual text: dotted quad, or RFC 5952 for IPv6, as {@code inet_ntop} prints it. */
    @Override
    public String toString() {
        return family() == AddressFamily.IPV4
                ? (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff)
                : ipv6Text();
    }

    private String ipv6Text() {
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int longest = -1;
        int longestLength = 1; // one zero group alone is written as 0 (RFC 5952 section 4.2.2)
        for (int start = 0; start < groups.length; start++) {
            int end = start;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - start > longestLength) {
                longest = start;
                longestLength = end - start;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == longest) {
                text.append("::");
                i += longestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
