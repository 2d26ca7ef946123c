// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The daemon as ps, kill and shells see it. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ProcessIT {
    private static final int SIGHUP = 1;
    private static final int SIGQUIT = 3;

    @SingleTest
    void toolsFindTheProcessByItsName(DaemonKind kind, TestLan lan) throws IOException {
        TestDaemon daemon = lan.node().start(kind, Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        assertThat(Path.of("/proc", Long.toString(daemon.pid()), "comm")).hasContent("keepalived");
        assertThat(Commands.run("pgrep", "-x", "keepalived").lines()).contains(Long.toString(daemon.pid()));
    }

    /** As with nohup, and with what a shell starts by {@code &}. */
    @SingleTest
    void signalsReachADaemonWhoseStarterIgnoredThem(DaemonKind kind, TestLan lan) throws IOException {
        Path file = Files.writeString(
                lan.file("ignored.conf"), Router.withPriority(200).toString());
        List<String> command = TestDaemon.privately(kind);
        command.addAll(
                command.indexOf(kind.program().toString()),
                List.of("sh", "-c", "trap '' HUP INT QUIT TERM USR1 USR2; exec \"$@\"", "sh"));
        command.addAll(List.of("-n", "-l", "-f", file.toString()));
        Process process = lan.node()
                .namespace()
                .call(() ->
                        new ProcessBuilder(command).redirectErrorStream(true).start());
        try (BufferedReader log = process.inputReader()) {
            awaitLine(log, "Entering BACKUP STATE");
            LinuxCalls.signal(process.pid(), SIGHUP);
            awaitLine(log, "Reloading ...");
            if (kind == DaemonKind.JKEEPALIVED) {
                // Java dumps its threads at it, or dies of it; here it does neither.
                LinuxCalls.signal(process.pid(), SIGQUIT);
            }
            LinuxCalls.signal(process.pid(), LinuxCalls.SIGTERM);
            awaitLine(log, "Stopped Keepalived");
            assertThat(process.onExit().join().exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitLine(BufferedReader log, String text) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(text)) {
                return;
            }
            before.add(line);
        }
        throw new AssertionError("no line with \"" + text + "\" in " + before);
    }
}
