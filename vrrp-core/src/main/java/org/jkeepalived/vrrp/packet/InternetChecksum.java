// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import java.nio.ByteBuffer;

/**
 * The Internet checksum (RFC 1071) over a VRRP message, with or without a pseudo-header. Sums are carried as an
 * unfolded {@code long}; nothing here depends on the buffer's byte order.
 */
final class InternetChecksum {
    /** IANA's protocol number of VRRP. */
    static final int VRRP_PROTOCOL = 112;

    private InternetChecksum() {}

    /** The sum of {@code length} bytes from {@code offset}; an odd last byte counts as if a zero byte followed. */
    static long sum(ByteBuffer buffer, int offset, int length) {
        long sum = 0;
        int end = offset + length;
        int i = offset;
        for (; i + 1 < end; i += 2) {
            sum += (buffer.get(i) & 0xff) << 8 | (buffer.get(i + 1) & 0xff);
        }
        if (i < end) {
            sum += (buffer.get(i) & 0xff) << 8;
        }
        return sum;
    }

    /**
     * The sum of the pseudo-header of RFC 8200 section 8.1 (IPv6) or of its IPv4 form (RFC 5798 section 5.2.8): addresses,
     * length of the VRRP message, protocol.
     */
    static long pseudoHeaderSum(byte[] source, byte[] destination, AddressFamily family, int messageLength) {
        long sum = (long) VRRP_PROTOCOL + messageLength;
        for (int i = 0; i < family.addressBytes(); i += 2) {
            sum += (source[i] & 0xff) << 8 | (source[i + 1] & 0xff);
            sum += (destination[i] & 0xff) << 8 | (destination[i + 1] & 0xff);
        }
        return sum;
    }

    /** The checksum field for a message whose sum, with a zero checksum field, is {@code sum}: 0-65535. */
    static int fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }

    /** Whether a sum taken over a message including its checksum field says that it is unharmed. */
    static boolean verifies(long sum) {
        return fold(sum) == 0;
    }
}
