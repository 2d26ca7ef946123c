// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        String configuration = "vrrp_track_process web {\n    process " + name + "\n}\n"
                + Router.withPriority(200).line("track_process {\n web\n}");
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

    private static Process start(Path program) throws IOException {
        return new ProcessBuilder(program.toString(), "60").start();
    }
}
