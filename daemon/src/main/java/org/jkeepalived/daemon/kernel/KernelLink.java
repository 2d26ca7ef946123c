// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.netlink.KernelView;
import org.jkeepalived.netlink.NetlinkMonitor;
import org.jkeepalived.netlink.NetlinkRequests;
import org.jkeepalived.netlink.Outcome;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.AddressMessages;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.message.NetlinkRequest;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/** The two netlink sockets: requests that leave in batches, and the monitor that knows what the kernel has. */
public final class KernelLink implements AddressReconciler.Kernel, AutoCloseable {
    private static final Duration FIRST_DUMP_TIMEOUT = Duration.ofSeconds(10);
    /** A cheap dump that finds what was lost without notice. */
    private static final long AUDIT_NANOS = Duration.ofMinutes(1).toNanos();
    /** After a dump that did not say all. */
    private static final long REPEAT_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLoop loop;
    private final NetlinkRequests requests;
    private final NetlinkMonitor monitor;
    private final InterfaceWatch watch;
    private Runnable readAnewListener = () -> {};
    private final Timer auditTimer = new Timer(this::audit);
    private boolean repeats;

    /**
     * Opens both sockets and learns the present state.
     *
     * @throws PosixException if the kernel refuses
     */
    public KernelLink(EventLoop loop, GlobalDefinitions global, Logger log) throws PosixException {
        this.loop = loop;
        log.debug("Registering Kernel netlink reflector");
        monitor = NetlinkMonitor.open(
                global.netlinkMonitorBuffers().bytes().orElse(NetlinkMonitor.DEFAULT_RECEIVE_BUFFER_BYTES),
                NetlinkMonitor.DEFAULT_MAXIMUM_RECEIVE_BUFFER_BYTES);
        log.debug("Registering Kernel netlink command channel");
        requests = NetlinkRequests.open(
                NetlinkRequests.DEFAULT_BATCH_BYTES,
                global.netlinkCommandBuffers().bytes().orElse(NetlinkRequests.DEFAULT_RECEIVE_BUFFER_BYTES));
        watch = new InterfaceWatch(loop, monitor, KernelLink::forwardsIpv6, log);
        monitor.start(watch, FIRST_DUMP_TIMEOUT);
    }

    /** What the kernel is known to have. */
    public KernelView view() {
        return monitor;
    }

    public Interfaces interfaces() {
        return watch.interfaces();
    }

    /**
     * Begins to serve the sockets on the loop.
     *
     * @param onAddressRemoved told of each address that has gone
     * @param onInterfacesChanged told that something about the watched interfaces or their addresses has changed
     * @param onReadAnew told that all of the kernel's state has been read anew, at an audit or after news were lost
     */
    public void listen(Consumer<AddressKey> onAddressRemoved, Runnable onInterfacesChanged, Runnable onReadAnew) {
        watch.listen(onAddressRemoved, onInterfacesChanged);
        readAnewListener = onReadAnew;
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
        watch.watch(interfaceNames, addresses);
    }

    /** How long changes of interfaces have to last before they count. */
    public void delayChanges(List<InterfaceSettings.Delay> delays) {
        watch.delayChanges(delays);
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
        repeats = false;
        monitor.audit();
        loop.arm(auditTimer, nowNanos + AUDIT_NANOS);
    }

    // --- AddressReconciler.Kernel

    @Override
    public boolean refresh() {
        boolean dumping = monitor.isDumping();
        boolean more;
        try {
            more = monitor.onReadable();
        } catch (PosixException e) {
            throw new IllegalStateException("the netlink monitor socket failed", e);
        }
        watch.tellChanges();
        if (dumping && !monitor.isDumping()) {
            readAnewListener.run();
        }
        if (!monitor.isComplete() && !monitor.isDumping() && !repeats) {
            repeats = true;
            loop.arm(auditTimer, loop.nowNanos() + REPEAT_NANOS);
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

    private static boolean forwardsIpv6(String name) {
        try {
            return Files.readString(Path.of("/proc/sys/net/ipv6/conf", name, "forwarding"))
                    .startsWith("1");
        } catch (IOException e) {
            return false; // IPv6 is disabled, or the interface has just gone
        }
    }
}
