// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

/** A count that somebody wants to know. The fields belong to the {@link ProcessTable}. */
final class ProcessWatch {
    /** Told the first count and each other one, on the thread of the table. */
    @FunctionalInterface
    interface Listener {
        void counted(ProcessWatch watch, int count, Cause cause);
    }

    private static final int NEVER = -1;

    final ProcessPattern pattern;
    final long patienceNanos;
    private final Listener listener;
    int count;
    /** Whether all processes were looked at for it. */
    boolean counted;

    private int told = NEVER;

    /**
     * Not counted yet.
     *
     * @param patienceNanos how late a change may be told where that is cheaper
     */
    ProcessWatch(ProcessPattern pattern, long patienceNanos, Listener listener) {
        this.pattern = pattern;
        this.patienceNanos = patienceNanos;
        this.listener = listener;
    }

    void tell(Cause cause) {
        if (counted && count != told) {
            told = count;
            listener.counted(this, count, cause);
        }
    }
}
