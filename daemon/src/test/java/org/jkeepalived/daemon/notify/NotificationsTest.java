// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.LogRecorder;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.mail.MailSink;
import org.jkeepalived.daemon.script.ScriptRunner;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Fifo;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.OpenFlags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole: configuration in, scripts, lines and log out. Scripts write what they hear into FIFOs of the test. */
class NotificationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIPE_BYTES = 65_536;

    @TempDir
    private Path directory;

    private final LogRecorder log = new LogRecorder();
    private final List<Descriptor> openedHere = new ArrayList<>();
    private EventLoop loop;
    private ScriptRunner scripts;
    private Notifications notifications;
    private boolean stopped;

    @BeforeEach
    void start() throws IOException {
        loop = new EventLoop("vrrp", NotificationsTest::fail);
        scripts = new ScriptRunner(NotificationsTest::fail, log.logger());
        notifications = new Notifications(scripts, loop, log.logger());
        loop.atTurnEnd(notifications::flush);
    }

    private static void fail(Throwable failure) {
        throw new AssertionError(failure);
    }

    @AfterEach
    void stop() throws Exception {
        if (!stopped) {
            stopNotifications();
        }
        scripts.close();
        loop.close();
        openedHere.forEach(Descriptor::close);
    }

    private void stopNotifications() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> notifications.stop(() -> done.complete(null)));
        done.get(10, TimeUnit.SECONDS);
        stopped = true;
    }

    private void onLoop(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        done.get(10, TimeUnit.SECONDS);
    }

    private Configuration configure(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), text);
        Loaded loaded = ConfigurationLoader.load(file, Environment.of("host", Set.of("eth0")));
        Configuration configuration = loaded.configuration().orElseThrow();
        onLoop(() -> notifications.configure(configuration));
        return configuration;
    }

    private static String instance(int vrid, String more) {
        return """
                vrrp_instance VI_%d {
                  interface eth0
                  virtual_router_id %d
                  virtual_ipaddress { 192.0.2.%d }
                  %s
                }
                """.formatted(vrid, vrid, vrid, more);
    }

    private static String globals(String text) {
        return "global_defs {\nscript_user root\n" + text + "\n}\n";
    }

    private Path script(String name, String body) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A FIFO that is open for reading from before the first writer to after the last. */
    private Descriptor fifo(String name) throws IOException {
        Path path = directory.resolve(name);
        Fifo.create(path, 0600);
        return listenTo(path);
    }

    private Descriptor listenTo(Path path) throws IOException {
        Descriptor reader = Descriptor.open(path, OpenFlags.READ_WRITE | OpenFlags.NON_BLOCKING, 0);
        openedHere.add(reader);
        return reader;
    }

    private static List<String> lines(Descriptor reader, int count) throws IOException {
        NativeMemory buffer = NativeMemory.allocate(PIPE_BYTES);
        StringBuilder text = new StringBuilder();
        while (text.chars().filter(c -> c == '\n').count() < count) {
            assertThat(reader.awaitReadable(PATIENCE)).as("more than " + text).isTrue();
            int length = reader.read(buffer, 0, PIPE_BYTES);
            byte[] bytes = new byte[length];
            buffer.bytes().get(0, bytes);
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }
        return text.toString().lines().toList();
    }

    @Test
    void aTransitionRunsTheScriptOfTheStateAndThenNotifyWithFourMoreArguments() throws Exception {
        Descriptor heard = fifo("heard");
        Path script = script("n.sh", "echo \"$@\" > " + directory.resolve("heard"));
        Configuration configuration = configure(instance(1, """
                notify_master "%1$s master arg"
                notify_backup "%1$s backup"
                notify_fault "%1$s fault"
                notify_stop "%1$s stop"
                notify_deleted "%1$s deleted"
                notify_master_rx_lower_pri "%1$s lower"
                notify "%1$s any"
                """.formatted(script)));
        VrrpInstance instance = configuration.instances().getFirst();
        onLoop(() -> {
            for (Notifications.Event event : Notifications.Event.values()) {
                notifications.instance(instance, event, 99);
            }
        });
        assertThat(lines(heard, 11))
                .containsExactly(
                        "master arg",
                        "any INSTANCE VI_1 MASTER 99",
                        "backup",
                        "any INSTANCE VI_1 BACKUP 99",
                        "fault",
                        "any INSTANCE VI_1 FAULT 99",
                        "stop",
                        "any INSTANCE VI_1 STOP 99",
                        "deleted",
                        "any INSTANCE VI_1 DELETED 99",
                        "lower");
    }

    @Test
    void aDeletedInstanceThatSaysFaultDoesNotRunTheScriptOfFaults() throws Exception {
        Descriptor heard = fifo("heard");
        Path script = script("n.sh", "echo \"$@\" > " + directory.resolve("heard"));
        VrrpInstance instance =
                configure(instance(1, """
                notify_fault "%1$s fault"
                notify_stop "%1$s stop"
                notify "%1$s any"
                """.formatted(script))).instances().getFirst();
        onLoop(() -> notifications.instanceEnded(instance, Notifications.Event.FAULT, 99));
        onLoop(() -> notifications.instanceEnded(instance, Notifications.Event.STOP, 99));
        assertThat(lines(heard, 3)).containsExactly("any INSTANCE VI_1 FAULT 99", "stop", "any INSTANCE VI_1 STOP 99");
    }

    @Test
    void aGroupHasPriorityZero() throws Exception {
        Descriptor heard = fifo("heard");
        Path script = script("n.sh", "echo \"$@\" > " + directory.resolve("heard"));
        Path told = directory.resolve("told");
        Configuration configuration =
                configure(globals("notify_fifo " + told) + instance(1, "") + instance(2, "") + """
                vrrp_sync_group G1 {
                  group { VI_1 VI_2 }
                  notify_master "%1$s group"
                  notify "%1$s any"
                }
                """.formatted(script));
        Descriptor toldReader = listenTo(told);
        onLoop(() -> notifications.group(configuration.syncGroups().getFirst(), Notifications.Event.MASTER));
        assertThat(lines(heard, 2)).containsExactly("group", "any GROUP G1 MASTER 0");
        assertThat(lines(toldReader, 1)).containsExactly("GROUP \"G1\" MASTER 0");
    }

    @Test
    void changesOfThePriorityAreToldWhereAskedForAndOnlyToFifos() throws Exception {
        Path told = directory.resolve("told");
        Configuration configuration = configure(globals("vrrp_notify_fifo " + told)
                + instance(1, "")
                + instance(2, "notify_priority_changes\nnotify /no/such/script"));
        Descriptor reader = listenTo(told);
        onLoop(() -> {
            notifications.instance(configuration.instances().get(0), Notifications.Event.MASTER_PRIORITY, 90);
            notifications.instance(configuration.instances().get(1), Notifications.Event.BACKUP_PRIORITY, 80);
        });
        assertThat(lines(reader, 1)).containsExactly("INSTANCE \"VI_2\" BACKUP_PRIORITY 80");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void statesAreWrittenAgainAfterAReloadIfAskedFor() throws Exception {
        Path told = directory.resolve("told");
        String text = instance(1, "") + instance(2, "");
        Configuration silent = configure(globals("vrrp_notify_fifo " + told) + text);
        Descriptor reader = listenTo(told);
        onLoop(() -> notifications.instanceReloaded(silent.instances().get(0), Notifications.Event.MASTER, 90));
        configure(globals("vrrp_notify_fifo " + told + "\nfifo_write_vrrp_states_on_reload") + text);
        onLoop(() -> notifications.instanceReloaded(silent.instances().get(1), Notifications.Event.BACKUP, 80));
        assertThat(lines(reader, 1)).containsExactly("INSTANCE \"VI_2\" BACKUP 80");
    }

    @Test
    void aFileWhereAFifoShouldBeIsRefusedAndTheOtherFifoWorks() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Path told = directory.resolve("told");
        Configuration configuration =
                configure(globals("notify_fifo " + file + "\nvrrp_notify_fifo " + told) + instance(1, ""));
        Descriptor reader = listenTo(told);
        onLoop(() -> notifications.instance(configuration.instances().getFirst(), Notifications.Event.MASTER, 100));
        assertThat(lines(reader, 1)).containsExactly("INSTANCE \"VI_1\" MASTER 100");
        assertThat(file).hasContent("precious");
        assertThat(log.lines())
                .containsExactly("Unable to open notify FIFO " + file
                        + ": the file is there and is no FIFO; transitions are not written to it");
    }

    @Test
    void theReaderOfAFifoGetsItsPathAndEverythingUpToTheStop() throws Exception {
        Descriptor heard = fifo("heard");
        Path told = directory.resolve("told");
        String text = globals(
                "vrrp_notify_fifo " + told + "\nvrrp_notify_fifo_script \"" + reader("heard", told) + " first\"");
        Configuration configuration = configure(text + instance(1, ""));
        assertThat(lines(heard, 1)).containsExactly("reads first " + told);
        onLoop(() -> notifications.instance(configuration.instances().getFirst(), Notifications.Event.STOP, 100));
        stopNotifications();
        assertThat(lines(heard, 1).getFirst()).isEqualTo("got INSTANCE \"VI_1\" STOP 100");
        assertThat(told).doesNotExist();
    }

    @Test
    void theReaderOfAFifoBeginsAnewAtEachReload() throws Exception {
        Descriptor heard = fifo("heard");
        Path told = directory.resolve("told");
        String text = globals("notify_fifo " + told + "\nnotify_fifo_script " + reader("heard", told));
        configure(text + instance(1, ""));
        assertThat(lines(heard, 1)).containsExactly("reads " + told);
        Configuration configuration = configure(text + instance(1, "priority 90"));
        assertThat(lines(heard, 2)).containsExactly("ended", "reads " + told);
        onLoop(() -> notifications.instance(configuration.instances().getFirst(), Notifications.Event.FAULT, 90));
        assertThat(lines(heard, 1)).containsExactly("got INSTANCE \"VI_1\" FAULT 90");
        assertThat(log.lines()).isEmpty();
    }

    /** A script that reports to another FIFO: its start, what it reads, and its end. */
    private Path reader(String heard, Path told) throws IOException {
        return script("reader.sh", """
                exec > %s
                echo "reads $*"
                trap 'echo ended; exit' TERM
                while read -r line; do echo "got $line"; done < %s
                """.formatted(directory.resolve(heard), told));
    }

    @Test
    void aReaderThatEndsIsToldOfAndLinesWaitInTheFifo() throws Exception {
        Path told = directory.resolve("told");
        Path reader = script("reader.sh", "echo > " + directory.resolve("heard") + "; exit 3");
        Descriptor heard = fifo("heard");
        Configuration configuration =
                configure(globals("notify_fifo " + told + "\nnotify_fifo_script " + reader) + instance(1, ""));
        lines(heard, 1);
        Descriptor other = listenTo(told);
        onLoop(() -> notifications.instance(configuration.instances().getFirst(), Notifications.Event.FAULT, 100));
        assertThat(lines(other, 1)).containsExactly("INSTANCE \"VI_1\" FAULT 100");
        assertThat(log.await("vrrp notify fifo script terminated: " + told + " exited with status 3"))
                .isTrue();
    }

    @Test
    void aMailTellsEachNewStateOnceAndFaultsOnlyWhereWanted() throws Exception {
        try (MailSink sink = new MailSink()) {
            Configuration configuration = configure(globals("""
                            router_id lvs
                            smtp_server 127.0.0.1 %d
                            notification_email { ops@example.org }
                            no_email_faults
                            """.formatted(sink.port()))
                    + instance(1, "smtp_alert") + instance(2, "")
                    + "vrrp_sync_group G1 {\n group { VI_1 VI_2 }\n smtp_alert\n}\n");
            onLoop(() -> {
                VrrpInstance alerting = configuration.instances().get(0);
                notifications.instance(alerting, Notifications.Event.BACKUP, 100);
                notifications.instance(alerting, Notifications.Event.FAULT, 100);
                notifications.instance(alerting, Notifications.Event.BACKUP, 100);
                notifications.instance(alerting, Notifications.Event.MASTER, 100);
                notifications.instance(alerting, Notifications.Event.MASTER_RX_LOWER_PRI, 100);
                notifications.instance(alerting, Notifications.Event.MASTER_PRIORITY, 100);
                notifications.instance(configuration.instances().get(1), Notifications.Event.MASTER, 100);
                notifications.group(configuration.syncGroups().getFirst(), Notifications.Event.MASTER);
                notifications.instance(alerting, Notifications.Event.STOP, 100);
                notifications.instance(alerting, Notifications.Event.DELETED, 100);
                notifications.group(configuration.syncGroups().getFirst(), Notifications.Event.STOP);
            });
            assertMail(
                    sink, "VRRP Instance VI_1 - Entering BACKUP state", "VRRP Instance is no longer owning VRRP VIPs");
            assertMail(sink, "VRRP Instance VI_1 - Entering MASTER state", "VRRP Instance is now owning VRRP VIPs");
            assertMail(
                    sink, "VRRP Group G1 - Entering MASTER state", "All VRRP group instances are now in MASTER state");
            assertMail(sink, "VRRP Instance VI_1 - Stopping", "VRRP Instance stopping");
            assertMail(sink, "VRRP Instance VI_1 - Deleted", "VRRP Deleted at reload");
            assertMail(sink, "VRRP Group G1 - Stopping", "All VRRP group instances are now stopping");
        }
    }

    private static void assertMail(MailSink sink, String subject, String text) throws InterruptedException {
        assertThat(sink.await().content()).contains("Subject: [lvs] " + subject, "=> " + text + " <=");
    }

    @Test
    void aStopStartsWhatWaitsAndEndsNothing() throws Exception {
        Descriptor heard = fifo("heard");
        Path gate = directory.resolve("gate");
        Fifo.create(gate, 0600);
        Path script = script("n.sh", """
                exec > %1$s
                echo "started $1"
                if [ "$1" = master ]; then read -r _ < %2$s; fi
                echo "ended $1"
                """.formatted(directory.resolve("heard"), gate));
        VrrpInstance instance = configure(
                        instance(1, "notify_master \"%1$s master\"\nnotify_stop \"%1$s stop\"".formatted(script)))
                .instances()
                .getFirst();
        onLoop(() -> {
            notifications.instance(instance, Notifications.Event.MASTER, 100);
            notifications.instance(instance, Notifications.Event.STOP, 100);
        });
        assertThat(lines(heard, 1)).containsExactly("started master");
        stopNotifications();
        scripts.close();
        assertThat(lines(heard, 2)).containsExactly("started stop", "ended stop");
        Files.writeString(gate, "go\n");
        assertThat(lines(heard, 1)).containsExactly("ended master");
    }

    @Test
    void theScriptsOf255InstancesKeepTheirOrderAndNoneWaitsForAnotherInstance() throws Exception {
        int instances = 255;
        Descriptor heard = fifo("heard");
        // Those of every fourth instance hang until the others are through.
        Path gate = directory.resolve("gate");
        Fifo.create(gate, 0600);
        Path script = script(
                "n.sh",
                "if [ \"$1\" = slow ]; then read -r _ < %s; fi; echo \"$3 $4\" > %s"
                        .formatted(gate, directory.resolve("heard")));
        StringBuilder text = new StringBuilder();
        for (int vrid = 1; vrid <= instances; vrid++) {
            text.append(instance(vrid, "notify \"" + script + " " + (vrid % 4 == 0 ? "slow" : "quick") + "\""));
        }
        Configuration configuration = configure(text.toString());
        List<Notifications.Event> events =
                List.of(Notifications.Event.BACKUP, Notifications.Event.MASTER, Notifications.Event.FAULT);
        onLoop(() -> {
            for (Notifications.Event event : events) {
                configuration.instances().forEach(instance -> notifications.instance(instance, event, 100));
            }
        });
        int slow = instances / 4;
        List<String> quickOnes = lines(heard, (instances - slow) * events.size());
        assertThat(quickOnes).hasSize((instances - slow) * events.size());
        assertInOrder(quickOnes, events, vrid -> vrid % 4 != 0);

        Descriptor opened = listenTo(gate);
        byte[] go = "\n".repeat(slow * events.size()).getBytes(StandardCharsets.US_ASCII);
        NativeMemory buffer = NativeMemory.allocate(go.length);
        buffer.bytes().put(0, go);
        assertThat(opened.write(buffer, 0, go.length)).isEqualTo(go.length);
        assertInOrder(lines(heard, slow * events.size()), events, vrid -> vrid % 4 == 0);
    }

    private static void assertInOrder(
            List<String> heard, List<Notifications.Event> events, java.util.function.IntPredicate vrids) {
        for (int vrid = 1; vrid <= 255; vrid++) {
            if (vrids.test(vrid)) {
                String name = "VI_" + vrid + " ";
                assertThat(heard.stream().filter(line -> line.startsWith(name)))
                        .containsExactlyElementsOf(
                                events.stream().map(event -> name + event).toList());
            }
        }
    }
}
