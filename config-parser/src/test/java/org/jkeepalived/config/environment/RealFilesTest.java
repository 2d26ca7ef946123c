// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jkeepalived.config.Requirements;
import org.jkeepalived.config.environment.SourceLoader.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealFilesTest {
    private static final Path MAKE_FIFO = Path.of("/usr/bin/mkfifo");
    /** There for everybody; others of its kind, such as /proc/kmsg, wait when they are read. */
    private static final Path MADE_BY_KERNEL = Path.of("/proc/self/status");

    @TempDir
    private Path directory;

    private final SourceLoader files = SourceLoader.files();

    @Test
    void patternsThatMeetFifosDoNotWaitForTheirWriters() throws IOException, InterruptedException {
        Requirements.program(MAKE_FIFO);
        var fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder(MAKE_FIFO.toString(), fifo.toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(files.list(fifo)).isEmpty();
        assertThat(files.kind(fifo)).isEqualTo(Kind.OTHER);
    }

    @Test
    void filesThatTheKernelMakesAreNoConfiguration() {
        assertThat(files.kind(MADE_BY_KERNEL)).isEqualTo(Kind.OTHER);
    }

    @Test
    void emptyFilesAreConfiguration() throws IOException {
        assertThat(files.kind(Files.createFile(directory.resolve("empty")))).isEqualTo(Kind.FILE);
    }

    @Test
    void largerFilesThanAskedForAreNotRead() throws IOException {
        var file = Files.write(directory.resolve("file"), new byte[11]);
        assertThat(files.read(file, 11)).hasSize(11);
        assertThatThrownBy(() -> files.read(file, 10)).isInstanceOf(SourceLoader.TooLargeException.class);
    }
}
