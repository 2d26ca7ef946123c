// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scripts that hang, and scripts by the hundreds. Runs alone: it loads the machine. */
@ExtendWith(TestLanExtension.class)
class ScriptLoadIT {
    private static final int HANGING = 4;
    private static final int ROUTERS = 255;

    /** One waits, one ignores SIGTERM, one leaves a child behind that holds its output, one floods its output. */
    private static final List<String> HANGING_SCRIPTS = List.of(
            "exec sleep %d",
            "trap '' TERM\nwhile :; do sleep %d; done", "sleep %d &\nwait", "while :; do echo flood; done # %d");

    @SingleTest
    void scriptsThatHangFaultTheirOwnInstanceOnlyAndDoNotPileUp(DaemonKind kind, TestLan lan) throws IOException {
        // A number that only this test's scripts have among their arguments.
        long mark = 1_000_000 + ProcessHandle.current().pid();
        StringBuilder configuration = new StringBuilder();
        for (int i = 0; i < HANGING; i++) {
            Path script = script(lan, "hang" + i + ".sh", HANGING_SCRIPTS.get(i).formatted(mark));
            configuration
                    .append("vrrp_script hang%d {\n    script %s\n    interval 1\n    timeout 1\n}\n"
                            .formatted(i, script))
                    .append(new Router("H" + i)
                            .vrid(100 + i)
                            .addresses("10.50.1." + i + "/32")
                            .line("track_script {\n    hang" + i + "\n}"));
        }
        configuration.append(Router.withPriority(200));
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, configuration.toString());

        daemon.awaitEntering(MASTER);
        lan.await(
                "each hanging script faults its instance",
                TestDaemon.PATIENCE,
                () -> IntStream.range(0, HANGING)
                        .allMatch(
                                i -> daemon.state("H" + i).filter(FAULT::equals).isPresent()));
        // As long as several more rounds of the scripts take.
        lan.awaitMoreAdverts(node, 50);
        assertThat(daemon.states().stream().filter(line -> line.instance().equals("VI_1")))
                .extracting(TestDaemon.StateLine::state)
                .as("the instance without a script is left alone")
                .containsExactly(BACKUP, MASTER);
        assertThat(children(mark)).as("processes of four scripts").hasSizeLessThanOrEqualTo(3 * HANGING);

        assertThat(daemon.terminate()).isZero();
        if (kind == DaemonKind.JKEEPALIVED) { // keepalived 2.2 may leave behind what ignores SIGTERM
            lan.await(
                    "no script is left",
                    TestDaemon.PATIENCE,
                    () -> children(mark).isEmpty());
        }
    }

    @SingleTest
    void everyInstanceHasItsNotifyScriptsRunInOrderWhenAllChangeAtOnce(DaemonKind kind, TestLan lan)
            throws IOException {
        Path report = Files.createFile(lan.file("report"));
        Path script = script(lan, "notify.sh", "echo \"$2 $3\" >> " + report);
        StringBuilder configuration = new StringBuilder("global_defs {\n    vrrp_garp_master_delay 0\n}\n");
        for (int i = 1; i <= ROUTERS; i++) {
            configuration.append(new Router("R" + i)
                    .vrid(i)
                    .intervalSeconds("1")
                    .addresses("10.51.0." + i + "/32")
                    .line("notify " + script));
        }
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, configuration.toString());
        awaitAll(lan, daemon, MASTER);
        node.unplug();
        awaitAll(lan, daemon, FAULT);
        node.plug();
        awaitAll(lan, daemon, MASTER);

        lan.await(
                "every script has run", TestDaemon.PATIENCE, () -> lines(report).size() >= 5 * ROUTERS);
        Map<String, List<String>> reports = new HashMap<>();
        for (String line : lines(report)) {
            int blank = line.indexOf(' ');
            reports.computeIfAbsent(line.substring(0, blank), _ -> new ArrayList<>())
                    .add(line.substring(blank + 1));
        }
        assertThat(reports).hasSize(ROUTERS);
        if (kind == DaemonKind.JKEEPALIVED) {
            assertThat(reports.values()).containsOnly(List.of("BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER"));
        }
    }

    private static void awaitAll(TestLan lan, TestDaemon daemon, RouterState state) {
        lan.await("all are " + state, TestDaemon.PATIENCE, () -> {
            Map<String, RouterState> last = new HashMap<>();
            daemon.states().forEach(line -> last.put(line.instance(), line.state()));
            return last.size() == ROUTERS && last.values().stream().allMatch(state::equals);
        });
    }

    private static Path script(TestLan lan, String name, String body) throws IOException {
        Path file = Files.writeString(lan.file(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcessHandle> children(long mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(Long.toString(mark)))
                        .isPresent())
                .toList();
    }
}
