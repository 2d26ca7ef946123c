// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes lines from any thread without ever making it wait, and hands them to the sinks on a thread of its own. When the
 * sinks are slower than the daemon, the newest lines are dropped and counted, and a line says so once there is room.
 *
 * <p>No lock: a side thread that is starved of CPU while it holds one would hold up the loop after all.
 */
final class LineQueue implements AutoCloseable {
    private static final int BATCH = 256;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final int capacity;
    private final List<Sink> sinks;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Begins to write.
     *
     * @param capacity how many lines may wait
     */
    LineQueue(int capacity, List<Sink> sinks) {
        this.capacity = capacity;
        this.sinks = List.copyOf(sinks);
        this.thread = Thread.ofPlatform().name("log").daemon().start(this::work);
    }

    /** Queues the line, or counts it as dropped. */
    void add(Line line) {
        if (closing || waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        lines.add(line);
        LockSupport.unpark(thread);
    }

    private void work() {
        var batch = new ArrayList<Line>(BATCH);
        while (true) {
            boolean last = closing;
            for (Line line = lines.poll(); line != null; line = batch.size() < BATCH ? lines.poll() : null) {
                batch.add(line);
            }
            waiting.addAndGet(-batch.size());
            reportDropped(batch);
            if (!batch.isEmpty()) {
                write(batch);
                batch.clear();
            } else if (last) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void reportDropped(List<Line> batch) {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            batch.add(new Line(
                    Instant.now(), DaemonLog.VRRP_IDENTIFIER, Line.WARNING, count + " log lines were dropped here"));
        }
    }

    private void write(List<Line> batch) {
        for (var sink : sinks) {
            try {
                sink.write(batch);
            } catch (IOException _) {
                // There is nowhere left to say so, and the other sinks may have taken the lines.
            }
        }
    }

    /** Writes what is waiting and ends; gives up on a sink that hangs. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (thread.join(CLOSE_PATIENCE)) {
                sinks.forEach(Sink::close);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
