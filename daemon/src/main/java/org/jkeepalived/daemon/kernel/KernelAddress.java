// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.time.Duration;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.netlink.address.AddressFlags;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.vrrp.packet.IpAddress;

/** A virtual address as the kernel shall have it. */
final class KernelAddress {
    /**
     * Who added the address (IFA_PROTO, Linux 5.18; older kernels ignore it). 18 is keepalived's number among the route
     * protocols (RTPROT_KEEPALIVED of linux/rtnetlink.h), and {@code ip address show proto} takes it too.
     */
    static final int PROTOCOL = 18;

    private KernelAddress() {}

    static InterfaceAddress of(VirtualAddress address, int interfaceIndex) {
        InterfaceAddress result = InterfaceAddress.of(interfaceIndex, address.address(), address.prefixLength())
                .withScope(address.scope())
                .withFlags(flags(address))
                .withProtocol(PROTOCOL);
        if (address.label().isPresent()) {
            result = result.withLabel(address.label().get());
        }
        if (address.broadcast().isPresent()) {
            result = result.withBroadcast(address.broadcast().get());
        }
        if (address.peer().isPresent()) {
            result = result.withPeer(address.peer().get());
        }
        if (address.preferredLifetime().isPresent()) {
            Duration preferred = address.preferredLifetime().get();
            result = result.withLifetimes(preferred.toSeconds(), InterfaceAddress.FOREVER);
        }
        return result;
    }

    /** What tells the address apart from others, in words that outlive the interface's number. */
    static String identity(InterfaceAddress address, String interfaceName) {
        AddressKey key = address.key();
        String prefix = address.isIpv6() ? "" : "/" + key.prefixLength();
        String peer = key.peer().equals(key.local()) ? "" : " peer " + IpAddress.of(key.peer());
        return IpAddress.of(key.local()) + prefix + peer + " dev " + interfaceName;
    }

    private static int flags(VirtualAddress address) {
        // A virtual address moves on purpose: the old owner may still hold it when duplicate detection asks (RFC 9568
        // 7.4).
        int flags = address.family() == AddressFamily.IPV6 ? AddressFlags.NODAD : 0;
        for (VirtualAddress.Flag flag : address.flags()) {
            flags |= switch (flag) {
                case HOME -> AddressFlags.HOME;
                case NODAD -> AddressFlags.NODAD;
                case MNGTMPADDR -> AddressFlags.MNGTMPADDR;
                case NOPREFIXROUTE -> AddressFlags.NOPREFIXROUTE;
                case AUTOJOIN -> AddressFlags.AUTOJOIN;
            };
        }
        return flags;
    }
}
