// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTest {
    private final NativeMemory memory = NativeMemory.allocate(64);

    @Test
    void whatIsWrittenToAPipeIsRead() throws PosixException {
        try (var pipe = Pipe.open()) {
            memory.bytes().putInt(8, 0x01020304);
            assertThat(pipe.writer().write(memory, 8, 4)).isEqualTo(4);
            assertThat(pipe.reader().read(memory, 16, 48)).isEqualTo(4);
            assertThat(memory.bytes().getInt(16)).isEqualTo(0x01020304);
        }
    }

    @Test
    void anEmptyPipeWouldBlock() throws PosixException {
        try (var pipe = Pipe.open()) {
            assertThat(Errno.EAGAIN.is(pipe.reader().read(memory, 0, 64))).isTrue();
            assertThat(pipe.reader().awaitReadable(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void aClosedDescriptorIsNotUsedAgainEvenIfItsNumberIs() throws PosixException {
        var closed = Pipe.open();
        closed.close();
        closed.close();
        try (var next = Pipe.open()) {
            assertThat(closed.writer().isOpen()).isFalse();
            assertThat(Errno.EBADF.is(closed.writer().write(memory, 0, 1))).isTrue();
            assertThat(Errno.EAGAIN.is(next.reader().read(memory, 0, 1))).isTrue();
        }
    }

    @Test
    void aPartOutsideTheMemoryIsRefusedBeforeTheKernelSeesIt() throws PosixException {
        try (var pipe = Pipe.open()) {
            assertThatThrownBy(() -> pipe.reader().read(memory, 60, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aFailedOpenSaysWhatAndWhy() {
        assertThatThrownBy(() -> Descriptor.open(Path.of("/nowhere/at/all"), OpenFlags.READ_ONLY, 0))
                .isInstanceOfSatisfying(
                        PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
                .hasMessage("open /nowhere/at/all: No such file or directory (ENOENT)");
    }

    @Test
    void aFifoTakesDataBeforeItsReaderComes(@TempDir Path folder) throws PosixException {
        var path = folder.resolve("fifo");
        Fifo.create(path, 0600);
        try (var writer = Fifo.openForWriting(path);
                var reader = Descriptor.open(path, OpenFlags.READ_ONLY | OpenFlags.NON_BLOCKING, 0)) {
            assertThat(writer.write(memory, 0, 5)).isEqualTo(5);
            assertThat(reader.read(memory, 0, 64)).isEqualTo(5);
        }
        assertThatThrownBy(() -> Fifo.create(path, 0600))
                .isInstanceOfSatisfying(
                        PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
    }

    @Test
    void aFullFifoReportsThatItWouldBlock(@TempDir Path folder) throws PosixException {
        var path = folder.resolve("fifo");
        Fifo.create(path, 0600);
        try (var writer = Fifo.openForWriting(path)) {
            int written = 0;
            do {
                written = writer.write(memory, 0, 64);
            } while (written > 0);
            assertThat(written).isEqualTo(-Errno.EAGAIN.value());
        }
    }

    @Test
    void aFileOpenedWithCreateGetsItsMode(@TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        Descriptor.open(path, OpenFlags.WRITE_ONLY | OpenFlags.CREATE, 0600).close();
        assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
    }
}
