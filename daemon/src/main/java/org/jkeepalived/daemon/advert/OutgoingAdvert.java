// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.nio.ByteBuffer;
import org.jkeepalived.posix.Datagram;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;

/** One advert to one destination, complete with headers, ready to be sent any number of times. */
public final class OutgoingAdvert extends Datagram {
    private static final int IPV4_HEADER_BYTES = 20;
    /** Version 4, five words. */
    private static final byte IPV4_VERSION_AND_LENGTH = 0x45;

    private static final byte TRAFFIC_CLASS = (byte) 0xc0;
    private static final byte PROTOCOL_VRRP = 112;

    private final AdvertListener sender;

    /**
     * Encodes the advert.
     *
     * @param priority 0 to 255
     * @param timeToLive TTL or hop limit, 1 to 255
     * @param socket the one that it will be sent through
     * @param sender told when the kernel refuses to send
     */
    OutgoingAdvert(
            AdvertEncoder encoder,
            int priority,
            IpAddress source,
            IpAddress destination,
            int timeToLive,
            AdvertSocket socket,
            AdvertListener sender) {
        super(IPV4_HEADER_BYTES + encoder.length());
        this.sender = sender;
        ByteBuffer packet = payload();
        destination(socket.destination(destination));
        if (socket.isIpv4()) {
            writeIpv4Header(packet, source, destination, timeToLive);
        } else {
            source(source.toInetAddress(), socket.interfaceIndex());
            hopLimit(timeToLive);
        }
        encoder.encode(priority, source, destination, packet);
        length(packet.position());
    }

    /** The kernel fills in total length, identification (because it is 0) and checksum: raw(7), IP_HDRINCL. */
    private static void writeIpv4Header(ByteBuffer packet, IpAddress source, IpAddress destination, int timeToLive) {
        packet.put(IPV4_VERSION_AND_LENGTH).put(TRAFFIC_CLASS).putShort((short) 0);
        packet.putShort((short) 0).putShort((short) 0);
        packet.put((byte) timeToLive).put(PROTOCOL_VRRP).putShort((short) 0);
        source.writeTo(packet);
        destination.writeTo(packet);
    }

    void failed(Errno error) {
        sender.sendFailed(error);
    }
}
