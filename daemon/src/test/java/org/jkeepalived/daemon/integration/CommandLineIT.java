// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Exit codes, messages and pid files. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CommandLineIT {
    private static final int EXIT_CONFIG = 2;
    private static final int EXIT_CONFIG_TEST = 5;

    /** Configurations that cannot run; what is said about them contains {@code complaint}. */
    private enum Unusable {
        NO_INTERFACE(Router.withPriority(100).toString().replace("interface eth0", ""), "VI_1"),
        NO_VRID(Router.withPriority(100).toString().replace("virtual_router_id 51", ""), "virtual"),
        VRID_TOO_LARGE(Router.withPriority(100).vrid(256).toString(), "256"),
        SAME_VRID_TWICE(
                Router.configuration(Router.withPriority(100), new Router("VI_2").addresses("10.50.0.110")), "51");

        private final String text;
        private final String complaint;

        Unusable(String text, String complaint) {
            this.text = text;
            this.complaint = complaint;
        }
    }

    @SingleTest
    void configurationThatCannotRunEndsTheStartAndChangesNothing(DaemonKind kind, TestLan lan) throws IOException {
        TestNode node = lan.node();
        String before = kernelState(node);
        for (Unusable unusable : Unusable.values()) {
            Path file = Files.writeString(lan.file("other.conf"), unusable.text);
            Commands.Result result = node.run(kind, "-n", "-l", "-D", "-f", file.toString());
            assertThat(result.exitCode())
                    .as("%s: %s", unusable, result.output())
                    .isEqualTo(EXIT_CONFIG);
            assertThat(result.output()).contains(unusable.complaint);
            assertThat(kernelState(node)).isEqualTo(before);
        }
    }

    @SingleTest
    void configurationTestSaysWhatTheStartWouldSay(DaemonKind kind, TestLan lan) throws IOException {
        TestNode node = lan.node();
        String before = kernelState(node);
        Path file = Files.writeString(
                lan.file("other.conf"), Router.withPriority(100).toString());
        Commands.Result good = node.run(kind, "-t", "-f", file.toString());
        assertThat(good.exitCode()).as(good.output()).isZero();
        for (Unusable unusable : Unusable.values()) {
            Files.writeString(file, unusable.text);
            Commands.Result result = node.run(kind, "-t", "-f", file.toString());
            assertThat(result.exitCode())
                    .as("%s: %s", unusable, result.output())
                    .isEqualTo(EXIT_CONFIG_TEST);
            assertThat(result.output()).contains(unusable.complaint);
        }
        Files.writeString(file, Router.withPriority(100).line("frobnicate 1").toString());
        Commands.Result unknown = node.run(kind, "-t", "-f", file.toString());
        assertThat(unknown.exitCode()).isEqualTo(EXIT_CONFIG_TEST);
        assertThat(unknown.output()).contains("frobnicate");
        assertThat(kernelState(node)).isEqualTo(before);
    }

    @SingleTest
    void missingFileIsAnError(DaemonKind kind, TestLan lan) {
        Commands.Result result = lan.node().run(kind, "-n", "-l", "-f", "/nonexistent/keepalived.conf");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("/nonexistent/keepalived.conf");
    }

    @SingleTest
    void unknownOptionIsAnError(DaemonKind kind, TestLan lan) {
        Commands.Result result = lan.node().run(kind, "--frobnicate");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("--frobnicate");
    }

    @SingleTest
    void toolsLearnVersionAndSignalsFromTheCommandLine(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        Commands.Result version = node.run(kind, "-v");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output().lines().findFirst().orElseThrow()).matches("Keepalived v\\d+\\.\\d+\\.\\d+ .+");
        assertThat(node.run(kind, "--signum=RELOAD").output().strip()).isEqualTo("1");
        assertThat(node.run(kind, "--signum", "STOP").output().strip()).isEqualTo("15");
        assertThat(node.run(kind, "--signum=DATA").output().strip()).isEqualTo("10");
        assertThat(node.run(kind, "--signum=FOO").exitCode()).isEqualTo(1);
    }

    @SingleTest
    void pidFilesNameLivingProcessesAndGoWithThem(DaemonKind kind, TestLan lan) throws IOException {
        TestNode node = lan.node();
        Path pid = lan.file("k.pid");
        Path vrrpPid = lan.file("v.pid");
        TestDaemon daemon = node.start(
                kind, Router.configuration(Router.withPriority(200)), "-p", pid.toString(), "-r", vrrpPid.toString());
        daemon.awaitEntering(MASTER);
        assertThat(readPid(pid)).isEqualTo(daemon.pid());
        assertThat(ProcessHandle.of(readPid(vrrpPid))).isPresent();

        Path file = Files.writeString(
                lan.file("other.conf"), Router.withPriority(150).toString());
        Commands.Result second =
                node.run(kind, "-n", "-l", "-f", file.toString(), "-p", pid.toString(), "-r", vrrpPid.toString());
        assertThat(second.output()).contains("daemon is already running");
        if (kind == DaemonKind.JKEEPALIVED) {
            assertThat(second.exitCode()).as("keepalived says 0 here").isNotZero();
        }
        assertThat(daemon.isIn(MASTER)).isTrue();
        assertThat(readPid(pid)).isEqualTo(daemon.pid());

        assertThat(daemon.terminate()).isZero();
        assertThat(pid).doesNotExist();
        assertThat(vrrpPid).doesNotExist();
    }

    @SingleTest
    void pidFileOfADeadProcessIsNoObstacle(DaemonKind kind, TestLan lan) throws IOException {
        TestNode node = lan.node();
        Process dead = new ProcessBuilder("true").start();
        dead.onExit().join();
        Path pid = Files.writeString(lan.file("k.pid"), dead.pid() + "\n");
        TestDaemon daemon = node.start(kind, Router.configuration(Router.withPriority(200)), "-p", pid.toString());
        daemon.awaitEntering(MASTER);
        assertThat(readPid(pid)).isEqualTo(daemon.pid());
    }

    @SingleTest
    void withoutDontForkTheDaemonRunsInTheBackground(DaemonKind kind, TestLan lan) throws IOException {
        TestNode node = lan.node();
        Path file = Files.writeString(
                lan.file("other.conf"), Router.withPriority(200).toString());
        Path pid = lan.file("k.pid");
        Path vrrpPid = lan.file("v.pid");
        Commands.Result start = node.run(kind, "-f", file.toString(), "-p", pid.toString(), "-r", vrrpPid.toString());
        assertThat(start.exitCode()).as(start.output()).isZero();
        lan.await("the pid file", TestDaemon.PATIENCE, () -> Files.exists(pid) && Files.exists(vrrpPid));
        lan.await(
                "adverts", TestDaemon.PATIENCE, () -> !lan.wire().adverts(node).isEmpty());
        long daemon = readPid(pid);
        assertThat(ProcessHandle.of(daemon)).isPresent();
        LinuxCalls.signal(daemon, LinuxCalls.SIGTERM);
        lan.await("the pid files are gone", TestDaemon.PATIENCE, () -> !Files.exists(pid) && !Files.exists(vrrpPid));
        node.awaitHolds(Router.VIP4, false);
    }

    /** Without the local table, which the kernel itself fills some time after an address was set. */
    private static String kernelState(TestNode node) {
        NetworkNamespace namespace = node.namespace();
        return namespace.ip("-o address show")
                + namespace.ip("-4 route show")
                + namespace.ip("-6 route show")
                + namespace.ip("rule show");
    }

    private static long readPid(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }
}
