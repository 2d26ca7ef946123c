// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private static final String OWN = ProcessHandle.current().pid() + "\n";

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("keepalived.pid");
    }

    @Test
    void holdsOurNumberForEveryoneAndGoesWithUs() throws Exception {
        try (var _ = PidFile.claim(path)) {
            assertThat(path).hasContent(OWN);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-r--r--");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void refusesASecondClaim() throws Exception {
        try (var _ = PidFile.claim(path)) {
            assertThatThrownBy(() -> PidFile.claim(path)).isInstanceOf(AlreadyRunningException.class);
            assertThat(path).hasContent(OWN);
        }
    }

    @Test
    void saysInKeepalivedsWordsThatItCannotBeWritten() {
        var nowhere = directory.resolve("missing").resolve("keepalived.pid");
        assertThatThrownBy(() -> PidFile.claim(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("pidfile_write : Cannot open " + nowhere + " pidfile");
    }

    @Test
    void takesOverWhatACrashLeftBehind() throws Exception {
        for (var stale : List.of("", "garbage", "0", "-1", "99999999999999999999", "4194305 and more", OWN)) {
            Files.writeString(path, stale);
            try (var _ = PidFile.claim(path)) {
                assertThat(path).hasContent(OWN);
            }
        }
    }

    @Test
    void takesOverANumberThatBelongsToSomebodyElseByNow() throws Exception {
        Files.writeString(path, "1\n");
        try (var _ = PidFile.claim(path)) {
            assertThat(path).hasContent(OWN);
        }
    }

    @Test
    void respectsALivingKeepalivedThatDoesNotLock() throws Exception {
        var process = startProcessCalledKeepalived();
        try {
            Files.writeString(path, process.pid() + "\n");
            assertThatThrownBy(() -> PidFile.claim(path))
                    .isInstanceOf(AlreadyRunningException.class)
                    .hasMessageContaining(Long.toString(process.pid()));
            assertThat(path).hasContent(process.pid() + "\n");

            // The same number, but the file is from an earlier life of the machine.
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            try (var _ = PidFile.claim(path)) {
                assertThat(path).hasContent(OWN);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void leavesAFileAloneThatReplacedOurs() throws Exception {
        try (var _ = PidFile.claim(path)) {
            Files.delete(path);
            Files.writeString(path, "another\n");
        }
        assertThat(path).hasContent("another\n");
    }

    @Test
    void doesNotFollowALink() throws IOException {
        var target = directory.resolve("target");
        Files.writeString(target, "precious");
        Files.createSymbolicLink(path, target);
        assertThatThrownBy(() -> PidFile.claim(path)).isInstanceOf(IOException.class);
        assertThat(target).hasContent("precious");
    }

    @Test
    void ofManyThatStartAtOnceOneWins() throws Exception {
        Files.writeString(path, "1\n");
        List<Process> racers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            racers.add(startRacer());
        }
        var outcomes = new ArrayList<String>();
        for (var racer : racers) {
            outcomes.add(racer.inputReader().readLine());
        }
        for (var racer : racers) {
            racer.outputWriter().close();
            assertThat(racer.waitFor()).isZero();
        }
        assertThat(outcomes)
                .containsOnlyOnce("claimed")
                .filteredOn("refused"::equals)
                .hasSize(5);
        assertThat(path).doesNotExist();
    }

    @Test
    void theDefaultNamesAreKeepaliveds() {
        assertThat(PidFiles.of(Optional.empty(), Optional.empty(), Optional.empty(), false))
                .isEqualTo(new PidFiles(Path.of("/run/keepalived.pid"), Path.of("/run/vrrp.pid")));
        assertThat(PidFiles.of(Optional.empty(), Optional.empty(), Optional.empty(), true))
                .isEqualTo(
                        new PidFiles(Path.of("/run/keepalived/keepalived.pid"), Path.of("/run/keepalived/vrrp.pid")));
        assertThat(PidFiles.of(Optional.of(path), Optional.empty(), Optional.of("one"), false))
                .isEqualTo(new PidFiles(path, Path.of("/run/keepalived/vrrp_one.pid")));
    }

    @Test
    void aFailedClaimOfTheSecondFileGivesTheFirstBack() throws Exception {
        var second = directory.resolve("vrrp.pid");
        try (var _ = PidFile.claim(second)) {
            assertThatThrownBy(() -> DaemonProcess.claim(new PidFiles(path, second)))
                    .isInstanceOf(AlreadyRunningException.class);
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void oneFileMayServeForBoth() throws Exception {
        try (var _ = DaemonProcess.claim(new PidFiles(path, path))) {
            assertThat(path).hasContent(OWN);
        }
        assertThat(path).doesNotExist();
    }

    private Process startProcessCalledKeepalived() throws IOException {
        var program = directory.resolve(DaemonProcess.NAME);
        Files.copy(Path.of("/bin/sleep"), program);
        return new ProcessBuilder(program.toString(), "60").start();
    }

    /** A process of its own, as a lock does not keep the process out that has it. */
    private Process startRacer() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Racer.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Claims the file, says how that went, and keeps it until its input ends. */
    static final class Racer {
        private Racer() {}

        public static void main(String[] arguments) throws IOException {
            try (var _ = PidFile.claim(Path.of(arguments[0]))) {
                System.out.println("claimed");
                System.in.read();
            } catch (AlreadyRunningException _) {
                System.out.println("refused");
                System.in.read();
            }
        }
    }
}
