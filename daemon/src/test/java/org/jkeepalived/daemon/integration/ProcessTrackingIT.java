// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tracked processes, in a network namespace, where the kernel tells nothing of processes. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ProcessTrackingIT {
    /** keepalived tracks nothing there. */
    static Stream<DaemonKind> ours() {
        return DaemonKind.all().filter(kind -> kind == DaemonKind.JKEEPALIVED);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void routerFollowsAProcessAcrossReloads(DaemonKind kind, TestLan lan) throws Exception {
        String name = "jkt" + ProcessHandle.current().pid();
        Path program = Files.copy(Path.of("/bin/sleep"), lan.file(name));
        String configuration = tracking(program);
        TestDaemon daemon = lan.node().start(kind, configuration);
        daemon.awaitEntering(FAULT);
        daemon.awaitLog(
                "entering FAULT state (tracked process web quorum not achieved (0 running, at least 1 wanted))");
        daemon.awaitLog("The kernel does not tell of processes (errno 111");
        Process web = start(program);
        try {
            daemon.awaitLog("Quorum gained for tracked process web");
            daemon.awaitEntering(MASTER);
            daemon.reload(configuration.replace("advert_int 0.1", "advert_int 0.2"));
        } finally {
            web.destroyForcibly().waitFor();
        }
        daemon.awaitLog("Quorum lost for tracked process web");
        daemon.awaitEntering(FAULT);
        assertThat(web.isAlive()).isFalse();
    }

    /** Beside a file and a script, added and changed by reloads, and found at once by the daemon's next life. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void processesAreFollowedAmongOtherTrackersThroughReloadsAndARestart(DaemonKind kind, TestLan lan)
            throws Exception {
        Path program = Files.copy(
                Path.of("/bin/sleep"), lan.file("jkm" + ProcessHandle.current().pid()));
        Path number = Files.writeString(lan.file("number"), "0");
        String others = """
                vrrp_track_file number {
                    file %s
                    weight 1
                }
                vrrp_script well {
                    script "/bin/true"
                    interval 1
                    weight 10
                }
                """.formatted(number);
        String block = "track_file {\n number\n}\ntrack_script {\n well\n}\n";
        String without = others + Router.withPriority(100).line(block);
        String with = "vrrp_track_process web {\n    process " + program.getFileName() + "\n    weight -50\n}\n"
                + others + Router.withPriority(100).line(block + "track_process {\n web\n}");

        TestDaemon daemon = lan.node().start(kind, without);
        daemon.awaitEntering(MASTER);
        awaitPriority(lan, daemon, 110);
        daemon.reload(with);
        awaitPriority(lan, daemon, 60);
        Process web = start(program);
        try {
            awaitPriority(lan, daemon, 110);
            daemon.reload(with.replace("weight -50", "weight -50\n    quorum 2"));
            awaitPriority(lan, daemon, 60);
            Process second = start(program);
            try {
                awaitPriority(lan, daemon, 110);
            } finally {
                second.destroyForcibly().waitFor();
            }
            awaitPriority(lan, daemon, 60);
            daemon.reload(without);
            awaitPriority(lan, daemon, 110);
            daemon.reload(with);
            lan.awaitMoreAdverts(daemon.node(), 5);
            awaitPriority(lan, daemon, 110);
            daemon.terminate();

            TestDaemon again = daemon.node().start(kind, with);
            again.awaitEntering(MASTER);
            awaitPriority(lan, again, 110);
            web.destroyForcibly().waitFor();
            awaitPriority(lan, again, 60);
        } finally {
            web.destroyForcibly().waitFor();
        }
    }

    private static void awaitPriority(TestLan lan, TestDaemon daemon, int priority) {
        lan.await("the adverts have priority " + priority, TestDaemon.PATIENCE, () -> {
            var adverts = lan.wire().adverts(daemon.node());
            return !adverts.isEmpty() && adverts.getLast().frame().priority() == priority;
        });
    }

    /** In a PID namespace of its own, whose numbers start high. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void processesWithPidsAboveTheOldLimitAreFollowed(DaemonKind kind, TestLan lan) throws IOException {
        Requirement.require(pidsMayBeHigh(), "kernel.pid_max above 65536, or Linux 6.14, which has it per namespace");
        Path program = Files.copy(
                Path.of("/bin/sleep"), lan.file("jkh" + ProcessHandle.current().pid()));
        Path file = Files.writeString(lan.file("high.conf"), tracking(program));
        String inside = """
                mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /tmp || exit
                [ "$(cat /proc/sys/kernel/pid_max)" -gt 65536 ] || echo 4194304 > /proc/sys/kernel/pid_max
                "$@" < /dev/null &
                echo 100000 > /proc/sys/kernel/ns_last_pid
                read start
                %s 60 &
                echo "pid $!"
                read stop
                kill $!
                read end
                """.formatted(program);
        List<String> command = List.of(
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-c",
                inside,
                "sh",
                kind.program().toString(),
                "-n",
                "-l",
                "-f",
                file.toString());
        Process process = lan.node()
                .namespace()
                .call(() ->
                        new ProcessBuilder(command).redirectErrorStream(true).start());
        // Its end is the end of its log, and of a test that waits for a line in vain.
        CompletableFuture.delayedExecutor(TestDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        try (BufferedReader log = process.inputReader();
                BufferedWriter words = process.outputWriter()) {
            awaitLine(log, "entering FAULT state");
            say(words, "start");
            String pid = awaitLine(log, "pid ");
            assertThat(Integer.parseInt(pid.substring("pid ".length()))).isGreaterThan(100_000);
            awaitLine(log, "Entering MASTER STATE");
            say(words, "stop");
            awaitLine(log, "Entering FAULT STATE");
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean pidsMayBeHigh() throws IOException {
        String limit = Files.readString(Path.of("/proc/sys/kernel/pid_max")).strip();
        List<Integer> kernel = Pattern.compile("\\d+")
                .matcher(System.getProperty("os.version"))
                .results()
                .map(result -> Integer.valueOf(result.group()))
                .toList();
        return Integer.parseInt(limit) > 65536
                || kernel.getFirst() > 6
                || (kernel.getFirst() == 6 && kernel.get(1) >= 14);
    }

    private static void say(BufferedWriter words, String word) throws IOException {
        words.write(word + "\n");
        words.flush();
    }

    private static String awaitLine(BufferedReader log, String text) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(text)) {
                return line;
            }
            before.add(line);
        }
        throw new AssertionError("no line with \"" + text + "\" in " + before);
    }

    private static String tracking(Path program) {
        return "vrrp_track_process web {\n    process " + program.getFileName() + "\n}\n"
                + Router.withPriority(200).line("track_process {\n web\n}");
    }

    private static Process start(Path program) throws IOException {
        return new ProcessBuilder(program.toString(), "60").start();
    }
}
