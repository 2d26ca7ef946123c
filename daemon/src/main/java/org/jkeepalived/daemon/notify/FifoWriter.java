// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.posix.CurrentProcess;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.Fifo;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/**
 * One notify FIFO (keepalived.conf(5), {@code notify_fifo} and {@code vrrp_notify_fifo}).
 *
 * <p>Each line is one write, so that lines of several writers do not mix (pipe(7), PIPE_BUF). A full FIFO never blocks:
 * lines wait here and are tried again; when too many wait, further ones are dropped and the log says how many.
 */
final class FifoWriter implements AutoCloseable {
    private static final int MODE = 0600;
    private static final int FILE_TYPE = 0170000;
    private static final int TYPE_FIFO = 0010000;
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
     * @throws IOException if it cannot be opened, or if the path is something else than a FIFO of ours: whoever may write
     *     in the directory could have put it there
     */
    FifoWriter(NotifyFifo config, EventLoop loop, Logger log) throws IOException {
        this.path = Path.of(config.path());
        this.loop = loop;
        this.log = log;
        made = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (made) {
            Fifo.create(path, MODE);
            giveTo(config.account());
        } else {
            check(config.account());
        }
        descriptor = Fifo.openForWriting(path);
    }

    private void giveTo(Account account) {
        try {
            Files.setAttribute(path, "unix:gid", (int) account.groupId(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", (int) account.userId(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException _) {
            log.warn("Failed to set uid:gid for fifo {}", path);
        }
    }

    private void check(Account account) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        if (((int) attributes.get("mode") & FILE_TYPE) != TYPE_FIFO) {
            throw new IOException("the file is there and is no FIFO");
        }
        long owner = Integer.toUnsignedLong((int) attributes.get("uid"));
        if (owner != account.userId() && owner != Integer.toUnsignedLong(CurrentProcess.effectiveUser())) {
            throw new IOException("the FIFO is there and belongs to somebody else");
        }
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

    /** Whether everything that was written has been read. */
    boolean isEmpty() {
        try {
            return waiting.isEmpty() && !descriptor.awaitReadable(Duration.ZERO);
        } catch (PosixException _) {
            return true;
        }
    }

    /** Removes the FIFO if it was made here, then closes it: a reader that opens it again must not find it. */
    @Override
    public void close() {
        loop.cancel(retry);
        writeWaiting();
        if (!waiting.isEmpty() || dropped > 0) {
            log.warn("notify FIFO {} is closed; {} lines were dropped", path, waiting.size() + dropped);
        }
        if (made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                log.warn("cannot remove notify FIFO {}: {}", path, e.getMessage());
            }
        }
        descriptor.close();
    }

    private void writeWaiting() {
        while (!waiting.isEmpty() && tryWrite(waiting.peek())) {
            waiting.remove();
        }
    }
}
