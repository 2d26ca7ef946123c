// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.loop;

/** Time as the work of a turn sees it, and the timers that lead to turns of their own. On the loop's thread. */
public interface Timers {
    /** The time of this turn, CLOCK_MONOTONIC nanoseconds. */
    long nowNanos();

    /** Ends the time of this turn early: for work that has taken so long that deadlines from its beginning would be too soon. */
    void readClock();

    /** Arms the timer, or moves it if it is armed. */
    void arm(Timer timer, long deadlineNanos);

    /** Disarms the timer; nothing happens if it is not armed. */
    void cancel(Timer timer);
}
