// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Internet addresses in their usual notation. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** IPv4 with dots, IPv6 as RFC 5952 section 4 has it: the longest run of zeros is {@code ::}. */
    public static String of(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        var bytes = address.getAddress();
        var groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gapStart = i;
                gapLength = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(HexFormat.of().toHexDigits((short) groups[i]).replaceFirst("^0{1,3}", ""));
        }
        return text.toString();
    }
}
