// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.time.Duration;

/** Incidents of one kind that follow each other: one storm has one line in the log, however many there are. */
final class Storm {
    /** Without an incident for that long a storm is over. */
    private static final long CALM_NANOS = Duration.ofMinutes(1).toNanos();

    private boolean begun;
    private long lastNanos;

    /** Takes note of an incident; whether it begins a storm. */
    boolean isFirst(long nowNanos) {
        boolean first = !begun || nowNanos - lastNanos > CALM_NANOS;
        begun = true;
        lastNanos = nowNanos;
        return first;
    }
}
