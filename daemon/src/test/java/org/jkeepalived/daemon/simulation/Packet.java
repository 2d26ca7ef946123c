// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.nio.ByteBuffer;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;

/** An IPv4 packet with an advert; never modified, so that it can be sent again and be on its way several times. */
record Packet(int vrid, IpAddress destination, boolean multicast, ByteBuffer bytes) {
    private static final int HEADER_BYTES = 20;

    static Packet encode(AdvertEncoder encoder, int priority, IpAddress source, IpAddress destination, int ttl) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + encoder.length());
        packet.put((byte) 0x45)
                .put((byte) 0xc0)
                .putShort((short) packet.capacity())
                .putInt(0);
        packet.put((byte) ttl).put((byte) 112).putShort((short) 0);
        source.writeTo(packet);
        destination.writeTo(packet);
        encoder.encode(priority, source, destination, packet);
        return new Packet(
                encoder.vrid(), destination, destination.toInetAddress().isMulticastAddress(), packet.flip());
    }
}
