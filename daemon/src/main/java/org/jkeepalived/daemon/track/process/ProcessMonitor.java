// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.nio.file.Path;
import java.time.Duration;
import org.jkeepalived.config.model.NetlinkBuffers;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.netlink.process.ProcessConnector;
import org.jkeepalived.netlink.process.ProcessListener;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NetworkNamespace;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ProcessFiles;
import org.slf4j.Logger;

/**
 * Counts processes for its watches: by the kernel's events where it sends them, by reading /proc several times a second where
 * it does not.
 *
 * <p>Everything happens on the thread of its loop, which is its own: reading /proc can take long, and can even wait for a
 * process that hangs.
 */
final class ProcessMonitor implements ProcessListener {
    /** Holds about 1300 events; the kernel's default would hold about 250. */
    private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

    private static final int MAXIMUM_RECEIVE_BUFFER_BYTES = 64 * 1024 * 1024;

    /** The kernel answers a subscription while it takes it. */
    private static final long ACKNOWLEDGEMENT_NANOS = Duration.ofMillis(250).toNanos();

    /** After lost events: /proc is not read more often than this, however many are lost. */
    private static final long RESCAN_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long SHORTEST_POLL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_POLL_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Path PROC = ProcessFiles.PROC;

    /** How the kernel's events are subscribed to. */
    @FunctionalInterface
    interface Subscription {
        ProcessConnector open() throws PosixException;
    }

    private final EventLoop loop;
    private final Subscription subscription;
    private final NetlinkBuffers buffers;
    private final Logger log;
    private final ProcessTable table;
    private final ProcessPoll poll;
    private final ProcessExits exits;
    private final Timer acknowledgementTimer = new Timer(_ -> acknowledgementIsOverdue());
    private final Timer scanTimer = new Timer(this::scan);
    private final Timer pollTimer = new Timer(this::poll);
    private ProcessConnector connector;
    private EventLoop.Watch connectorWatch;
    private boolean started;
    private long scannedNanos;
    private boolean answered;
    private int refusal;
    private int followedChanges;
    private boolean overrun;
    // What is said once.
    private boolean fallbackSaid;
    private boolean overrunSaid;
    private boolean restrictionLookedFor;
    private boolean failureSaid;

    /** Does nothing before the first watch. */
    ProcessMonitor(EventLoop loop, Subscription subscription, NetlinkBuffers buffers, Logger log) {
        this.loop = loop;
        this.subscription = subscription;
        this.buffers = buffers;
        this.log = log;
        table = new ProcessTable(PROC);
        poll = new ProcessPoll(table);
        exits = new ProcessExits(loop, this::followedEnded);
    }

    /** Counts for a watch from now on; the first count comes soon. */
    void add(ProcessWatch watch) {
        table.add(watch);
        if (!started) {
            // Before the first look, so that nothing happens unnoticed in between.
            started = true;
            connect();
        }
        loop.arm(scanTimer, loop.nowNanos()); // once for all that are added together
    }

    void remove(ProcessWatch watch) {
        table.remove(watch);
        if (table.watches().isEmpty()) {
            stop();
        }
    }

    /** Gives everything back; another watch begins anew. */
    void stop() {
        started = false;
        disconnect();
        loop.cancel(scanTimer);
        loop.cancel(pollTimer);
        exits.close();
    }

    private void connect() {
        try {
            connector = subscription.open();
            answered = false;
            refusal = 0;
            resize(buffers.bytes().orElse(RECEIVE_BUFFER_BYTES));
            connectorWatch = loop.watch(connector.descriptor().number(), this::readConnector);
            loop.arm(acknowledgementTimer, loop.nowNanos() + ACKNOWLEDGEMENT_NANOS);
        } catch (PosixException e) {
            fallBack(reason(e));
        }
    }

    /**
     * From the network namespace in which this process was started: with {@code net_namespace} the calling thread is in another
     * one, which it leaves for good if that is the way to the events.
     */
    static ProcessConnector subscribe() throws PosixException {
        try {
            return ProcessConnector.open();
        } catch (PosixException refused) {
            if (!refused.errno().equals(Errno.ECONNREFUSED) || !enterFirstNamespace()) {
                throw refused;
            }
            return ProcessConnector.open();
        }
    }

    private static boolean enterFirstNamespace() {
        // The first thread of a Java process runs no Java: it has stayed where it was.
        try (var first = NetworkNamespace.open("/proc/self/ns/net")) {
            first.enter();
            return true;
        } catch (PosixException notAllowed) {
            return false;
        }
    }

    private static String reason(PosixException refused) {
        String cause = switch (refused.errno().symbol()) {
            case "ECONNREFUSED" -> "it does so only in the initial network namespace";
            case "EPROTONOSUPPORT" -> "it lacks CONFIG_CONNECTOR";
            case "EPERM", "EACCES" -> "this process may not listen, CAP_NET_ADMIN is missing";
            default -> refused.operation();
        };
        return "errno %d, %s: %s"
                .formatted(refused.errno().value(), refused.errno().text(), cause);
    }

    private void acknowledgementIsOverdue() {
        readConnector(); // after a stall the answer may be waiting
        if (connector != null && !answered) {
            fallBack("the kernel does not answer: it lacks CONFIG_PROC_EVENTS,"
                    + " or this process is in a pid or user namespace of its own");
        }
    }

    private void disconnect() {
        loop.cancel(acknowledgementTimer);
        if (connector != null) {
            connectorWatch.cancel();
            connector.close();
            connector = null;
        }
    }

    private void fallBack(String reason) {
        disconnect();
        if (!fallbackSaid) {
            fallbackSaid = true;
            log.warn(
                    "The kernel does not tell of processes ({}) - track_process reads /proc every {} ms instead",
                    reason,
                    Duration.ofNanos(pollNanos()).toMillis());
        }
        loop.arm(pollTimer, loop.nowNanos());
    }

    /** As the watch with the least patience wants it. */
    private long pollNanos() {
        long least = LONGEST_POLL_NANOS;
        for (int i = 0; i < table.watches().size(); i++) {
            least = Math.min(least, table.watches().get(i).patienceNanos);
        }
        return Math.max(least, SHORTEST_POLL_NANOS);
    }

    private void readConnector() {
        try {
            connector.onReadable(this);
        } catch (PosixException e) {
            fallBack(reason(e));
            return;
        }
        if (refusal != 0) {
            fallBack("errno %d, %s".formatted(refusal, Errno.of(refusal).text()));
        } else if (overrun) {
            overrun = false;
            enlargeBuffer();
            loop.arm(scanTimer, Math.max(loop.nowNanos(), scannedNanos + RESCAN_NANOS));
        }
    }

    private void enlargeBuffer() {
        try {
            int before = connector.receiveBufferBytes();
            if (before < MAXIMUM_RECEIVE_BUFFER_BYTES) {
                resize(2 * before);
            }
            int after = connector.receiveBufferBytes();
            if (after > before) {
                log.info(
                        "Events of processes were lost, reading /proc anew. Setting global_def process_monitor_rcv_bufs to {}"
                                + " - recommend updating configuration file",
                        after);
            } else if (!overrunSaid) {
                overrunSaid = true;
                log.warn(
                        "Events of processes were lost, reading /proc anew. The receive buffer stays at {} bytes{}",
                        after,
                        isForced() ? "" : ": process_monitor_rcv_bufs_force lets it grow");
            }
        } catch (PosixException e) {
            throw new IllegalStateException("the process connector's socket has no receive buffer", e);
        }
    }

    private boolean isForced() {
        return buffers.force() || buffers.bytes().isEmpty();
    }

    private void resize(int bytes) {
        try {
            connector.setReceiveBuffer(bytes, isForced());
        } catch (PosixException e) {
            log.info("Cannot set process monitor receive buffer to {}: {}", bytes, e.errno());
        }
    }

    private void scan(long nowNanos) {
        scannedNanos = nowNanos;
        complete(table.scan());
    }

    private void poll(long nowNanos) {
        complete(poll.poll());
        if (followedChanges != table.changes()) {
            followedChanges = table.changes();
            exits.follow(table.matching());
        }
        loop.arm(pollTimer, nowNanos + pollNanos());
    }

    /** Ends a look at all processes. */
    private void complete(int result) {
        if (result < 0 && !failureSaid) {
            failureSaid = true;
            log.warn("Unable to read {}: {} - the state of tracked processes is not known", PROC, Errno.of(result));
        }
        if (!restrictionLookedFor && table.isRestricted()) {
            log.warn(
                    "{} hides processes of other users (mount option hidepid), which do not count: CAP_SYS_PTRACE is missing",
                    PROC);
        }
        restrictionLookedFor = true;
        if (result == 0) {
            table.tell(Cause.SCAN);
        }
    }

    private void followedEnded(int process) {
        table.look(process);
        table.tell(Cause.EXIT);
    }

    @Override
    public void acknowledged(int error) {
        // Later ones are for other listeners.
        if (!answered) {
            answered = true;
            loop.cancel(acknowledgementTimer);
            refusal = error;
            if (error == 0) {
                log.debug("proc_events has confirmed it is configured");
            }
        }
    }

    @Override
    public void forked(int parent, int child) {
        table.forked(parent, child);
        table.tell(Cause.FORK);
    }

    @Override
    public void executed(int process) {
        table.look(process);
        table.tell(Cause.CHANGE);
    }

    @Override
    public void renamed(int process) {
        table.look(process);
        table.tell(Cause.CHANGE);
    }

    @Override
    public void exited(int process) {
        table.exited(process);
        table.tell(Cause.EXIT);
    }

    @Override
    public void overrun() {
        overrun = true;
    }
}
