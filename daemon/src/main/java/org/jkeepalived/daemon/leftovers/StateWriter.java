// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Keeps the state file, on a thread of its own: the file system may be slow, full or gone. A failure is told once, and
 * tried again until it has passed. For any thread.
 */
final class StateWriter implements AutoCloseable {
    private static final long RETRY_MILLIS = 60_000;
    private static final long END_MILLIS = 1_000;

    private final StateFile file;
    private final Logger log;
    private final Thread thread = Thread.ofPlatform().daemon().name("state").unstarted(this::work);
    /** Null for no file. */
    private Set<KernelObject> wanted;
    /** Counts what was asked for, and how much of that was worked on. */
    private long asked;

    private long done;
    private boolean failing;
    private boolean closed;

    /** Touches nothing yet. */
    StateWriter(StateFile file, Logger log) {
        this.file = file;
        this.log = log;
    }

    /** The file is to name exactly these, soon. */
    synchronized void write(Set<KernelObject> objects) {
        ask(objects);
    }

    /** The file is to go. */
    synchronized void delete() {
        ask(null);
    }

    private void ask(Set<KernelObject> objects) {
        wanted = objects;
        asked++;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        notifyAll();
    }

    /**
     * Waits until what was asked for has been done, or has failed.
     *
     * @return false if that took longer
     */
    synchronized boolean await(Duration limit) {
        long aim = asked;
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        try {
            while (done < aim) {
                long leftMillis =
                        Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
                if (leftMillis <= 0) {
                    return false;
                }
                wait(leftMillis);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void work() {
        Set<KernelObject> written = null;
        try {
            while (awaitWork()) {
                Set<KernelObject> objects;
                long working;
                synchronized (this) {
                    objects = wanted;
                    working = asked;
                }
                // Compared here and not by those who ask: there may be tens of thousands.
                boolean worked = (objects != null && objects.equals(written)) || tryTo(objects);
                written = worked ? objects : null;
                synchronized (this) {
                    failing = !worked;
                    done = working;
                    notifyAll();
                }
            }
        } catch (InterruptedException _) {
            // The end of the process.
        }
    }

    /** False at the end. */
    private synchronized boolean awaitWork() throws InterruptedException {
        long retryNanos = System.nanoTime() + RETRY_MILLIS * 1_000_000;
        while (done == asked) {
            if (closed) {
                return false;
            }
            if (!failing) {
                wait();
            } else if (retryNanos - System.nanoTime() > 0) {
                wait(RETRY_MILLIS);
            } else {
                return true;
            }
        }
        return true;
    }

    private boolean tryTo(Set<KernelObject> objects) {
        try {
            if (objects == null) {
                file.delete();
            } else {
                file.write(objects);
                if (isFailing()) {
                    log.info("{} can be written again", file.path());
                }
            }
            return true;
        } catch (IOException failure) {
            if (!isFailing()) {
                log.warn(
                        "Cannot write {}: {}. Should this daemon be killed, some of its addresses may stay",
                        file.path(),
                        reason(failure));
            }
            return false;
        }
    }

    private synchronized boolean isFailing() {
        return failing;
    }

    /** The system's words, without the name of the file. */
    private static String reason(IOException failure) {
        if (!(failure instanceof FileSystemException inFileSystem)) {
            return failure.getMessage();
        }
        return inFileSystem.getReason() == null
                ? failure.getClass().getSimpleName() + " " + inFileSystem.getFile()
                : inFileSystem.getReason();
    }

    /** Ends when the last thing asked for is done, if that takes no longer than a second. */
    @Override
    public void close() {
        await(Duration.ofMillis(END_MILLIS));
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
