// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

/**
 * Keeps the starts of scripts apart. Hundreds that begin together would otherwise start together for ever, and be a peak
 * of load in each interval.
 */
final class StartSlots {
    private static final long GAP_NANOS = 1_000_000;
    /** However many there are, all have had their first run begun by then. */
    private static final long ROUND_NANOS_MAX = 500_000_000;

    private int scripts;
    private long nextNanos;
    private boolean taken;

    void scriptBegins() {
        scripts++;
    }

    void scriptEnds() {
        scripts--;
    }

    /** Reserves the first free slot from now on. */
    long take(long nowNanos) {
        long slot = taken && nextNanos - nowNanos > 0 ? nextNanos : nowNanos;
        taken = true;
        nextNanos = slot + Math.min(GAP_NANOS, ROUND_NANOS_MAX / Math.max(1, scripts));
        return slot;
    }
}
