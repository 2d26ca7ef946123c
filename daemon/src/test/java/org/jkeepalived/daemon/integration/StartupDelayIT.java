// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code vrrp_startup_delay} on both nodes, and SIGHUPs while it runs. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class StartupDelayIT {
    private static final Duration DELAY = Duration.ofSeconds(3);
    private static final String GLOBALS = "global_defs {\n    vrrp_startup_delay 3\n}\n";
    /** The first state may be seen a little after the delay has begun. */
    private static final Duration REPORT_LATENESS = Duration.ofSeconds(1);

    private static final int RELOADS = 5;

    /** What the reloads inside the delay do to the option and to the rest of the file. */
    enum Reload {
        SAME(GLOBALS, ""),
        OPTION_DROPPED("", ""),
        OTHER_DELAY("global_defs {\n    vrrp_startup_delay 60\n}\n", ""),
        INSTANCE_CHANGED(GLOBALS, "garp_master_refresh 5");

        private final String globals;
        private final String line;

        Reload(String globals, String line) {
            this.globals = globals;
            this.line = line;
        }

        String configuration(int priority) {
            return globals + Router.withPriority(priority).line(line);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Reload.class)
    void delayRunsItsCourseThroughReloadsAndEndsWithTheBetterMaster(Reload reload, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonA = a.start(DaemonKind.JKEEPALIVED, GLOBALS + Router.withPriority(200));
        TestDaemon daemonB = b.start(DaemonKind.JKEEPALIVED, GLOBALS + Router.withPriority(100));
        daemonA.awaitEntering(BACKUP);
        daemonB.awaitEntering(BACKUP);
        for (int i = 0; i < RELOADS; i++) {
            daemonA.reload(reload.configuration(200));
            daemonB.reload(reload.configuration(100));
        }
        daemonA.awaitLog("Reload complete");
        daemonB.awaitLog("Reload complete");

        daemonA.awaitEntering(MASTER);
        lan.awaitQuietLeadership(a);

        lan.await("B is the backup", TestDaemon.PATIENCE, () -> daemonB.isIn(BACKUP));
        for (TestDaemon daemon : List.of(daemonA, daemonB)) {
            assertThat(daemon.log())
                    .filteredOn(line -> line.contains("Delayed start completed"))
                    .hasSize(1);
            Instant begin = daemon.states().getFirst().at();
            assertThat(daemon.states())
                    .filteredOn(line -> line.state() == MASTER)
                    .allSatisfy(line ->
                            assertThat(Duration.between(begin, line.at())).isGreaterThan(DELAY.minus(REPORT_LATENESS)));
        }
        // B, whose delay may have been over first, was master once at most.
        assertThat(daemonA.states()).extracting(TestDaemon.StateLine::state).startsWith(BACKUP, MASTER);
        assertThat(daemonB.states()).filteredOn(line -> line.state() == MASTER).hasSizeLessThan(2);
    }

    @SingleTest
    void delayThatAReloadBringsIsForTheNextStart(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        int states = daemon.states().size();

        daemon.reload(GLOBALS + Router.withPriority(200).line("garp_master_refresh 5"));

        daemon.awaitLog("Reload");
        lan.awaitMoreAdverts(node, 20);
        assertThat(daemon.states()).hasSize(states);
    }
}
