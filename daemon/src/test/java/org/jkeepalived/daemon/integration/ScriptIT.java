// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Scripts of a running daemon. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ScriptIT {
    private static final int SIGKILL = 9;

    private static String tracked(String script, String more) {
        return "vrrp_script check {\n    script \"" + script + "\"\n    user root\n    interval 0.2\n" + more + "}\n"
                + Router.withPriority(100).line("track_script { check }");
    }

    @SingleTest
    void aTrackedScriptDecidesOverTheInstance(DaemonKind kind, TestLan lan) throws IOException {
        Path file = Files.createFile(lan.file("well"));
        TestDaemon daemon = lan.node().start(kind, tracked("/usr/bin/test -e " + file, "fall 2\n"));
        daemon.awaitLog("VRRP_Script(check) succeeded");
        daemon.awaitEntering(BACKUP);
        Files.delete(file);
        daemon.awaitLog("VRRP_Script(check) failed (exited with status 1)");
        daemon.awaitEntering(FAULT);
        Files.createFile(file);
        daemon.awaitEntering(BACKUP);
    }

    @SingleTest
    void scriptsEndWhenTheDaemonIsKilled(DaemonKind kind, TestLan lan) throws IOException {
        Path held = lan.file("held");
        Commands.run("mkfifo", held.toString());
        Path script = Files.writeString(
                lan.file("hang.sh"), "#!/bin/sh\nexec 3> " + held + "\necho running >&3\nexec sleep 60\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestDaemon daemon = lan.node().start(kind, tracked(script.toString(), "timeout 60\n"));
        try (BufferedReader reader = Files.newBufferedReader(held)) {
            assertThat(reader.readLine()).isEqualTo("running");
            // It is guarded when its start has returned to the daemon, which is as good as done by then.
            daemon.awaitLog("Startup complete");
            LinuxCalls.signal(daemon.pid(), SIGKILL);
            // The script's end is that of the FIFO.
            assertThat(assertTimeoutPreemptively(TestDaemon.PATIENCE, reader::readLine))
                    .isNull();
        }
    }

    @SingleTest
    void theStartupScriptMayMakeTheInterfaceAndTheShutdownScriptComesLast(DaemonKind kind, TestLan lan) {
        String globals = """
                global_defs {
                    script_user root
                    startup_script "/bin/sh -c 'ip link add later type veth peer name other; ip link set other up; ip link set later up; ip address add 10.51.0.1/24 dev later'"
                    shutdown_script "/bin/sh -c 'exit 7'"
                }
                """;
        String router = Router.withPriority(100).toString().replace("interface eth0", "interface later");
        TestDaemon daemon = lan.node().start(kind, globals + router);
        daemon.awaitLog("startup script script succeeded");
        daemon.awaitEntering(MASTER);
        assertThat(daemon.terminate()).isZero();
        daemon.awaitLog("Stopped Keepalived");
        assertThat(daemon.log())
                .containsSubsequence("(VI_1) sent 0 priority", "shutdown script script failed, status 7");
    }
}
