// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.nio.ByteBuffer;
import java.util.List;
import org.jkeepalived.posix.BpfProgram;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * ARP on Ethernet (RFC 826), and the probe of RFC 5227: a question without a sender's address, so that nobody learns
 * anything from it, and whoever has the address answers the asker alone.
 *
 * <pre>
 *  0  destination MAC     14  hardware 1, protocol 0800, 6, 4      32  target MAC
 *  6  source MAC          20  operation: 1 request, 2 reply        38  target address
 * 12  0806                22  sender MAC, 28 sender address
 * </pre>
 */
final class ArpFrame {
    static final int BYTES = 42;
    static final int ETHERTYPE = 0x0806;

    private static final int DESTINATION = 0;
    private static final int SOURCE = 6;
    private static final int TYPE = 12;
    private static final int FORMAT = 14;
    private static final int OPERATION = 20;
    private static final int SENDER_MAC = 22;
    private static final int SENDER_ADDRESS = 28;
    private static final int TARGET_MAC = 32;
    private static final int TARGET_ADDRESS = 38;

    private static final long ETHERNET_AND_IPV4 = 0x0001_0800_0604L;
    private static final short REQUEST = 1;
    private static final short REPLY = 2;
    private static final long BROADCAST = 0xffff_ffff_ffffL;
    /** Two instructions each, and room for the rest. */
    private static final int FILTERED_ADDRESSES_MAX = 2_000;

    private ArpFrame() {}

    /** Writes the question who has the address. */
    static void encodeProbe(ByteBuffer frame, long mac, IpAddress target) {
        Mac.put(frame, DESTINATION, BROADCAST);
        Mac.put(frame, SOURCE, mac);
        frame.putShort(TYPE, (short) ETHERTYPE);
        Mac.put(frame, FORMAT, ETHERNET_AND_IPV4);
        frame.putShort(OPERATION, REQUEST);
        Mac.put(frame, SENDER_MAC, mac);
        frame.putInt(SENDER_ADDRESS, 0);
        Mac.put(frame, TARGET_MAC, 0);
        for (int i = 0; i < 4; i++) {
            frame.put(TARGET_ADDRESS + i, target.byteAt(i));
        }
    }

    /** Whether the frame is a request or reply, and so says who its sender is. */
    static boolean isClaim(ByteBuffer frame) {
        return frame.remaining() >= BYTES
                && Mac.get(frame, FORMAT) == ETHERNET_AND_IPV4
                && (frame.getShort(OPERATION) == REQUEST || frame.getShort(OPERATION) == REPLY);
    }

    static long senderMac(ByteBuffer frame) {
        return Mac.get(frame, SENDER_MAC);
    }

    static IpAddress senderAddress(ByteBuffer frame) {
        byte[] address = new byte[4];
        frame.get(SENDER_ADDRESS, address);
        return IpAddress.of(address);
    }

    /** Whether it is a reply to one station, as that to a probe is. */
    static boolean isAnswer(ByteBuffer frame) {
        return frame.getShort(OPERATION) == REPLY && (frame.get(DESTINATION) & 1) == 0;
    }

    /** Accepts frames whose sender claims one of the addresses; of too many addresses, frames with any sender. */
    static BpfProgram claimsOf(List<IpAddress> addresses) {
        BpfProgram.Builder program = BpfProgram.builder().loadWord(SENDER_ADDRESS);
        if (addresses.size() > FILTERED_ADDRESSES_MAX) {
            return program.jumpIfEqual(0, "probe")
                    .accept()
                    .label("probe")
                    .reject()
                    .build();
        }
        for (IpAddress address : addresses) {
            program.acceptIfEqual(ByteBuffer.wrap(address.toBytes()).getInt());
        }
        return program.reject().build();
    }
}
