// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jkeepalived.netlink.KernelView;
import org.jkeepalived.netlink.address.AddressFlags;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.HardwareAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.vrrp.packet.AddressFamily;

/** What virtual routers ask about network interfaces; answered from what the kernel has told. */
public final class Interfaces {
    private record Forwarding(Link link, boolean enabled) {}

    private final KernelView kernel;
    private final LinkDebounce debounce;
    private final Predicate<String> forwarding;
    private final Map<Integer, Forwarding> forwardingByIndex = new HashMap<>();

    Interfaces(KernelView kernel, LinkDebounce debounce, Predicate<String> forwarding) {
        this.kernel = kernel;
        this.debounce = debounce;
        this.forwarding = forwarding;
    }

    /** The interface of that name, if it exists. */
    public Optional<Link> byName(String name) {
        return Optional.ofNullable(kernel.link(name));
    }

    /** The interface of that number, if it exists. */
    public Optional<Link> byIndex(int index) {
        return Optional.ofNullable(kernel.link(index));
    }

    /** Whether this machine has an interface with that hardware address. */
    public boolean hasHardwareAddress(HardwareAddress address) {
        return kernel.links().stream().anyMatch(link -> link.hardwareAddress().equals(address));
    }

    /** The number of the interface of that name, 0 if it does not exist. */
    public int indexOf(String name) {
        Link link = kernel.link(name);
        return link == null ? 0 : link.index();
    }

    /** Whether the interface counts as up: packets can be exchanged, but for what {@code interface_up_down_delays} says. */
    public boolean isUp(Link link) {
        return debounce.isUp(link);
    }

    /** Whether the interface of that name exists and counts as up. */
    public boolean isUp(String name) {
        Link link = kernel.link(name);
        return link != null && isUp(link);
    }

    /**
     * The address that adverts come from: the interface's first IPv4 address, or its link-local IPv6 address (RFC 9568
     * section 5.1.2.1), which must not be a virtual one.
     */
    public Optional<InetAddress> primaryAddress(
            int interfaceIndex, AddressFamily family, Predicate<AddressKey> isVirtual) {
        InterfaceAddress primary = kernel.findAddress(
                interfaceIndex, address -> isSource(address, family) && !isVirtual.test(address.key()));
        return Optional.ofNullable(primary).map(InterfaceAddress::local);
    }

    /**
     * The interface that has the address and may use it; empty if there is none.
     *
     * @param interfaceIndex where it has to be; 0 for anywhere on this machine
     */
    public Optional<Link> holder(int interfaceIndex, InetAddress wanted) {
        return kernel.links().stream()
                .filter(link -> interfaceIndex == 0 || link.index() == interfaceIndex)
                .filter(link -> kernel.findAddress(
                                link.index(), address -> address.local().equals(wanted) && isUsable(address))
                        != null)
                .findFirst();
    }

    /**
     * Whether this machine has the address.
     *
     * @param interfaceIndex where it has to be; 0 for anywhere
     */
    public boolean hasAddress(int interfaceIndex, InetAddress wanted) {
        if (interfaceIndex != 0) {
            return kernel.findAddress(interfaceIndex, address -> address.local().equals(wanted)) != null;
        }
        return kernel.links().stream().anyMatch(link -> hasAddress(link.index(), wanted));
    }

    /** Whether an address is in a network that one of the interface's addresses belongs to. */
    public boolean isOnLink(int interfaceIndex, InetAddress address) {
        return kernel.addresses(interfaceIndex).stream()
                .anyMatch(own -> inNetwork(address, own.local(), own.prefixLength()));
    }

    private static boolean inNetwork(InetAddress address, InetAddress network, int prefixLength) {
        byte[] one = address.getAddress();
        byte[] other = network.getAddress();
        if (one.length != other.length) {
            return false;
        }
        int different = one.length * Byte.SIZE - prefixLength;
        return new BigInteger(1, one).shiftRight(different).equals(new BigInteger(1, other).shiftRight(different));
    }

    private static boolean isSource(InterfaceAddress address, AddressFamily family) {
        if (family == AddressFamily.IPV4) {
            return !address.isIpv6();
        }
        return address.isIpv6() && address.local().isLinkLocalAddress() && isUsable(address);
    }

    /** RFC 4862 section 5.4: while it is not known to be unique nobody gets an answer from it. */
    private static boolean isUsable(InterfaceAddress address) {
        return !address.has(AddressFlags.TENTATIVE) && !address.has(AddressFlags.DADFAILED);
    }

    /**
     * Whether the interface forwards IPv6 packets, which neighbour advertisements have to tell (RFC 4861 section 4.4).
     * Looked up again when something about the interface changes.
     */
    public boolean forwards(Link link) {
        Forwarding known = forwardingByIndex.get(link.index());
        if (known == null || !known.link.equals(link)) {
            known = new Forwarding(link, forwarding.test(link.name()));
            forwardingByIndex.put(link.index(), known);
        }
        return known.enabled;
    }
}
