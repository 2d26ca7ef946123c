// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.netlink.NetlinkListener;
import org.jkeepalived.netlink.NetlinkMonitor;
import org.jkeepalived.netlink.NetlinkRequests;
import org.jkeepalived.netlink.Outcome;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.AddressMessages;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.netlink.message.NetlinkRequest;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.slf4j.Logger;

/**
 * The two netlink sockets: requests that leave in batches, and the monitor that knows what the kernel has.
 *
 * <p>Changes of interfaces are collected while a readable socket is drained and reported once: what each single message
 * says may be outdated by the next one.
 */
public final class KernelLink implements AddressReconciler.Kernel, NetlinkListener, AutoCloseable {
    private static final Duration FIRST_DUMP_TIMEOUT = Duration.ofSeconds(10);
    /** A cheap dump that finds what was lost without notice. */
    private static final long AUDIT_NANOS = Duration.ofMinutes(1).toNanos();

    private final EventLoop loop;
    private final Logger log;
    private final NetlinkRequests requests;
    private final NetlinkMonitor monitor;
    private final LinkDebounce debounce;
    private final Interfaces interfaces;
    private final Timer auditTimer = new Timer(this::audit);
    private Set<String> watched = Set.of();
    private Set<InetAddress> watchedAddresses = Set.of();
    private Consumer<AddressKey> addressRemovalListener = _ -> {};
    private Runnable interfaceListener = () -> {};
    private boolean interfacesChanged;

    /**
     * Opens both sockets and learns the present state.
     *
     * @throws PosixException if the kernel refuses
     */
    public KernelLink(EventLoop loop, GlobalDefinitions global, Logger log) throws PosixException {
        this.loop = loop;
        this.log = log;
        log.debug("Registering Kernel netlink reflector");
        monitor = NetlinkMonitor.open(
                global.netlinkMonitorBuffers().bytes().orElse(NetlinkMonitor.DEFAULT_RECEIVE_BUFFER_BYTES),
                NetlinkMonitor.DEFAULT_MAXIMUM_RECEIVE_BUFFER_BYTES);
        log.debug("Registering Kernel netlink command channel");
        requests = NetlinkRequests.open();
        debounce = new LinkDebounce(loop, () -> interfaceListener.run(), log);
        interfaces = new Interfaces(monitor, debounce);
        monitor.start(this, FIRST_DUMP_TIMEOUT);
    }

    public Interfaces interfaces() {
        return interfaces;
    }

    /**
     * Begins to serve the sockets on the loop.
     *
     * @param onAddressRemoved told of each address that has gone
     * @param onInterfacesChanged told that something about the watched interfaces or their addresses has changed
     */
    public void listen(Consumer<AddressKey> onAddressRemoved, Runnable onInterfacesChanged) {
        addressRemovalListener = onAddressRemoved;
        interfaceListener = onInterfacesChanged;
        loop.watch(monitor.descriptor().number(), this::refresh);
        loop.watch(requests.descriptor().number(), this::readAcknowledgements);
        loop.arm(auditTimer, loop.nowNanos() + AUDIT_NANOS);
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
        debounce.configure(delays, monitor::link);
    }

    /** Sends what was requested in this turn. */
    public void flush() {
        requests.flush();
    }

    @Override
    public void close() {
        monitor.close();
        requests.close();
    }

    /** Takes the kernel's answers; it executes requests while they are sent, so they are there as soon as sent. */
    public void readAcknowledgements() {
        try {
            requests.onReadable();
        } catch (PosixException e) {
            throw new IllegalStateException("the netlink request socket failed", e);
        }
    }

    private void audit(long nowNanos) {
        monitor.audit();
        loop.arm(auditTimer, nowNanos + AUDIT_NANOS);
    }

    // --- AddressReconciler.Kernel

    @Override
    public boolean refresh() {
        boolean more;
        try {
            more = monitor.onReadable();
        } catch (PosixException e) {
            throw new IllegalStateException("the netlink monitor socket failed", e);
        }
        if (interfacesChanged) {
            interfacesChanged = false;
            interfaceListener.run();
        }
        return !more && !monitor.isDumping();
    }

    @Override
    public boolean has(AddressKey key) {
        return monitor.address(key) != null;
    }

    @Override
    public void add(InterfaceAddress address, AddressReconciler.Outcome outcome) {
        submit(AddressMessages.add(address), Errno.EEXIST, outcome);
    }

    @Override
    public void remove(InterfaceAddress address, AddressReconciler.Outcome outcome) {
        submit(AddressMessages.delete(address), Errno.EADDRNOTAVAIL, outcome);
    }

    /**
     * A request whose answer was lost is made again: what it wants is a state, which it may find reached.
     *
     * @param reached the error that says that it was reached before
     */
    private void submit(NetlinkRequest request, Errno reached, AddressReconciler.Outcome outcome) {
        requests.submit(request, answer -> {
            switch (answer) {
                case Outcome.Done _ -> outcome.settled(Optional.empty());
                case Outcome.Refused(Errno errno, var _)
                when errno.equals(reached) -> outcome.settled(Optional.empty());
                case Outcome.Refused refused -> outcome.settled(Optional.of(refused.toString()));
                case Outcome.Lost _ -> submit(request, reached, outcome);
            }
        });
    }

    // --- NetlinkListener

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
        Link link = monitor.link(address.ifIndex());
        if (link == null || address.protocol() == KernelAddress.PROTOCOL) {
            return;
        }
        if (watched.contains(link.name()) || watchedAddresses.contains(address.local())) {
            interfacesChanged = true;
            log.debug(line, IpAddress.of(address.local()), link.name());
        }
    }

    @Override
    public void overrun(int receiveBufferBytes, int enlargedBytes) {
        log.warn(
                "Netlink: Receive buffer overrun; reading the kernel's state again. Consider increasing"
                        + " vrrp_netlink_monitor_rcv_bufs and vrrp_netlink_monitor_rcv_bufs_force: it was {} bytes, is {} now",
                receiveBufferBytes,
                enlargedBytes);
    }

    @Override
    public void synchronizedAgain() {
        log.info("Netlink: the kernel's state is known again");
    }

    @Override
    public void malformed(MessageFault fault) {
        log.warn("Netlink: ignoring a malformed message: {}", fault);
    }

    @Override
    public void dumpFailed(Errno errno, String text) {
        log.warn("Netlink: the kernel refused to tell its state: {} {}", errno, text);
    }
}
