// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jkeepalived.daemon.process.BackgroundStart;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.packet.AddressFamily;

/**
 * A failover between two routers, shown live: router 2, of higher priority, is master; it is killed; router 1 takes over;
 * router 2 comes back.
 */
public final class Demo {
    /** What the second router runs. */
    public enum Peer {
        JKEEPALIVED,
        KEEPALIVED
    }

    private static final int BACKUP = 1;
    private static final int MASTER = 2;
    private static final int BACKUP_PRIORITY = 100;
    private static final int MASTER_PRIORITY = 200;
    private static final int INTERVAL_CENTIS = 100;
    private static final Path KEEPALIVED = Path.of("/usr/sbin/keepalived");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Peer peer;
    private final long startNanos = System.nanoTime();
    private final BlockingQueue<Wire.Seen> adverts = new LinkedBlockingQueue<>();
    private Wire.Seen lastAdvert;
    private Pings pings;

    private Demo(Peer peer) {
        this.peer = peer;
    }

    /** Runs the demonstration and returns the exit code of the process: 0 if the takeover was seen. */
    public static int run(Peer peer) {
        CountDownLatch finished = new CountDownLatch(1);
        cleanUpOnInterrupt(Thread.currentThread(), finished);
        try {
            new Demo(peer).run();
            return 0;
        } catch (IOException e) {
            System.err.println("jkeepalived demo: " + e.getMessage());
        } catch (InterruptedException e) {
            System.err.println("jkeepalived demo: interrupted");
        } finally {
            finished.countDown();
        }
        return 1;
    }

    /** Ctrl-C ends the demonstration where it is; what it made goes as at its end. */
    private static void cleanUpOnInterrupt(Thread demonstration, CountDownLatch finished) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (finished.getCount() > 0) {
                demonstration.interrupt();
                try {
                    finished.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
    }

    private void run() throws IOException, InterruptedException {
        List<String> ours = List.of(BackgroundStart.launcher()
                .orElseThrow(() -> new IOException("must be started by the launcher, ./jkeepalived")));
        List<String> theirs = peer == Peer.JKEEPALIVED ? ours : List.of(KEEPALIVED.toString());
        if (peer == Peer.KEEPALIVED && !Files.isExecutable(KEEPALIVED)) {
            throw new IOException(KEEPALIVED + " is missing; install it (apt install keepalived)");
        }
        Path directory = Files.createTempDirectory("jkeepalived-demo");
        try (DemoLan lan = new DemoLan(2);
                DemoRouter backup = router(lan, BACKUP, ours, directory, BACKUP_PRIORITY);
                DemoRouter master = router(lan, MASTER, theirs, directory, MASTER_PRIORITY);
                Wire _ = new Wire(lan.client(), adverts::add);
                Pings started = new Pings(lan.client())) {
            pings = started;
            show(lan, backup, master);
        } finally {
            delete(directory);
        }
        say("cleaned up: no namespace, process or file is left");
    }

    private static DemoRouter router(DemoLan lan, int number, List<String> daemon, Path directory, int priority)
            throws IOException {
        return new DemoRouter(
                lan.router(number),
                daemon,
                directory.resolve("router" + number),
                priority,
                Duration.ofMillis(INTERVAL_CENTIS * 10));
    }

    private void show(DemoLan lan, DemoRouter backup, DemoRouter master) throws IOException, InterruptedException {
        say("router 1: jkeepalived, priority %d; router 2: %s, priority %d; both want %s"
                .formatted(
                        BACKUP_PRIORITY,
                        peer.name().toLowerCase(Locale.ROOT),
                        MASTER_PRIORITY,
                        DemoLan.VIRTUAL_ADDRESS));
        master.start();
        say("router 2 started; it listens for a better router first");
        awaitAdvert(from(MASTER), master);
        say("router 2 is MASTER");
        backup.start();
        say("router 1 started; it hears router 2 and stays BACKUP");
        watch(Duration.ofSeconds(3));

        Wire.Seen last = lastAdvert;
        lan.plug(MASTER, false);
        master.kill();
        say("router 2 lost its power: its cable is dead, its daemon was killed and could not say goodbye");
        Wire.Seen first = awaitAdvert(from(BACKUP), backup);
        say("router 1 is MASTER");
        report(last, first);
        watch(Duration.ofSeconds(2));

        master.start();
        lan.plug(MASTER, true);
        say("router 2 started again");
        awaitAdvert(from(MASTER), master);
        say("router 2 is MASTER again, by its priority; router 1 has handed over");
        watch(Duration.ofSeconds(2));
        say("%d pings answered, %d lost".formatted(pings.answered(), pings.lost()));
    }

    /** Compares what was measured with what the protocol asks for. */
    private void report(Wire.Seen last, Wire.Seen first) {
        long takeoverNanos = first.nanos() - last.nanos();
        long masterDownNanos = RouterSettings.builder(AddressFamily.IPV4, 3, 51)
                .priority(BACKUP_PRIORITY)
                .intervalCentis(INTERVAL_CENTIS)
                .build()
                .masterDownNanos(BACKUP_PRIORITY, INTERVAL_CENTIS);
        say(String.format(
                Locale.ROOT,
                "takeover %.3f s after the last advert; Master_Down_Interval is %.3f s: %.2f ms more",
                takeoverNanos / NANOS_PER_SECOND,
                masterDownNanos / NANOS_PER_SECOND,
                (takeoverNanos - masterDownNanos) / NANOS_PER_MILLI));
    }

    private static Predicate<Wire.Seen> from(int router) {
        return seen -> seen.source().equals(DemoLan.address(router));
    }

    /** Shows adverts until the wanted one. */
    private Wire.Seen awaitAdvert(Predicate<Wire.Seen> wanted, DemoRouter sender)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            Wire.Seen seen = nextAdvert(100);
            if (seen != null && wanted.test(seen)) {
                return seen;
            }
            if (!sender.isRunning()) {
                throw new IOException("a router has ended; its log:\n" + Files.readString(sender.log()));
            }
        }
        throw new IOException("no advert within " + PATIENCE.toSeconds() + " s; the router's log:\n"
                + Files.readString(sender.log()));
    }

    private void watch(Duration time) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); left > 0; left = (deadlineNanos - System.nanoTime()) / 1_000_000) {
            nextAdvert(left);
        }
    }

    private Wire.Seen nextAdvert(long millis) throws InterruptedException {
        Wire.Seen seen = adverts.poll(millis, TimeUnit.MILLISECONDS);
        if (seen != null) {
            lastAdvert = seen;
            say("  advert of %s, priority %d; pings: %d answered, %d lost"
                    .formatted(seen.source(), seen.priority(), pings.answered(), pings.lost()));
        }
        return seen;
    }

    private void say(String text) {
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        System.out.println(String.format(Locale.ROOT, "%7.3f  ", seconds) + text);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
