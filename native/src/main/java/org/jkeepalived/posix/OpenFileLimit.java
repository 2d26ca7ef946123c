// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** How many descriptors a process may have open (RLIMIT_NOFILE, getrlimit(2)). */
public final class OpenFileLimit {
    private static final int RLIMIT_NOFILE = 7;
    private static final int RLIMIT_BYTES = 16;
    private static final int HARD = 8;

    private OpenFileLimit() {}

    /** Lets this process have as many as it may allow itself, and returns how many it might have before. */
    public static long raise() throws PosixException {
        try (var limits = Scratch.allocate(RLIMIT_BYTES)) {
            Libc.check(ProcessCalls.C.getrlimit(RLIMIT_NOFILE, limits.address()), "getrlimit", "RLIMIT_NOFILE");
            long before = limits.longAt(0);
            limits.bytes().putLong(0, limits.longAt(HARD));
            Libc.check(ProcessCalls.C.setrlimit(RLIMIT_NOFILE, limits.address()), "setrlimit", "RLIMIT_NOFILE");
            return before;
        }
    }

    /**
     * Changes the limit of another process and leaves its hard limit as it is (prlimit(2)). Returns 0 or a negative error
     * number, {@code -ESRCH} if it has ended.
     */
    public static int set(int process, long descriptors) {
        try (var limits = Scratch.allocate(RLIMIT_BYTES)) {
            int returned = ProcessCalls.C.prlimit(process, RLIMIT_NOFILE, 0, limits.address());
            if (returned == 0) {
                limits.bytes().putLong(0, descriptors);
                returned = ProcessCalls.C.prlimit(process, RLIMIT_NOFILE, limits.address(), 0);
            }
            return Libc.result(returned);
        }
    }
}
