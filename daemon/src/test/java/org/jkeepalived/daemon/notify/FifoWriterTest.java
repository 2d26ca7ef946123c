// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Fifo;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.OpenFlags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class FifoWriterTest {
    private static final int PIPE_BYTES = 65_536;

    @TempDir
    private Path directory;

    private EventLoop loop;

    @BeforeEach
    void startLoop() throws IOException {
        loop = new EventLoop("vrrp", failure -> {
            throw new AssertionError(failure);
        });
    }

    @AfterEach
    void stopLoop() {
        loop.close();
    }

    private <T> T onLoop(java.util.concurrent.Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(10, TimeUnit.SECONDS);
    }

    private FifoWriter writer(Path path) throws Exception {
        NotifyFifo config = new NotifyFifo(path.toString(), Optional.empty(), Account.ROOT, Optional.empty());
        return onLoop(() -> new FifoWriter(config, loop, NOPLogger.NOP_LOGGER));
    }

    @Test
    void theFifoIsMadeAndRemovedAndALineIsOneWrite() throws Exception {
        Path path = directory.resolve("fifo");
        FifoWriter writer = writer(path);
        try (Descriptor reader = Descriptor.open(path, OpenFlags.READ_WRITE | OpenFlags.NON_BLOCKING, 0)) {
            onLoop(() -> {
                writer.write("INSTANCE \"VI_1\" MASTER 200\n");
                return null;
            });
            assertThat(read(reader)).isEqualTo("INSTANCE \"VI_1\" MASTER 200\n");
        }
        onLoop(() -> {
            writer.close();
            return null;
        });
        assertThat(path).doesNotExist();
    }

    @Test
    void aFifoThatWasThereStays() throws Exception {
        Path path = directory.resolve("fifo");
        Fifo.create(path, 0600);
        FifoWriter writer = writer(path);
        onLoop(() -> {
            writer.close();
            return null;
        });
        assertThat(path).exists();
    }

    @Test
    void aFileOfThatNameIsRefusedAndUntouched() throws Exception {
        Path path = Files.writeString(directory.resolve("fifo"), "precious");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> writer(path)))
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("no FIFO");
        assertThat(path).hasContent("precious");
    }

    @Test
    void aLinkOfThatNameIsRefusedWhateverItLeadsTo() throws Exception {
        Path fifo = directory.resolve("elsewhere");
        Fifo.create(fifo, 0600);
        Path link = Files.createSymbolicLink(directory.resolve("fifo"), fifo);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> writer(link)))
                .hasMessageContaining("no FIFO");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        Path path = directory.resolve("fifo");
        FifoWriter writer = writer(path);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        onLoop(() -> {
            writer.close();
            return null;
        });
    }

    @Test
    void linesThatFindTheFifoFullWaitAndKeepTheirOrder() throws Exception {
        Path path = directory.resolve("fifo");
        FifoWriter writer = writer(path);
        String line = "INSTANCE \"VI_1\" BACKUP 100 %04d\n";
        int lines = 2 * PIPE_BYTES / line.formatted(0).length();
        onLoop(() -> {
            for (int i = 0; i < lines; i++) {
                writer.write(line.formatted(i));
            }
            return null;
        });
        StringBuilder received = new StringBuilder();
        try (Descriptor reader = Descriptor.open(path, OpenFlags.READ_WRITE | OpenFlags.NON_BLOCKING, 0)) {
            while (received.length() < lines * line.formatted(0).length()) {
                assertThat(reader.awaitReadable(Duration.ofSeconds(10))).isTrue();
                received.append(read(reader));
            }
        }
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            expected.append(line.formatted(i));
        }
        assertThat(received.toString()).isEqualTo(expected.toString());
        onLoop(() -> {
            writer.close();
            return null;
        });
    }

    private static String read(Descriptor reader) {
        NativeMemory buffer = NativeMemory.allocate(PIPE_BYTES);
        int length = reader.read(buffer, 0, PIPE_BYTES);
        byte[] bytes = new byte[Math.max(0, length)];
        buffer.bytes().get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
