// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.nio.ByteBuffer;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.BpfProgram;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.SocketType;
import org.jkeepalived.vrrp.packet.Advert;

/**
 * Sees the adverts that reach an interface before firewall, reverse path filter and sockets do.
 *
 * <p>The kernel runs its filter for every packet of the interface, so it is not to be kept open without a reason.
 */
final class AdvertTap implements AutoCloseable {
    /** Who is told of each advert. */
    interface Listener {
        /** An advert of the station was seen; it is valid only during the call. */
        void seen(Advert advert, long sourceMac);
    }

    private static final int EVERY_ETHERTYPE = 0x0003;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int PROTOCOL_VRRP = 112;

    private static final int SOURCE_MAC = 6;
    private static final int ETHERTYPE = 12;
    private static final int IP = 14;
    private static final int IPV4_FRAGMENT = IP + 6;
    private static final int IPV4_FRAGMENT_OFFSET = 0x1fff;
    private static final int IPV4_PROTOCOL = IP + 9;
    private static final int IPV6_NEXT_HEADER = IP + 6;
    private static final int IPV6_HOP_LIMIT = IP + 7;
    private static final int IPV6_SOURCE = IP + 8;
    private static final int IPV6_DESTINATION = IP + 24;
    private static final int IPV6_MESSAGE = IP + 40;

    /** SKF_AD_OFF of linux/filter.h: loads at negative offsets read what the kernel knows of the packet. */
    private static final int KNOWN_BY_THE_KERNEL = -0x1000;

    private static final int PACKET_TYPE = KNOWN_BY_THE_KERNEL + 4;
    private static final int VLAN_TAG_PRESENT = KNOWN_BY_THE_KERNEL + 48;
    /** linux/if_packet.h: to us, broadcast and multicast are 0 to 2. */
    private static final int PACKET_OTHERHOST = 3;

    private final Socket socket;
    private final int interfaceIndex;
    private final Advert advert = new Advert();

    /**
     * Opens it.
     *
     * @throws PosixException if the process may not (CAP_NET_RAW), or the interface is gone
     */
    AdvertTap(int interfaceIndex) throws PosixException {
        this.interfaceIndex = interfaceIndex;
        // Nothing comes before bind: so nothing unfiltered.
        socket = Socket.open(AddressFamily.PACKET, SocketType.RAW, 0);
        try {
            socket.attachFilter(foreignAdverts());
            ignoreOutgoing();
            socket.bind(SocketAddress.linkLayer(EVERY_ETHERTYPE, interfaceIndex, new byte[0]));
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    /** Spares the kernel a copy of each packet sent; the filter would reject it anyway. */
    private void ignoreOutgoing() {
        try {
            socket.setOption(SocketOption.PACKET_IGNORE_OUTGOING, 1);
        } catch (PosixException _) {
            // before Linux 4.20
        }
    }

    /** Untagged packets of IP protocol 112 that come in, IPv4 or IPv6. */
    static BpfProgram foreignAdverts() {
        return BpfProgram.builder()
                .loadHalf(ETHERTYPE)
                .jumpIfEqual(ETHERTYPE_IPV4, "ipv4")
                .jumpUnlessEqual(ETHERTYPE_IPV6, "reject")
                .loadByte(IPV6_NEXT_HEADER)
                .jumpIfEqual(PROTOCOL_VRRP, "advert")
                .reject()
                .label("ipv4")
                .loadByte(IPV4_PROTOCOL)
                .jumpUnlessEqual(PROTOCOL_VRRP, "reject")
                .loadHalf(IPV4_FRAGMENT)
                .jumpIfAnyBit(IPV4_FRAGMENT_OFFSET, "reject")
                .label("advert")
                .loadWord(PACKET_TYPE)
                .jumpIfAtLeast(PACKET_OTHERHOST, "reject")
                .loadWord(VLAN_TAG_PRESENT)
                .jumpUnlessEqual(0, "reject")
                .accept()
                .label("reject")
                .reject()
                .build();
    }

    int descriptor() {
        return socket.number();
    }

    /** Reads what waits. */
    void drain(ReceiveBatch batch, Listener listener) {
        int count;
        do {
            count = batch.receive(socket);
            for (int i = 0; i < count; i++) {
                ByteBuffer frame = batch.payload(i);
                if (read(frame)) {
                    listener.seen(advert, Mac.get(frame, SOURCE_MAC));
                }
            }
        } while (count == batch.slots());
    }

    private boolean read(ByteBuffer frame) {
        if (Short.toUnsignedInt(frame.getShort(ETHERTYPE)) == ETHERTYPE_IPV4) {
            return advert.readIpv4(frame.position(IP), interfaceIndex);
        }
        return frame.limit() >= IPV6_MESSAGE
                && advert.readIpv6(
                        frame.position(IPV6_MESSAGE),
                        frame,
                        IPV6_SOURCE,
                        frame,
                        IPV6_DESTINATION,
                        frame.get(IPV6_HOP_LIMIT) & 0xff,
                        interfaceIndex);
    }

    @Override
    public void close() {
        socket.close();
    }
}
