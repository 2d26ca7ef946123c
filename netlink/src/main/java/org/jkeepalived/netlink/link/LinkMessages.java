// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.link;

import org.jkeepalived.netlink.message.AttributeReader;
import org.jkeepalived.netlink.message.Decoded;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.netlink.message.MessageFlags;
import org.jkeepalived.netlink.message.MessageReader;
import org.jkeepalived.netlink.message.MessageType;
import org.jkeepalived.netlink.message.MessageWriter;
import org.jkeepalived.netlink.message.NetlinkRequest;

/**
 * Messages about links (linux/if_link.h).
 *
 * <pre>
 *  struct ifinfomsg: family 8 | unused 8 | hardware type 16 | index 32 | flags 32 | change mask 32
 * </pre>
 */
public final class LinkMessages {
    /** Messages of other families say something about a bridge port or a protocol's settings, not about the link. */
    private static final int AF_UNSPEC = 0;

    private static final int HEADER_BYTES = 16;

    // IFLA_* of linux/if_link.h.
    private static final int ADDRESS = 1;
    private static final int BROADCAST = 2;
    private static final int NAME = 3;
    private static final int MTU = 4;
    private static final int LOWER = 5;
    private static final int MASTER = 10;
    private static final int OPERATIONAL_STATE = 16;
    private static final int INFORMATION = 18;
    private static final int EXTENSION_MASK = 29;
    private static final int CARRIER = 33;
    private static final int LOWER_NAMESPACE = 37;
    private static final int INFORMATION_KIND = 1;
    private static final int INFORMATION_DATA = 2;

    /** IFLA_MACVLAN_MODE, 32 bits, and IFLA_IPVLAN_MODE, 16 bits. */
    private static final int MODE = 1;

    private static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;

    private LinkMessages() {}

    /** Whether a RTM_NEWLINK or RTM_DELLINK is about the link itself: a bridge reports its ports by the same types. */
    public static boolean concernsLink(MessageReader message) {
        return message.payloadLength() < HEADER_BYTES || message.unsigned8(0) == AF_UNSPEC;
    }

    /** Reads RTM_NEWLINK or RTM_DELLINK. */
    public static Decoded<Link> decode(MessageReader message) {
        var tooShort = message.requirePayload(HEADER_BYTES);
        if (tooShort != null) {
            return new Decoded.Rejected<>(tooShort);
        }
        int flags = message.int32(8);
        String name = "";
        String kind = "";
        var address = HardwareAddress.NONE;
        var broadcast = HardwareAddress.NONE;
        var state = OperationalState.UNKNOWN;
        boolean carrier = (flags & Link.IFF_RUNNING) != 0;
        boolean lowerElsewhere = false;
        int mtu = 0;
        int mode = 0;
        int lower = 0;
        int master = 0;
        var attributes = message.attributes(HEADER_BYTES);
        while (attributes.next()) {
            switch (attributes.type()) {
                case ADDRESS -> address = HardwareAddress.of(attributes.bytes());
                case BROADCAST -> broadcast = HardwareAddress.of(attributes.bytes());
                case NAME -> name = attributes.text();
                case MTU -> mtu = attributes.int32();
                case LOWER -> lower = attributes.int32();
                case MASTER -> master = attributes.int32();
                case OPERATIONAL_STATE -> state = OperationalState.of(attributes.unsigned8());
                case CARRIER -> carrier = attributes.unsigned8() != 0;
                case LOWER_NAMESPACE -> lowerElsewhere = true;
                case INFORMATION -> {
                    var information = attributes.nested();
                    while (information.next()) {
                        if (information.type() == INFORMATION_KIND) {
                            kind = information.text();
                        } else if (information.type() == INFORMATION_DATA) {
                            mode = mode(kind, information.nested());
                        }
                    }
                }
                default -> {
                    // Some sixty others: queues, offloads, statistics, settings of each protocol.
                }
            }
        }
        var fault = attributes.fault();
        if (fault == null && name.isEmpty()) {
            fault = new MessageFault(MessageFault.Kind.MISSING_ATTRIBUTE, NAME, 0, 0);
        }
        if (fault != null) {
            return new Decoded.Rejected<>(fault);
        }
        return new Decoded.Accepted<>(new Link(
                message.int32(4),
                name,
                flags,
                message.unsigned16(2),
                address,
                broadcast,
                mtu,
                state,
                carrier,
                kind,
                mode,
                lower,
                lowerElsewhere,
                master));
    }

    /** The kernel writes the kind before its data, as it has to know the one to make the other. */
    private static int mode(String kind, AttributeReader data) {
        int mode = 0;
        while (data.next()) {
            if (data.type() == MODE && kind.equals("macvlan")) {
                mode = data.int32();
            } else if (data.type() == MODE && kind.equals("ipvlan")) {
                mode = data.unsigned16();
            }
        }
        return mode;
    }

    /** Asks for all links, without the statistics that can be left out (those of IPv6). The answer is a dump, no acknowledgement. */
    public static void writeDump(MessageWriter writer, int sequence) {
        writer.begin(MessageType.RTM_GETLINK, MessageFlags.REQUEST | MessageFlags.DUMP, sequence);
        header(writer, 0, 0, 0);
        writer.attribute32(EXTENSION_MASK, RTEXT_FILTER_SKIP_STATS).end();
    }

    /** Sets a link up or down. */
    public static NetlinkRequest setUp(int ifIndex, boolean up) {
        return (writer, sequence) -> {
            writer.begin(MessageType.RTM_NEWLINK, MessageFlags.REQUEST | MessageFlags.ACK, sequence);
            header(writer, ifIndex, up ? Link.IFF_UP : 0, Link.IFF_UP);
            writer.end();
        };
    }

    private static void header(MessageWriter writer, int ifIndex, int flags, int changeMask) {
        writer.unsigned8(AF_UNSPEC)
                .unsigned8(0)
                .unsigned16(0)
                .int32(ifIndex)
                .int32(flags)
                .int32(changeMask);
    }
}
