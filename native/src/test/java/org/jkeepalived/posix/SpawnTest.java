// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpawnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static ExitStatus await(PidFd child) throws PosixException {
        assertThat(child.awaitReadable(PATIENCE)).isTrue();
        return child.exitStatus().orElseThrow();
    }

    private static String output(Spawn spawn) throws Exception {
        try (var pipe = Pipe.open()) {
            try (var child = PidFd.open(spawn.redirect(pipe.writer(), 1).start())) {
                assertThat(await(child)).isEqualTo(new ExitStatus.Exited(0));
            }
            var memory = NativeMemory.allocate(8192);
            int length = pipe.reader().read(memory, 0, memory.size());
            byte[] bytes = new byte[Math.max(0, length)];
            memory.bytes().get(0, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Test
    void theExitCodeIsReported() throws Exception {
        try (var child =
                PidFd.open(Spawn.command(List.of("/bin/sh", "-c", "exit 7")).start())) {
            assertThat(await(child)).isEqualTo(new ExitStatus.Exited(7));
        }
    }

    @Test
    void aRunningChildHasNoStatusUntilASignalEndsIt() throws Exception {
        int process = Spawn.command(List.of("/bin/sleep", "60")).start();
        try (var child = PidFd.open(process)) {
            assertThat(child.process()).isEqualTo(process);
            assertThat(child.exitStatus()).isEmpty();
            assertThat(PidFd.signalGroup(process, Signals.TERM)).isZero();
            assertThat(await(child)).isEqualTo(new ExitStatus.Killed(Signals.TERM));
            assertThat(Errno.ESRCH.is(child.signal(Signals.TERM))).isTrue();
        }
    }

    @Test
    void theChildGetsTheGivenEnvironmentAndNoOther() throws Exception {
        assertThat(output(Spawn.command(List.of("/usr/bin/env")).environment(Map.of("ONE", "1"))))
                .isEqualTo("ONE=1\n");
    }

    @Test
    void theChildInheritsNoDescriptorNoMaskAndNoIgnoredSignal() throws Exception {
        Signals.block(SignalSet.of(Signals.RTMIN + 8));
        try {
            assertThat(output(Spawn.command(List.of("/bin/ls", "/proc/self/fd"))))
                    .isEqualTo("0\n1\n2\n3\n");
            assertThat(output(Spawn.command(List.of("/bin/grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"))))
                    .isEqualTo("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
        } finally {
            Signals.unblock(SignalSet.of(Signals.RTMIN + 8));
        }
    }

    @Test
    void theChildLeadsASessionOfItsOwnUnlessToldOtherwise() throws Exception {
        // /proc/PID/stat: pid, name, state, parent, group, session.
        String script = "read -r pid name state parent group session rest < /proc/$$/stat;"
                + " echo $((pid - group)) $((pid - session))";
        assertThat(output(Spawn.command(List.of("/bin/sh", "-c", script)))).isEqualTo("0 0\n");
        assertThat(output(Spawn.command(List.of("/bin/sh", "-c", script)).ownGroupOnly()))
                .startsWith("0 ")
                .isNotEqualTo("0 0\n");
    }

    @Test
    void aProgramThatIsNotThereIsRefusedAtOnce() {
        assertThatThrownBy(() -> Spawn.command(List.of("/no/such/program")).start())
                .isInstanceOfSatisfying(
                        PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
                .hasMessageStartingWith("posix_spawn /no/such/program");
    }

    @Test
    void aProcessThatDoesNotExistCannotBeOpened() {
        assertThatThrownBy(() -> PidFd.open(0x3fff_ffff))
                .isInstanceOfSatisfying(
                        PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ESRCH));
    }
}
