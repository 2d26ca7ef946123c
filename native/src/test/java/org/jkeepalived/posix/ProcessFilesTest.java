// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jkeepalived.posix.testing.Allocations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFilesTest {
    private static String text(ProcessFiles files, int length) {
        byte[] bytes = new byte[length];
        files.content().get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void thisProcessIsListedAndRead() throws Exception {
        var files = new ProcessFiles(ProcessFiles.PROC, 4096);
        var inodes = new TreeMap<Integer, Long>();
        assertThat(files.list(inodes::put)).isZero();
        int self = CurrentProcess.id();
        assertThat(inodes).containsKey(self).containsKey(1);
        String comm = Files.readString(Path.of("/proc/self/comm"));
        assertThat(text(files, files.read(self, ProcessFiles.File.COMM))).isEqualTo(comm);
        assertThat(text(files, files.read(self, ProcessFiles.File.STAT))).startsWith(self + " (" + comm.strip() + ") ");
        int length = files.read(self, ProcessFiles.File.COMMAND_LINE);
        assertThat(text(files, length)).contains("java").contains("\0");
    }

    @Test
    void aProcessThatHasGoneIsAnErrorNumber() throws Exception {
        var child = new ProcessBuilder("true").start();
        child.waitFor();
        var files = new ProcessFiles(ProcessFiles.PROC, 64);
        assertThat(Errno.ENOENT.is(files.read((int) child.pid(), ProcessFiles.File.COMM)))
                .isTrue();
    }

    @Test
    void onlyNumbersAreProcessesAndTheirNumbersMayBeLarge(@TempDir Path root) throws Exception {
        for (String name : new String[] {"1", "32768", "4194304", "self", "1a", "acpi"}) {
            Files.createDirectory(root.resolve(name));
        }
        Files.writeString(root.resolve("4194304/comm"), "big one\n");
        var files = new ProcessFiles(root, 4);
        var inodes = new TreeMap<Integer, Long>();
        assertThat(files.list(inodes::put)).isZero();
        assertThat(inodes).containsOnlyKeys(1, 32768, 4194304);
        assertThat(text(files, files.read(4194304, ProcessFiles.File.COMM))).isEqualTo("big ");
    }

    @Test
    void aRootThatIsMissingIsAnErrorNumber(@TempDir Path root) {
        assertThat(Errno.ENOENT.is(new ProcessFiles(root.resolve("none"), 4).list((_, _) -> {})))
                .isTrue();
    }

    @Test
    void listingAndReadingAllocateNothing() throws Exception {
        var files = new ProcessFiles(ProcessFiles.PROC, 4096);
        ProcessFiles.Visitor visitor = (_, _) -> {};
        int self = CurrentProcess.id();
        assertThat(Allocations.during(200, () -> {
                    files.list(visitor);
                    files.read(self, ProcessFiles.File.COMM);
                    files.read(self, ProcessFiles.File.STAT);
                }))
                .isZero();
    }
}
