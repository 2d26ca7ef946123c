// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The Ethernet frames that announce an address, as a whole from destination to payload.
 *
 * <pre>
 * gratuitous ARP (RFC 826, RFC 9568 8.1.2)          unsolicited NA (RFC 4861 4.4, RFC 9568 8.2.2)
 *  0  ff:ff:ff:ff:ff:ff                              0  33:33:00:00:00:01
 *  6  source MAC                                     6  source MAC
 * 12  0806                                          12  86dd
 * 14  hardware 1, protocol 0800, 6, 4, request      14  IPv6 header, hop limit 255, VIP to ff02::1
 * 22  sender MAC, VIP                               54  type 136, code 0, checksum, flags R and O
 * 32  target ff:ff:ff:ff:ff:ff, VIP                 62  target VIP
 *                                                   78  option 2 (target link-layer address), MAC
 * </pre>
 *
 * The target hardware address of the ARP request carries no meaning (RFC 826); all ones is what keepalived sends.
 */
final class AnnouncementFrame {
    /** Large enough for either frame. */
    static final int MAX_LENGTH = 86;

    /** The only hardware address length that these frames can carry, in bytes. */
    static final int MAC_LENGTH = 6;

    private static final short ETHERTYPE_ARP = 0x0806;
    private static final short ETHERTYPE_IPV6 = (short) 0x86dd;
    private static final byte[] BROADCAST_MAC = {-1, -1, -1, -1, -1, -1};
    private static final byte[] ALL_NODES_MAC = {0x33, 0x33, 0, 0, 0, 1};
    private static final byte[] ALL_NODES = {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static final short ARP_HARDWARE_ETHERNET = 1;
    private static final short ARP_PROTOCOL_IPV4 = 0x0800;
    private static final short ARP_REQUEST = 1;

    private static final int IPV6_VERSION_WORD = 6 << 28;
    private static final byte NEXT_HEADER_ICMPV6 = 58;
    private static final int ICMPV6_LENGTH = 32;
    private static final int ICMPV6_OFFSET = 14 + 40;
    private static final byte NEIGHBOUR_ADVERTISEMENT = (byte) 136;
    private static final int FLAG_ROUTER = 1 << 31;
    private static final int FLAG_OVERRIDE = 1 << 29;
    private static final byte OPTION_TARGET_LINK_LAYER_ADDRESS = 2;

    private AnnouncementFrame() {}

    /**
     * Writes the frame that announces the address, and limits the buffer to it.
     *
     * @param router whether the interface forwards, which the R flag of an NA says (RFC 4861 4.4)
     */
    static void encode(ByteBuffer frame, byte[] mac, InetAddress address, boolean router) {
        frame.clear();
        if (address instanceof Inet4Address) {
            encodeArp(frame, mac, address.getAddress());
        } else {
            encodeNeighbourAdvertisement(frame, mac, address.getAddress(), router);
        }
        frame.flip();
    }

    private static void encodeArp(ByteBuffer frame, byte[] mac, byte[] address) {
        frame.put(BROADCAST_MAC).put(mac).putShort(ETHERTYPE_ARP);
        frame.putShort(ARP_HARDWARE_ETHERNET).putShort(ARP_PROTOCOL_IPV4);
        frame.put((byte) MAC_LENGTH).put((byte) address.length).putShort(ARP_REQUEST);
        frame.put(mac).put(address);
        frame.put(BROADCAST_MAC).put(address);
    }

    private static void encodeNeighbourAdvertisement(ByteBuffer frame, byte[] mac, byte[] address, boolean router) {
        frame.put(ALL_NODES_MAC).put(mac).putShort(ETHERTYPE_IPV6);
        frame.putInt(IPV6_VERSION_WORD).putShort((short) ICMPV6_LENGTH);
        frame.put(NEXT_HEADER_ICMPV6).put((byte) 255);
        frame.put(address).put(ALL_NODES);
        frame.put(NEIGHBOUR_ADVERTISEMENT).put((byte) 0).putShort((short) 0);
        frame.putInt(FLAG_OVERRIDE | (router ? FLAG_ROUTER : 0));
        frame.put(address);
        frame.put(OPTION_TARGET_LINK_LAYER_ADDRESS).put((byte) 1).put(mac);
        frame.putShort(ICMPV6_OFFSET + 2, icmpChecksum(frame, address));
    }

    /** RFC 4443 2.3: over the pseudo-header of RFC 8200 8.1 and the message. */
    private static short icmpChecksum(ByteBuffer frame, byte[] source) {
        int sum = ICMPV6_LENGTH + NEXT_HEADER_ICMPV6;
        for (int i = 0; i < source.length; i += 2) {
            sum += word(source, i) + word(ALL_NODES, i);
        }
        for (int i = 0; i < ICMPV6_LENGTH; i += 2) {
            sum += Short.toUnsignedInt(frame.getShort(ICMPV6_OFFSET + i));
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }

    private static int word(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }
}
