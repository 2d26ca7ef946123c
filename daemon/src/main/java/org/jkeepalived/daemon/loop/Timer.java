// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.loop;

/**
 * One reusable deadline. A timer is created once, by whoever owns it, and armed as often as needed: arming an armed
 * timer moves it. Belongs to one {@link TimerQueue} at a time and to the loop's thread.
 */
public final class Timer {
    /** What a timer does when its deadline has passed. */
    @FunctionalInterface
    public interface Action {
        /**
         * The deadline has passed.
         *
         * @param nowNanos the time of the turn, CLOCK_MONOTONIC nanoseconds; never before the deadline
         */
        void expired(long nowNanos);
    }

    static final int NOT_QUEUED = -1;

    final Action action;
    long deadlineNanos;
    /** Counts the armings of the queue. */
    long arming;

    int heapIndex = NOT_QUEUED;

    /** Creates a disarmed timer. */
    public Timer(Action action) {
        this.action = action;
    }

    /** Whether the timer waits for its deadline. */
    public boolean isArmed() {
        return heapIndex != NOT_QUEUED;
    }

    /** The deadline of the last arming, CLOCK_MONOTONIC nanoseconds. */
    public long deadlineNanos() {
        return deadlineNanos;
    }
}
