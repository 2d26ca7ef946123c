// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScriptGuardTest {
    private static final int KILLED_BY_TERM = 128 + 15;
    private static final long PATIENCE_SECONDS = 20;

    private static Process start(String... command) throws Exception {
        return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    }

    /** The leader of a group: setsid executes the program in its own process unless that leads one already. */
    private static Process sleeper() throws Exception {
        var process = start("/usr/bin/setsid", "/bin/sh", "-c", "echo ready; exec sleep 60");
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    @Test
    void theGroupsThatHaveNotEndedGetSigtermWhenThePipeEnds() throws Exception {
        var first = sleeper();
        var ended = sleeper();
        var last = sleeper();
        try {
            var shell = start("/bin/sh", "-c", ScriptGuard.PROGRAM);
            try (var lines = shell.outputWriter()) {
                for (var group : List.of(first, ended, last)) {
                    lines.write("+ " + group.pid() + "\n");
                }
                lines.write("- " + ended.pid() + "\n");
            }
            assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.inputReader().readLine()).isNull();
            assertThat(List.of(first, last)).allSatisfy(process -> {
                assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(KILLED_BY_TERM);
            });
            assertThat(ended.isAlive()).isTrue();
        } finally {
            List.of(first, ended, last).forEach(Process::destroyForcibly);
        }
    }
}
