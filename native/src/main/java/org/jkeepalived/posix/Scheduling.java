// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.BitSet;

/** How the kernel schedules a thread (sched(7)). Thread 0 is the calling one everywhere. */
public final class Scheduling {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_RR = 2;
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;
    private static final int PRIO_PROCESS = 0;
    private static final int RLIMIT_RTTIME = 15;
    private static final int AFFINITY_BYTES = 1024;

    private Scheduling() {}

    /**
     * Round-robin real-time scheduling; threads and processes that this one starts do not inherit it.
     *
     * @param priority 1 to 99
     */
    public static void setRealtime(int thread, int priority) throws PosixException {
        setPolicy(thread, SCHED_RR | SCHED_RESET_ON_FORK, priority);
    }

    /** Back to normal scheduling. */
    public static void setNormal(int thread) throws PosixException {
        setPolicy(thread, SCHED_OTHER, 0);
    }

    private static void setPolicy(int thread, int policy, int priority) throws PosixException {
        try (var parameters = Scratch.allocate(4)) {
            parameters.bytes().putInt(0, priority);
            Libc.check(
                    ProcessCalls.C.sched_setscheduler(thread, policy, parameters.address()),
                    "sched_setscheduler",
                    "thread " + thread + " priority " + priority);
        }
    }

    /** The real-time priority, 1 to 99, or 0 for a normally scheduled thread. */
    public static int realtimePriority(int thread) throws PosixException {
        try (var parameters = Scratch.allocate(4)) {
            Libc.check(ProcessCalls.C.sched_getparam(thread, parameters.address()), "sched_getparam", thread);
            return parameters.intAt(0);
        }
    }

    /**
     * The weight of a normally scheduled thread.
     *
     * @param nice -20 (most) to 19 (least)
     */
    public static void setNice(int thread, int nice) throws PosixException {
        Libc.check(ProcessCalls.C.setpriority(PRIO_PROCESS, thread, nice), "setpriority", "thread " + thread);
    }

    /** The weight of a normally scheduled thread, -20 to 19. */
    public static int nice(int thread) {
        // -1 is a weight as well as an error; for a thread of this process there is no error.
        return ProcessCalls.C.getpriority(PRIO_PROCESS, thread);
    }

    /** Confines a thread to these processors. */
    public static void setAffinity(int thread, BitSet processors) throws PosixException {
        try (var mask = Scratch.allocate(AFFINITY_BYTES)) {
            mask.bytes().put(0, processors.toByteArray());
            int returned = ProcessCalls.C.sched_setaffinity(thread, mask.size(), mask.address());
            Libc.check(returned, "sched_setaffinity", processors);
        }
    }

    /** The processors that a thread may use. */
    public static BitSet affinity(int thread) throws PosixException {
        try (var mask = Scratch.allocate(AFFINITY_BYTES)) {
            int returned = ProcessCalls.C.sched_getaffinity(thread, mask.size(), mask.address());
            Libc.check(returned, "sched_getaffinity", thread);
            return BitSet.valueOf(mask.bytes());
        }
    }

    /**
     * Limits how long a real-time thread of this process may run without sleeping (RLIMIT_RTTIME): then it is signalled
     * and, at the hard limit that this call leaves as it is, killed.
     *
     * @param micros the soft limit in microseconds
     */
    public static void setRealtimeLimit(long micros) throws PosixException {
        try (var limits = Scratch.allocate(16)) {
            Libc.check(ProcessCalls.C.getrlimit(RLIMIT_RTTIME, limits.address()), "getrlimit", "RLIMIT_RTTIME");
            limits.bytes().putLong(0, micros);
            int returned = ProcessCalls.C.setrlimit(RLIMIT_RTTIME, limits.address());
            Libc.check(returned, "setrlimit", "RLIMIT_RTTIME " + micros);
        }
    }
}
