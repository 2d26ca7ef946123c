// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;
import org.jkeepalived.daemon.logging.DaemonLog;

/**
 * Tells the service manager how the daemon is (sd_notify(3)). Every call returns at once; a thread of its own sends,
 * in the order of the calls. Without {@code NOTIFY_SOCKET} in the environment every call does nothing.
 */
public final class SystemdNotifier implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Optional<Duration> watchdogInterval;
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final Optional<Thread> thread;
    private volatile boolean watchdogDue;
    private volatile boolean closing;

    private SystemdNotifier(Optional<String> socket, Optional<Duration> watchdogInterval) {
        this.watchdogInterval = watchdogInterval;
        this.thread =
                socket.map(name -> Thread.ofPlatform().name("systemd").daemon().start(() -> work(name)));
    }

    /** As the service manager that started this process asks for it. */
    public static SystemdNotifier fromEnvironment() {
        return of(System.getenv(), ProcessHandle.current().pid());
    }

    static SystemdNotifier of(Map<String, String> environment, long pid) {
        var socket = Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
                .filter(name -> name.startsWith("/") || name.startsWith("@"));
        var forUs = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid)).equals(Long.toString(pid));
        var watchdog = Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(_ -> socket.isPresent() && forUs)
                .flatMap(SystemdNotifier::microseconds);
        return new SystemdNotifier(socket, watchdog);
    }

    private static Optional<Duration> microseconds(String text) {
        try {
            long micros = Long.parseLong(text);
            return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The daemon runs, or has finished a reload. */
    public void ready(String status) {
        send("READY=1\nMAINPID=" + ProcessHandle.current().pid() + "\nSTATUS=" + oneLine(status));
    }

    /** A reload begins; {@link #ready} ends it. */
    public void reloading() {
        // CLOCK_MONOTONIC, which is what nanoTime reads: systemd tells by it which reload this is.
        send("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    /** The daemon is about to end. */
    public void stopping() {
        send("STOPPING=1");
    }

    /** One line for {@code systemctl status}. */
    public void status(String text) {
        send("STATUS=" + oneLine(text));
    }

    /** How long the service manager waits for {@link #watchdog} before it acts; call it twice as often. */
    public Optional<Duration> watchdogInterval() {
        return watchdogInterval;
    }

    /** The loop is alive. Allocates nothing. */
    public void watchdog() {
        watchdogDue = true;
        wake();
    }

    private void send(String message) {
        if (thread.isPresent()) {
            messages.add(message);
            wake();
        }
    }

    private void wake() {
        if (thread.isPresent()) {
            LockSupport.unpark(thread.get());
        }
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }

    private void work(String socketName) {
        // Loaded here, not on the way to the first advert: it drags in a good part of jnr.
        try (var channel = UnixDatagramChannel.open()) {
            var manager = address(socketName);
            while (true) {
                boolean last = closing;
                if (watchdogDue) {
                    watchdogDue = false;
                    send(channel, manager, "WATCHDOG=1");
                }
                for (var message = messages.poll(); message != null; message = messages.poll()) {
                    send(channel, manager, message);
                }
                if (last) {
                    return;
                }
                if (messages.isEmpty() && !watchdogDue && !closing) {
                    LockSupport.park(this);
                }
            }
        } catch (IOException failure) {
            DaemonLog.parent().warn("Cannot notify systemd: {}", failure.getMessage());
        }
    }

    private static void send(UnixDatagramChannel channel, UnixSocketAddress manager, String message) {
        try {
            channel.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), manager);
        } catch (IOException failure) {
            DaemonLog.parent().warn("Cannot notify systemd: {}", failure.getMessage());
        }
    }

    /** An abstract socket's name begins with a zero byte, which the environment writes as @. */
    private static UnixSocketAddress address(String socketName) {
        return new UnixSocketAddress(socketName.startsWith("@") ? "\0" + socketName.substring(1) : socketName);
    }

    /** Sends what is waiting and ends. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (thread.isPresent()) {
                thread.get().join(CLOSE_PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
