// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** RFC 1071. */
final class InternetChecksum {
    private InternetChecksum() {}

    /** The checksum over the parts in a row, each of an even length; 0 over parts that contain their right checksum. */
    static int of(byte[]... parts) {
        long sum = 0;
        for (byte[] part : parts) {
            for (int i = 0; i < part.length; i++) {
                sum += (part[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            }
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) (~sum & 0xffff);
    }

    /** RFC 9568 section 5.2.8: of IPv4 and IPv6, for a message of that length. */
    static byte[] pseudoHeader(InetAddress source, InetAddress destination, int messageBytes) {
        int addressBytes = source.getAddress().length;
        ByteBuffer header = ByteBuffer.allocate(2 * addressBytes + (addressBytes == 4 ? 4 : 8))
                .put(source.getAddress())
                .put(destination.getAddress());
        if (addressBytes == 4) {
            header.putShort((short) Frame.PROTOCOL_VRRP).putShort((short) messageBytes);
        } else {
            header.putInt(messageBytes).putInt(Frame.PROTOCOL_VRRP);
        }
        return header.array();
    }
}
