// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An Ethernet frame that matters here, decoded. */
sealed interface Frame {
    int ETHERTYPE_IPV4 = 0x0800;
    int ETHERTYPE_ARP = 0x0806;
    int ETHERTYPE_IPV6 = 0x86dd;
    int PROTOCOL_ICMPV6 = 58;
    int PROTOCOL_VRRP = 112;

    String sourceMac();

    String destinationMac();

    /** Over what the checksum of an advert is right. */
    enum Checksum {
        MESSAGE,
        PSEUDO_HEADER,
        WRONG
    }

    /**
     * A VRRP packet.
     *
     * @param interval as on the wire: seconds in version 2, centiseconds in version 3
     * @param authenticationType version 2 only, else 0
     */
    record Advert(
            String sourceMac,
            String destinationMac,
            InetAddress source,
            InetAddress destination,
            int trafficClass,
            int timeToLive,
            int version,
            int type,
            int vrid,
            int priority,
            int authenticationType,
            int interval,
            List<InetAddress> addresses,
            Checksum checksum)
            implements Frame {
        @Override
        public String toString() {
            return String.format(
                    "%s > %s VRRPv%d type %d vrid %d priority %d interval %d ttl %d checksum %s %s",
                    source.getHostAddress(),
                    destination.getHostAddress(),
                    version,
                    type,
                    vrid,
                    priority,
                    interval,
                    timeToLive,
                    checksum,
                    addresses);
        }
    }

    /**
     * An Ethernet and IPv4 ARP packet.
     *
     * @param operation 1 request, 2 reply
     */
    record Arp(
            String sourceMac,
            String destinationMac,
            int operation,
            String senderMac,
            InetAddress sender,
            String targetMac,
            InetAddress target)
            implements Frame {
        boolean isGratuitous() {
            return sender.equals(target);
        }

        @Override
        public String toString() {
            return String.format(
                    "%s > %s ARP operation %d %s is at %s, for %s at %s",
                    sourceMac,
                    destinationMac,
                    operation,
                    sender.getHostAddress(),
                    senderMac,
                    target.getHostAddress(),
                    targetMac);
        }
    }

    /** An ICMPv6 neighbour advertisement. {@code targetMac} is empty without a target link-layer option. */
    record NeighbourAdvert(
            String sourceMac,
            String destinationMac,
            InetAddress source,
            InetAddress destination,
            int hopLimit,
            boolean router,
            boolean solicited,
            boolean override,
            InetAddress target,
            String targetMac)
            implements Frame {
        @Override
        public String toString() {
            return String.format(
                    "%s > %s NA %s is at %s%s%s%s",
                    source.getHostAddress(),
                    destination.getHostAddress(),
                    target.getHostAddress(),
                    targetMac,
                    router ? " router" : "",
                    solicited ? " solicited" : "",
                    override ? " override" : "");
        }
    }

    /** Empty for whatever else passes on a LAN, and for what is cut short. */
    static Optional<Frame> decode(byte[] bytes) {
        if (bytes.length < 14) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        String destinationMac = mac(buffer);
        String sourceMac = mac(buffer);
        int type = Short.toUnsignedInt(buffer.getShort());
        ByteBuffer body = buffer.slice();
        return switch (type) {
            case ETHERTYPE_ARP -> decodeArp(sourceMac, destinationMac, body);
            case ETHERTYPE_IPV4 -> decodeIpv4(sourceMac, destinationMac, body);
            case ETHERTYPE_IPV6 -> decodeIpv6(sourceMac, destinationMac, body);
            default -> Optional.empty();
        };
    }

    private static Optional<Frame> decodeArp(String sourceMac, String destinationMac, ByteBuffer body) {
        if (body.remaining() < 28) {
            return Optional.empty();
        }
        body.position(6);
        return Optional.of(new Arp(
                sourceMac, destinationMac, body.getShort(), mac(body), address(body, 4), mac(body), address(body, 4)));
    }

    private static Optional<Frame> decodeIpv4(String sourceMac, String destinationMac, ByteBuffer body) {
        if (body.remaining() < 20 || body.get(9) != PROTOCOL_VRRP) {
            return Optional.empty();
        }
        int headerBytes = (body.get(0) & 0xf) * 4;
        int totalBytes = Math.min(Short.toUnsignedInt(body.getShort(2)), body.remaining());
        int trafficClass = Byte.toUnsignedInt(body.get(1));
        int timeToLive = Byte.toUnsignedInt(body.get(8));
        InetAddress source = address(body.position(12), 4);
        InetAddress destination = address(body, 4);
        ByteBuffer message = body.slice(headerBytes, totalBytes - headerBytes);
        return decodeAdvert(sourceMac, destinationMac, source, destination, trafficClass, timeToLive, message);
    }

    private static Optional<Frame> decodeIpv6(String sourceMac, String destinationMac, ByteBuffer body) {
        if (body.remaining() < 40) {
            return Optional.empty();
        }
        int payloadBytes = Math.min(Short.toUnsignedInt(body.getShort(4)), body.remaining() - 40);
        int nextHeader = Byte.toUnsignedInt(body.get(6));
        int hopLimit = Byte.toUnsignedInt(body.get(7));
        int trafficClass = body.getInt(0) >> 20 & 0xff;
        InetAddress source = address(body.position(8), 16);
        InetAddress destination = address(body, 16);
        ByteBuffer payload = body.slice(40, payloadBytes);
        if (nextHeader == PROTOCOL_VRRP) {
            return decodeAdvert(sourceMac, destinationMac, source, destination, trafficClass, hopLimit, payload);
        }
        if (nextHeader != PROTOCOL_ICMPV6 || payloadBytes < 24 || Byte.toUnsignedInt(payload.get(0)) != 136) {
            return Optional.empty();
        }
        int flags = payload.get(4);
        InetAddress target = address(payload.position(8), 16);
        boolean hasTargetMac = payload.remaining() >= 8 && payload.get() == 2 && payload.get() == 1;
        return Optional.of(new NeighbourAdvert(
                sourceMac,
                destinationMac,
                source,
                destination,
                hopLimit,
                (flags & 0x80) != 0,
                (flags & 0x40) != 0,
                (flags & 0x20) != 0,
                target,
                hasTargetMac ? mac(payload) : ""));
    }

    private static Optional<Frame> decodeAdvert(
            String sourceMac,
            String destinationMac,
            InetAddress source,
            InetAddress destination,
            int trafficClass,
            int timeToLive,
            ByteBuffer message) {
        if (message.remaining() < 8) {
            return Optional.empty();
        }
        int version = message.get(0) >> 4 & 0xf;
        int count = Byte.toUnsignedInt(message.get(3));
        int addressBytes = source instanceof Inet4Address ? 4 : 16;
        List<InetAddress> addresses = new ArrayList<>();
        ByteBuffer list = message.slice(8, message.remaining() - 8);
        for (int i = 0; i < count && list.remaining() >= addressBytes; i++) {
            addresses.add(address(list, addressBytes));
        }
        return Optional.of(new Advert(
                sourceMac,
                destinationMac,
                source,
                destination,
                trafficClass,
                timeToLive,
                version,
                message.get(0) & 0xf,
                Byte.toUnsignedInt(message.get(1)),
                Byte.toUnsignedInt(message.get(2)),
                version == 2 ? Byte.toUnsignedInt(message.get(4)) : 0,
                version == 2 ? Byte.toUnsignedInt(message.get(5)) : message.getShort(4) & 0xfff,
                List.copyOf(addresses),
                checksum(source, destination, message)));
    }

    private static Checksum checksum(InetAddress source, InetAddress destination, ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(message.position(), bytes);
        if (InternetChecksum.of(bytes) == 0) {
            return Checksum.MESSAGE;
        }
        return InternetChecksum.of(InternetChecksum.pseudoHeader(source, destination, bytes.length), bytes) == 0
                ? Checksum.PSEUDO_HEADER
                : Checksum.WRONG;
    }

    private static String mac(ByteBuffer buffer) {
        byte[] bytes = new byte[6];
        buffer.get(bytes);
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    private static InetAddress address(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // 4 or 16 bytes are always an address
        }
    }
}
