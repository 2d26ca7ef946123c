// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Keeps the process's memory from being paged out (mlockall(2)). */
public final class MemoryLock {
    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;
    private static final int MCL_ONFAULT = 4;

    private MemoryLock() {}

    /**
     * Locks each page when it is first used, now and in future. Without "on fault" all that a JVM merely reserved would
     * become resident: several times its memory.
     */
    public static void lockUsedPages() throws PosixException {
        Libc.check(ProcessCalls.C.mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT), "mlockall", "");
    }

    public static void unlock() throws PosixException {
        Libc.check(ProcessCalls.C.munlockall(), "munlockall", "");
    }
}
