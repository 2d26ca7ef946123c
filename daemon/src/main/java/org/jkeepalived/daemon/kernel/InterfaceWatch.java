// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.daemon.loop.Timers;
import org.jkeepalived.netlink.KernelView;
import org.jkeepalived.netlink.NetlinkListener;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.slf4j.Logger;

/**
 * Which of the kernel's news matter, and who hears of them.
 *
 * <p>Changes of interfaces are collected while the kernel's messages are read and told once, by {@link #tellChanges}: what
 * each single message says may be outdated by the next one.
 */
public final class InterfaceWatch implements NetlinkListener {
    private final Timers loop;
    private final KernelView kernel;
    private final Logger log;
    private final LinkDebounce debounce;
    private final Interfaces interfaces;
    private Set<String> watched = Set.of();
    private Set<InetAddress> watchedAddresses = Set.of();
    private Consumer<AddressKey> addressRemovalListener = _ -> {};
    private Runnable interfaceListener = () -> {};
    private final Storm overruns = new Storm();
    private final Storm failures = new Storm();
    private boolean overrunLogged;
    private boolean interfacesChanged;

    /**
     * Nothing matters yet.
     *
     * @param kernel what it knows after each piece of news
     * @param forwarding whether the interface of a name forwards IPv6 packets
     */
    public InterfaceWatch(Timers loop, KernelView kernel, Predicate<String> forwarding, Logger log) {
        this.loop = loop;
        this.kernel = kernel;
        this.log = log;
        debounce = new LinkDebounce(loop, () -> interfaceListener.run(), log);
        interfaces = new Interfaces(kernel, debounce, forwarding);
    }

    public Interfaces interfaces() {
        return interfaces;
    }

    /**
     * Begins to tell.
     *
     * @param onAddressRemoved told at once of each address that has gone
     * @param onInterfacesChanged told that something about the watched interfaces or their addresses has changed
     */
    public void listen(Consumer<AddressKey> onAddressRemoved, Runnable onInterfacesChanged) {
        addressRemovalListener = onAddressRemoved;
        interfaceListener = onInterfacesChanged;
    }

    /**
     * What changes matter and are logged.
     *
     * @param interfaceNames these interfaces, and the addresses on them
     * @param addresses these addresses on any interface
     */
    public void watch(Set<String> interfaceNames, Set<InetAddress> addresses) {
        watched = interfaceNames;
        watchedAddresses = addresses;
    }

    /** How long changes of interfaces have to last before they count. */
    public void delayChanges(List<InterfaceSettings.Delay> delays) {
        debounce.configure(delays, kernel::link);
    }

    /** What there was to read has been read. */
    public void tellChanges() {
        if (interfacesChanged) {
            interfacesChanged = false;
            interfaceListener.run();
        }
    }

    @Override
    public void linkAdded(Link link) {
        debounce.changed(link);
        if (watched.contains(link.name())) {
            log.info("Interface {} added", link.name());
            interfacesChanged = true;
        }
    }

    @Override
    public void linkChanged(Link before, Link now) {
        boolean wasUp = interfaces.isUp(before);
        if (!before.name().equals(now.name())) {
            debounce.removed(before.name());
        }
        debounce.changed(now);
        if (!watched.contains(before.name()) && !watched.contains(now.name())) {
            return;
        }
        interfacesChanged = true;
        if (!before.name().equals(now.name())) {
            log.info("Interface {} renamed to {}", before.name(), now.name());
        }
        if (interfaces.isUp(now) != wasUp) {
            log.info("Netlink reports {} {}", now.name(), wasUp ? "down" : "up");
        }
    }

    @Override
    public void linkRemoved(Link link) {
        debounce.removed(link.name());
        if (watched.contains(link.name())) {
            log.info("Interface {} deleted", link.name());
            interfacesChanged = true;
        }
    }

    @Override
    public void addressAdded(InterfaceAddress address) {
        addressChanged(address, "Assigned address {} for interface {}");
    }

    @Override
    public void addressChanged(InterfaceAddress before, InterfaceAddress now) {
        addressChanged(now, "Changed address {} of interface {}");
    }

    @Override
    public void addressRemoved(InterfaceAddress address) {
        addressChanged(address, "Deassigned address {} from interface {}");
        addressRemovalListener.accept(address.key());
    }

    /** Virtual addresses come and go by our own doing and by the thousand: an owner is told of the loss of one. */
    private void addressChanged(InterfaceAddress address, String line) {
        Link link = kernel.link(address.ifIndex());
        if (link == null) {
            return;
        }
        boolean ofWatchedLink = watched.contains(link.name()) && address.protocol() != KernelAddress.PROTOCOL;
        if (ofWatchedLink || watchedAddresses.contains(address.local())) {
            interfacesChanged = true;
            log.debug(line, IpAddress.of(address.local()), link.name());
        }
    }

    @Override
    public void overrun(int receiveBufferBytes, int enlargedBytes) {
        overrunLogged = overruns.isFirst(loop.nowNanos());
        if (!overrunLogged) {
            return;
        }
        log.warn(
                "Netlink: Receive buffer overrun; reading the kernel's state again. Consider increasing"
                        + " vrrp_netlink_monitor_rcv_bufs and vrrp_netlink_monitor_rcv_bufs_force: it was {} bytes, is {} now",
                receiveBufferBytes,
                enlargedBytes);
    }

    @Override
    public void synchronizedAgain() {
        if (overrunLogged) {
            log.info("Netlink: the kernel's state is known again");
        }
    }

    @Override
    public void malformed(MessageFault fault) {
        log.warn("Netlink: ignoring a malformed message: {}", fault);
    }

    @Override
    public void dumpFailed(Errno errno, String text) {
        if (failures.isFirst(loop.nowNanos())) {
            log.warn("Netlink: the kernel refused to tell its state: {} {}", errno, text);
        }
    }
}
