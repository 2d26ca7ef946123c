// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the calling thread allocates on the heap. */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 5;

    private Allocations() {}

    /** Work to measure. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Bytes allocated by so many runs, after as many that load classes and fill caches: the least of a few rounds, because
     * the virtual machine's own work (compiled code that is replaced, for example) now and then counts for the thread.
     */
    public static long during(int runs, Work work) throws Exception {
        repeat(runs, work);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(runs, work);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void repeat(int runs, Work work) throws Exception {
        for (int i = 0; i < runs; i++) {
            work.run();
        }
    }
}
