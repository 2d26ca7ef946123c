// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.daemon.VrrpService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.helpers.NOPLogger;

/**
 * What 255 virtual routers on one interface allocate when nothing happens: two services in this process, each in a
 * namespace of its own, one master of all, the other their backup.
 *
 * <p>{@code -Djkeepalived.steadySeconds=60} measures longer.
 */
@ExtendWith(TestLanExtension.class)
class SteadyStateIT {
    private static final int ROUTERS = 255;
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("jkeepalived.steadySeconds", 4));
    private static final int WINDOWS_MORE = 4;
    /** The smallest object takes 16 bytes: less than that for each advert is something that happens now and then. */
    private static final long BYTES_PER_ADVERT_MAX = 8;

    @Test
    void masterAndBackupAllocateNothingPerAdvert(TestLan lan) throws Exception {
        Configuration better = configuration(lan, 200);
        Configuration worse = configuration(lan, 100);
        try (VrrpService backup = start(lan.node(), worse);
                VrrpService master = start(lan.node(), better)) {
            lan.await(
                    "one is master of all, the other their backup",
                    TestDaemon.PATIENCE,
                    () -> summary(master).equals(ROUTERS + " MASTER")
                            && summary(backup).equals(ROUTERS + " BACKUP"));
            settle(master, Duration.ofSeconds(3)); // first uses, and the handing over
            Measured measured = measure(master, backup);
            // A transition, on a busy machine, is no steady state. What each advert costs, it costs in every window.
            for (int more = 0; more < WINDOWS_MORE && !measured.isSteady(); more++) {
                measured = measure(master, backup);
            }
            assertThat(measured).matches(Measured::isSteady);
            stop(master);
            stop(backup);
        }
    }

    /** What happened on the two loops in a window of time. */
    private record Measured(long sent, long masterBytes, long backupBytes) {
        boolean isSteady() {
            return sent > ROUTERS * MEASURED.toSeconds() * 5
                    && masterBytes < BYTES_PER_ADVERT_MAX * sent
                    && backupBytes < BYTES_PER_ADVERT_MAX * sent;
        }
    }

    private static Measured measure(VrrpService master, VrrpService backup) throws Exception {
        long sent = sentBy(master);
        long masterBytes = allocated(master);
        long backupBytes = allocated(backup);
        settle(master, MEASURED);
        masterBytes = allocated(master) - masterBytes;
        backupBytes = allocated(backup) - backupBytes;
        sent = sentBy(master) - sent;
        System.out.printf(
                "steady state, %d routers, %d s: %d adverts; allocated by the master %d bytes, by the backup %d%n",
                ROUTERS, MEASURED.toSeconds(), sent, masterBytes, backupBytes);
        return new Measured(sent, masterBytes, backupBytes);
    }

    private static Configuration configuration(TestLan lan, int priority) throws IOException {
        StringBuilder text = new StringBuilder("global_defs {\n vrrp_garp_master_delay 0\n}\n");
        for (int vrid = 1; vrid <= ROUTERS; vrid++) {
            text.append("""
                    vrrp_instance R%1$d {
                        version 3
                        interface eth0
                        virtual_router_id %1$d
                        priority %2$d
                        advert_int 0.1
                        virtual_ipaddress {
                            10.51.0.%1$d/32
                        }
                    }
                    """.formatted(vrid, priority));
        }
        Path file = Files.writeString(lan.file("steady" + priority + ".conf"), text);
        return ConfigurationLoader.load(file, Environment.of("test", Set.of("eth0")))
                .configuration()
                .orElseThrow();
    }

    /** Starts a service in the node's namespace: its sockets belong where the thread is that makes it. */
    private static VrrpService start(TestNode node, Configuration configuration) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            VrrpService service = thread.submit(() -> {
                        try (var namespace = org.jkeepalived.posix.NetworkNamespace.open(
                                node.namespace().name())) {
                            namespace.enter();
                        }
                        return new VrrpService(
                                configuration.global(),
                                node.lan().file(node.name() + ".pid"),
                                NOPLogger.NOP_LOGGER,
                                failure -> {
                                    throw new AssertionError(failure);
                                });
                    })
                    .get();
            service.loop().execute(() -> service.start(configuration));
            return service;
        }
    }

    private static void stop(VrrpService service) throws Exception {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        service.loop().execute(() -> service.stop(false, () -> stopped.complete(null)));
        stopped.get(10, TimeUnit.SECONDS);
    }

    private static String summary(VrrpService service) {
        return onLoop(service, service::summary);
    }

    private static long sentBy(VrrpService service) {
        return onLoop(service, service::advertsSent);
    }

    /** What the loop's thread has allocated since it began. */
    private static long allocated(VrrpService service) {
        long thread = onLoop(service, () -> Thread.currentThread().threadId());
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread);
    }

    private static <T> T onLoop(VrrpService service, java.util.function.Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        service.loop().execute(() -> answer.complete(question.get()));
        return answer.join();
    }

    /** Lets time pass that the loop itself measures. */
    private static void settle(VrrpService service, Duration time)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        var timer = new org.jkeepalived.daemon.loop.Timer(_ -> over.complete(null));
        service.loop().execute(() -> service.loop().arm(timer, service.loop().nowNanos() + time.toNanos()));
        over.get(time.toSeconds() + 30, TimeUnit.SECONDS);
    }
}
