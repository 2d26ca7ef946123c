// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

/**
 * A time in which the loop did not run although something was due.
 *
 * @param sinceNanos when the first thing was due, CLOCK_MONOTONIC; the stall may have begun a little earlier
 * @param untilNanos when the loop ran again
 */
public record Stall(long sinceNanos, long untilNanos) {
    /** Nanoseconds, the least that it can have been. */
    public long lengthNanos() {
        return untilNanos - sinceNanos;
    }
}
