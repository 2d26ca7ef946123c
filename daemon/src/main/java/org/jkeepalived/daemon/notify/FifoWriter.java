// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.Fifo;
import org.jkeepalived.posix.NativeMemory;
import org.slf4j.Logger;

/**
 * One notify FIFO (keepalived.conf(5), {@code notify_fifo} and {@code vrrp_notify_fifo}).
 *
 * <p>Each line is one write, so that lines of several writers do not mix (pipe(7), PIPE_BUF). A full FIFO never blocks:
 * lines wait here and are tried again; when too many wait, further ones are dropped and the log says how many.
 */
final class FifoWriter implements AutoCloseable {
    private static final int MODE = 0600;
    private static final int WAITING_LINES_MAX = 10_000;
    private static final int LINE_BYTES_MAX = 4096;
    private static final long RETRY_NANOS = 100_000_000L;

    private final Path path;
    private final boolean made;
    private final Descriptor descriptor;
    private final EventLoop loop;
    private final Logger log;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final NativeMemory buffer = NativeMemory.allocate(LINE_BYTES_MAX);
    private final Timer retry = new Timer(_ -> drain());
    private int dropped;

    /**
     * Opens the FIFO, and makes it if there is nothing of that name.
     *
     * @throws IOException if it cannot be opened, or if the path is something else than a FIFO
     */
    FifoWriter(Path path, EventLoop loop, Logger log) throws IOException {
        this.path = path;
        this.loop = loop;
        this.log = log;
        made = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (made) {
            Fifo.create(path, MODE);
        } else if (!isFifo(path)) {
            throw new IOException("the file is there and is no FIFO");
        }
        descriptor = Fifo.openForWriting(path);
    }

    private static boolean isFifo(Path path) throws IOException {
        int fileType = (int) Files.getAttribute(path, "unix:mode") & 0170000;
        return fileType == 0010000;
    }

    /** Writes the line, now or as soon as there is room. */
    void write(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (waiting.isEmpty() && tryWrite(bytes)) {
            return;
        }
        if (waiting.size() == WAITING_LINES_MAX) {
            if (dropped++ == 0) {
                log.warn("notify FIFO {} is full and nobody reads it; dropping lines", path);
            }
            return;
        }
        waiting.add(bytes);
        if (!retry.isArmed()) {
            loop.arm(retry, loop.nowNanos() + RETRY_NANOS);
        }
    }

    private void drain() {
        writeWaiting();
        if (!waiting.isEmpty()) {
            loop.arm(retry, loop.nowNanos() + RETRY_NANOS);
        } else if (dropped > 0) {
            log.warn("notify FIFO {} is read again; {} lines were dropped", path, dropped);
            dropped = 0;
        }
    }

    /** Returns false if the FIFO is full; a line that cannot be written for another reason is dropped and reported. */
    private boolean tryWrite(byte[] line) {
        int length = Math.min(line.length, LINE_BYTES_MAX);
        buffer.bytes().put(0, line, 0, length);
        int written = descriptor.write(buffer, 0, length);
        if (Errno.EAGAIN.is(written)) {
            return false;
        }
        if (written < 0) {
            log.warn(
                    "cannot write to notify FIFO {}: {}",
                    path,
                    Errno.of(written).text());
        }
        return true;
    }

    /** Closes the FIFO, and removes it if it was made here. */
    @Override
    public void close() {
        loop.cancel(retry);
        writeWaiting();
        descriptor.close();
        if (made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                log.warn("cannot remove notify FIFO {}: {}", path, e.getMessage());
            }
        }
    }

    private void writeWaiting() {
        while (!waiting.isEmpty() && tryWrite(waiting.peek())) {
            waiting.remove();
        }
    }
}
