// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jkeepalived.netlink.message.AttributeReader;
import org.jkeepalived.netlink.message.Decoded;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.netlink.message.MessageFlags;
import org.jkeepalived.netlink.message.MessageReader;
import org.jkeepalived.netlink.message.MessageType;
import org.jkeepalived.netlink.message.MessageWriter;
import org.jkeepalived.netlink.message.NetlinkRequest;

/**
 * Messages about addresses (linux/if_addr.h).
 *
 * <pre>
 *  struct ifaddrmsg: family 8 | prefix length 8 | flags 8 | scope 8 | link index 32
 * </pre>
 */
public final class AddressMessages {
    private static final int AF_UNSPEC = 0;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int HEADER_BYTES = 8;

    // IFA_* of linux/if_addr.h.
    private static final int ADDRESS = 1;
    private static final int LOCAL = 2;
    private static final int LABEL = 3;
    private static final int BROADCAST = 4;
    private static final int CACHE_INFORMATION = 6;
    private static final int FLAGS = 8;
    private static final int PROTOCOL = 11;

    private AddressMessages() {}

    /** Whether a RTM_NEWADDR or RTM_DELADDR is about an IPv4 or IPv6 address. */
    public static boolean concernsInternetAddress(MessageReader message) {
        if (message.payloadLength() < HEADER_BYTES) {
            return true; // to be rejected by decode
        }
        int family = message.unsigned8(0);
        return family == AF_INET || family == AF_INET6;
    }

    /** Reads RTM_NEWADDR or RTM_DELADDR of IPv4 or IPv6. */
    public static Decoded<InterfaceAddress> decode(MessageReader message) {
        var tooShort = message.requirePayload(HEADER_BYTES);
        if (tooShort != null) {
            return new Decoded.Rejected<>(tooShort);
        }
        int family = message.unsigned8(0);
        int flags = message.unsigned8(2);
        Optional<InetAddress> address = Optional.empty();
        Optional<InetAddress> local = Optional.empty();
        Optional<InetAddress> broadcast = Optional.empty();
        String label = "";
        int protocol = 0;
        long preferred = InterfaceAddress.FOREVER;
        long valid = InterfaceAddress.FOREVER;
        var attributes = message.attributes(HEADER_BYTES);
        while (attributes.next()) {
            switch (attributes.type()) {
                case ADDRESS -> address = inetAddress(attributes, family);
                case LOCAL -> local = inetAddress(attributes, family);
                case BROADCAST -> broadcast = inetAddress(attributes, family);
                case LABEL -> label = attributes.text();
                case FLAGS -> flags = attributes.int32(); // all 32 bits: the header has room for eight
                case PROTOCOL -> protocol = attributes.unsigned8();
                case CACHE_INFORMATION -> {
                    preferred = attributes.unsigned32(0);
                    valid = attributes.unsigned32(4);
                }
                default -> {
                    // Metric of the prefix route, anycast, namespace.
                }
            }
        }
        var fault = attributes.fault();
        if (fault == null && address.isEmpty() && local.isEmpty()) {
            fault = new MessageFault(MessageFault.Kind.MISSING_ATTRIBUTE, ADDRESS, 0, 0);
        }
        if (fault != null) {
            return new Decoded.Rejected<>(fault);
        }
        // IFA_ADDRESS is the peer of a point-to-point address, else the address; IPv6 then leaves IFA_LOCAL out.
        var own = local.orElseGet(address::orElseThrow);
        return new Decoded.Accepted<>(new InterfaceAddress(
                message.int32(4),
                own,
                message.unsigned8(1),
                address.filter(other -> !other.equals(own)),
                broadcast,
                label,
                message.unsigned8(3),
                flags,
                protocol,
                preferred,
                valid));
    }

    private static Optional<InetAddress> inetAddress(AttributeReader attribute, int family) {
        boolean ipv6 = family == AF_INET6;
        byte[] bytes = attribute.bytes(ipv6 ? 16 : 4);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try {
            // Inet6Address's own method leaves ::ffff:a.b.c.d an IPv6 address.
            return Optional.of(ipv6 ? Inet6Address.getByAddress(null, bytes, -1) : Inet4Address.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("the length was checked", impossible);
        }
    }

    /** Asks for all IPv4 and IPv6 addresses. The answer is a dump, no acknowledgement. */
    public static void writeDump(MessageWriter writer, int sequence) {
        writer.begin(MessageType.RTM_GETADDR, MessageFlags.REQUEST | MessageFlags.DUMP, sequence)
                .unsigned8(AF_UNSPEC)
                .unsigned8(0)
                .unsigned8(0)
                .unsigned8(0)
                .int32(0)
                .end();
    }

    /** Adds an address. Refused with EEXIST if it is there. */
    public static NetlinkRequest add(InterfaceAddress address) {
        return write(address, MessageFlags.CREATE | MessageFlags.EXCLUSIVE);
    }

    /** Adds an address, or changes flags, lifetimes and (IPv6) peer of one that is there. */
    public static NetlinkRequest addOrChange(InterfaceAddress address) {
        return write(address, MessageFlags.CREATE | MessageFlags.REPLACE);
    }

    private static NetlinkRequest write(InterfaceAddress address, int mode) {
        return (writer, sequence) -> {
            // In the order in which ip(8) writes them; the kernel does not mind.
            begin(writer, MessageType.RTM_NEWADDR, mode, sequence, address);
            address.broadcast().ifPresent(broadcast -> writer.attribute(BROADCAST, broadcast.getAddress()));
            if (!address.label().isEmpty()) {
                writer.attributeText(LABEL, address.label());
            }
            if ((address.flags() & AddressFlags.SETTABLE) != 0) {
                writer.attribute32(FLAGS, address.flags() & AddressFlags.SETTABLE);
            }
            peerOrSelf(writer, address);
            if (address.preferredSeconds() != InterfaceAddress.FOREVER
                    || address.validSeconds() != InterfaceAddress.FOREVER) {
                // struct ifa_cacheinfo: preferred, valid, then two time stamps that only the kernel writes.
                var lifetimes = new byte[16];
                ByteBuffer.wrap(lifetimes)
                        .order(ByteOrder.nativeOrder())
                        .putInt((int) address.preferredSeconds())
                        .putInt((int) address.validSeconds());
                writer.attribute(CACHE_INFORMATION, lifetimes);
            }
            if (address.protocol() != 0) {
                writer.attribute8(PROTOCOL, address.protocol());
            }
            writer.end();
        };
    }

    /**
     * Deletes an address. Refused with EADDRNOTAVAIL if it is not there. IPv4: the secondary addresses of its subnet go with
     * it unless net.ipv4.conf.*.promote_secondaries is set.
     */
    public static NetlinkRequest delete(InterfaceAddress address) {
        return (writer, sequence) -> {
            begin(writer, MessageType.RTM_DELADDR, 0, sequence, address);
            peerOrSelf(writer, address);
            writer.end();
        };
    }

    private static void begin(MessageWriter writer, int type, int mode, int sequence, InterfaceAddress address) {
        writer.begin(type, MessageFlags.REQUEST | MessageFlags.ACK | mode, sequence)
                .unsigned8(address.isIpv6() ? AF_INET6 : AF_INET)
                .unsigned8(address.prefixLength())
                .unsigned8(0)
                .unsigned8(address.scope())
                .int32(address.ifIndex())
                .attribute(LOCAL, address.local().getAddress());
    }

    private static void peerOrSelf(MessageWriter writer, InterfaceAddress address) {
        writer.attribute(ADDRESS, address.peer().orElse(address.local()).getAddress());
    }
}
