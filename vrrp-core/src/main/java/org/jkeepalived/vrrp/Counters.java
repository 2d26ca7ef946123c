// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.Arrays;

/** The counters of one virtual router. They only grow, until somebody clears them. */
@SuppressWarnings("EnumOrdinal") // an EnumMap would box each count
public final class Counters {
    private final long[] values = new long[Counter.values().length];

    Counters() {}

    public long get(Counter counter) {
        return values[counter.ordinal()];
    }

    void count(Counter counter) {
        values[counter.ordinal()]++;
    }

    /** Sets all to zero, as keepalived does on its signal STATS_CLEAR. */
    public void clear() {
        Arrays.fill(values, 0);
    }
}
