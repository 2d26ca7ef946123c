// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * What the interfaces mean to one instance at one moment: where it can listen, what its adverts come from, and what
 * keeps it in FAULT. Two equal ones need no action in between.
 *
 * @param interfaceIndex the instance's interface; 0 if there is none, or none is configured
 * @param interfaceExists whether adverts can be exchanged at all
 * @param source the address that adverts come from; unspecified if there is none
 * @param sourceMissing whether the address that the file says they shall come from is not on this machine
 * @param addressInterfaces index, hardware address and state of the interfaces that the addresses go to
 * @param faults a cause each, in keepalived's words
 */
record InterfaceConditions(
        int interfaceIndex,
        boolean interfaceExists,
        IpAddress source,
        boolean sourceMissing,
        List<String> addressInterfaces,
        List<String> faults) {

    /**
     * The conditions as they are.
     *
     * @param goesOnWithoutSource whether a missing unicast source is no fault for now. A router without it can still be
     *     heard, if the kernel finds the way, but hears nobody: as a backup it would take over from a master that lives,
     *     while a master whose peers hear it does best to go on.
     */
    static InterfaceConditions of(VrrpInstance config, Edges edges, boolean goesOnWithoutSource) {
        List<String> faults = new ArrayList<>();
        int index = 0;
        boolean exists = true;
        if (config.interfaceName().isPresent()) {
            String name = config.interfaceName().get();
            var link = edges.interfaces().byName(name);
            exists = link.isPresent();
            index = exists ? link.get().index() : 0;
            if (!exists || (!edges.interfaces().isUp(link.get()) && !config.dontTrackPrimary())) {
                faults.add("interface " + name + " down");
            }
        }
        boolean sourceMissing = isSourceMissing(config, index, edges);
        if (sourceMissing
                && (config.trackSourceAddress()
                        || (config.transport() instanceof Transport.Unicast && !goesOnWithoutSource))) {
            faults.add(
                    "source address " + IpAddress.of(config.transport().source().get()) + " missing");
        }
        IpAddress source = source(config, index, edges);
        if (source.isUnspecified()) {
            faults.add("no %s address for interface"
                    .formatted(Protocol.family(config).toString()));
        }
        return new InterfaceConditions(
                index, exists, source, sourceMissing, addressInterfaces(config, edges), List.copyOf(faults));
    }

    /** One that is tracked has to be on the instance's interface; otherwise any will do, packets for it arrive. */
    private static boolean isSourceMissing(VrrpInstance config, int interfaceIndex, Edges edges) {
        return config.transport()
                .source()
                .filter(source -> edges.interfaces()
                        .holder(config.trackSourceAddress() ? interfaceIndex : 0, source)
                        .isEmpty())
                .isPresent();
    }

    InterfaceConditions withFault(String cause) {
        List<String> more = new ArrayList<>(faults);
        more.add(cause);
        return new InterfaceConditions(
                interfaceIndex, interfaceExists, source, sourceMissing, addressInterfaces, List.copyOf(more));
    }

    /**
     * The configured source, even if the interface has lost it: a DHCP client may be about to put it back, and peers
     * know us by it. Otherwise the interface's first own address; for IPv6 the link-local one (RFC 9568 section 5.1.2.1).
     */
    private static IpAddress source(VrrpInstance config, int interfaceIndex, Edges edges) {
        Optional<InetAddress> configured = config.transport().source();
        AddressFamily family = Protocol.family(config);
        return configured
                .or(() -> edges.interfaces().primaryAddress(interfaceIndex, family, edges.addresses()::isVirtual))
                .map(IpAddress::of)
                .orElse(IpAddress.unspecified(family));
    }

    private static List<String> addressInterfaces(VrrpInstance config, Edges edges) {
        List<String> states = new ArrayList<>();
        for (List<VirtualAddress> addresses : List.of(config.addresses(), config.excludedAddresses())) {
            for (VirtualAddress address : addresses) {
                String state = edges.interfaces()
                        .byName(address.interfaceName())
                        .map(link -> identity(link, edges))
                        .orElse("");
                if (!states.contains(state)) {
                    states.add(state);
                }
            }
        }
        return states;
    }

    private static String identity(Link link, Edges edges) {
        return link.index() + " " + link.hardwareAddress() + " "
                + edges.interfaces().isUp(link);
    }
}
