// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

import java.time.Duration;
import java.util.function.Consumer;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;

/**
 * Looks at the clock at both ends of each turn: has the loop left something due undone for too long, then it stood still.
 * The process was stopped, it had no processor, the machine was paused, or a turn took long. A heartbeat sees to it that
 * something is due often enough.
 *
 * <p>On the loop's thread. Costs two comparisons per turn and allocates only for a stall.
 */
public final class StallWatch {
    /** What no interval is too short for: a busy machine is late by a few milliseconds now and then. */
    private static final Duration LATENESS_MIN = Duration.ofMillis(10);

    private static final int LATENESS_PART_OF_INTERVAL = 10;
    private static final Duration HEARTBEAT_MAX = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Consumer<Stall> listener;
    private final Timer heartbeat = new Timer(this::beat);
    private long heartbeatNanos = HEARTBEAT_MAX.toNanos();
    private long latenessNanos = LATENESS_MIN.toNanos();
    private long lookedNanos;

    /**
     * A watch that does not look yet.
     *
     * @param listener told of each stall, in the turn that noticed it, before other work or right after it
     */
    public StallWatch(EventLoop loop, Consumer<Stall> listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /**
     * Says what counts as long.
     *
     * @param shortestInterval the shortest time between adverts that any router counts in
     */
    public void configure(Duration shortestInterval) {
        Duration part = shortestInterval.dividedBy(LATENESS_PART_OF_INTERVAL);
        latenessNanos = longer(part, LATENESS_MIN).toNanos();
        heartbeatNanos = (shortestInterval.compareTo(HEARTBEAT_MAX) < 0 ? shortestInterval : HEARTBEAT_MAX).toNanos();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Begins to watch, from the end of this turn on. */
    public void start() {
        loop.readClock();
        lookedNanos = loop.nowNanos();
        beat(lookedNanos);
        loop.whenClockIsRead(this::look);
    }

    private void beat(long nowNanos) {
        loop.arm(heartbeat, nowNanos + heartbeatNanos);
    }

    private void look() {
        long now = loop.nowNanos();
        // Timers are armed for the past too; and what was due at the last look already has been told.
        long since = now - loop.latenessNanos();
        if (lookedNanos - since > 0) {
            since = lookedNanos;
        }
        lookedNanos = now;
        if (now - since >= latenessNanos) {
            listener.accept(new Stall(since, now));
        }
    }
}
