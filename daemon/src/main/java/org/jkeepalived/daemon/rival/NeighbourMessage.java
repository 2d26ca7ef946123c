// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jkeepalived.posix.BpfProgram;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * Neighbour discovery (RFC 4861 sections 4.3 and 4.4) as a raw ICMPv6 socket sees it, from the ICMPv6 header on.
 *
 * <pre>
 *  0  type 135 solicitation, 136 advertisement; code; checksum      8  target address
 *  4  advertisement: flags R, S, O                                  24  options: type, length in 8 bytes, ...
 * </pre>
 *
 * <p>The solicitation comes from our link-local address, not from ::, which would be duplicate address detection: its
 * answer goes to all nodes, and would make the other machine's claim known to everybody.
 */
final class NeighbourMessage {
    static final int SOLICITATION_BYTES = 32;
    static final int ADVERTISEMENT_TYPE = 136;

    private static final int SOLICITATION_TYPE = 135;
    private static final int FLAGS = 4;
    private static final int FLAG_SOLICITED = 0x40;
    private static final int TARGET = 8;
    private static final int TARGET_LAST_WORD = 20;
    private static final int OPTIONS = 24;
    private static final int OPTION_SOURCE_LINK_LAYER_ADDRESS = 1;
    private static final int OPTION_TARGET_LINK_LAYER_ADDRESS = 2;
    private static final int ADDRESS_BYTES = 16;
    private static final int FILTERED_ADDRESSES_MAX = 2_000;

    private NeighbourMessage() {}

    /** Writes the question who has the address; the kernel fills in the checksum. */
    static void encodeSolicitation(ByteBuffer message, long mac, IpAddress target) {
        message.putInt(0, SOLICITATION_TYPE << 24).putInt(FLAGS, 0);
        for (int i = 0; i < ADDRESS_BYTES; i++) {
            message.put(TARGET + i, target.byteAt(i));
        }
        message.put(OPTIONS, (byte) OPTION_SOURCE_LINK_LAYER_ADDRESS).put(OPTIONS + 1, (byte) 1);
        Mac.put(message, OPTIONS + 2, mac);
    }

    /** The solicited-node group of an address (RFC 4291 section 2.7.1). */
    static InetAddress solicitedNode(IpAddress target) {
        byte[] group = new byte[ADDRESS_BYTES];
        group[0] = (byte) 0xff;
        group[1] = 2;
        group[11] = 1;
        group[12] = (byte) 0xff;
        for (int i = 13; i < ADDRESS_BYTES; i++) {
            group[i] = target.byteAt(i);
        }
        return IpAddress.of(group).toInetAddress();
    }

    static boolean isAdvertisement(ByteBuffer message) {
        return message.remaining() >= OPTIONS && (message.get(0) & 0xff) == ADVERTISEMENT_TYPE;
    }

    static IpAddress target(ByteBuffer message) {
        byte[] address = new byte[ADDRESS_BYTES];
        message.get(TARGET, address);
        return IpAddress.of(address);
    }

    static boolean isAnswer(ByteBuffer message) {
        return (message.get(FLAGS) & FLAG_SOLICITED) != 0;
    }

    /** The target link-layer address of an advertisement; 0 if it has none that we know. */
    static long targetMac(ByteBuffer message) {
        int at = OPTIONS;
        while (at + 8 <= message.limit()) {
            int bytes = (message.get(at + 1) & 0xff) * 8;
            if (message.get(at) == OPTION_TARGET_LINK_LAYER_ADDRESS && bytes == 8) {
                return Mac.get(message, at + 2);
            }
            if (bytes == 0) {
                return 0;
            }
            at += bytes;
        }
        return 0;
    }

    /** Accepts advertisements for one of the addresses, by their last four bytes; of too many addresses, all. */
    static BpfProgram claimsOf(List<IpAddress> addresses) {
        BpfProgram.Builder program = BpfProgram.builder();
        if (addresses.size() > FILTERED_ADDRESSES_MAX) {
            return program.accept().build();
        }
        program.loadWord(TARGET_LAST_WORD);
        addresses.stream()
                .map(address -> ByteBuffer.wrap(address.toBytes()).getInt(ADDRESS_BYTES - 4))
                .distinct()
                .forEach(program::acceptIfEqual);
        return program.reject().build();
    }
}
