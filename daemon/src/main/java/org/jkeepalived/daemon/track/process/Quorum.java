// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import org.jkeepalived.config.model.TrackProcess;

/**
 * Whether there are as many processes as wanted, with the delays of the configuration: {@code fork_delay} for what comes by a
 * fork, {@code terminate_delay} for what goes by an exit. A change for another reason counts at once, and so does one that
 * takes back what is being delayed.
 */
final class Quorum {
    /** What is being delayed. */
    private enum Delay {
        NONE,
        FORK,
        TERMINATE
    }

    private final TrackProcess definition;
    private int count;
    private boolean up;
    private Delay delay = Delay.NONE;
    private long deadlineNanos;

    /** The first count decides at once. */
    Quorum(TrackProcess definition, int count) {
        this.definition = definition;
        this.count = count;
        up = isWithin(count);
    }

    /** Takes another count. */
    void count(int changed, Cause cause, long nowNanos) {
        boolean before = isWithin(count);
        boolean after = isWithin(changed);
        count = changed;
        if (before == after) {
            return;
        }
        Delay wanted = switch (cause) {
            case FORK -> Delay.FORK;
            case EXIT -> Delay.TERMINATE;
            case CHANGE -> Delay.NONE;
            case SCAN -> after ? Delay.FORK : Delay.TERMINATE;
        };
        boolean takesBack = cause != Cause.SCAN && delay != Delay.NONE && delay != wanted;
        long nanos = takesBack ? 0 : nanos(wanted);
        if (nanos == 0) {
            settle();
        } else {
            delay = wanted;
            deadlineNanos = nowNanos + nanos;
        }
    }

    private long nanos(Delay wanted) {
        return switch (wanted) {
            case NONE -> 0;
            case FORK -> definition.forkDelay().toNanos();
            case TERMINATE -> definition.terminateDelay().toNanos();
        };
    }

    /** The count stands now, whatever was being delayed. */
    void settle() {
        delay = Delay.NONE;
        up = isWithin(count);
    }

    private boolean isWithin(int number) {
        return number >= definition.quorum() && number <= definition.quorumMax().orElse(Integer.MAX_VALUE);
    }

    boolean isUp() {
        return up;
    }

    /** Whether {@link #settle} is to be called at {@link #deadlineNanos}, unless another count comes before. */
    boolean isDelayed() {
        return delay != Delay.NONE;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** The finding for people, which begins with keepalived's words: {@code quorum not achieved (1 running, at least 2 wanted)}. */
    String describe() {
        if (count < definition.quorum()) {
            return "quorum not achieved (%d running, at least %d wanted)".formatted(count, definition.quorum());
        }
        return isWithin(count)
                ? "quorum achieved (%d running)".formatted(count)
                : "quorum not achieved (%d running, at most %d wanted)"
                        .formatted(count, definition.quorumMax().orElseThrow());
    }
}
