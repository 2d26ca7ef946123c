// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The process that this code runs in, and its calling thread. */
public final class CurrentProcess {
    private static final int PR_SET_NAME = 15;

    private CurrentProcess() {}

    public static int id() {
        return ProcessCalls.C.getpid();
    }

    /** The calling thread's number in the kernel. */
    public static int threadId() {
        return ProcessCalls.C.gettid();
    }

    public static int effectiveGroup() {
        return ProcessCalls.C.getegid();
    }

    public static int effectiveUser() {
        return ProcessCalls.C.geteuid();
    }

    /** The groups besides the effective one, which may be among them (getgroups(2)). */
    public static List<Integer> supplementaryGroups() {
        int count = ProcessCalls.C.getgroups(0, 0);
        try (var groups = Scratch.allocate(Math.max(1, count) * Integer.BYTES)) {
            ProcessCalls.C.getgroups(count, groups.address());
            return IntStream.range(0, count)
                    .mapToObj(i -> groups.intAt(i * Integer.BYTES))
                    .toList();
        }
    }

    /** Sets the file mode creation mask of the process and returns the one before (umask(2)). */
    public static int umask(int mask) {
        return ProcessCalls.C.umask(mask);
    }

    /**
     * Names the process for ps and pgrep: at most 15 bytes.
     *
     * <p>That is the name of its first thread, which in a JVM is never the one that runs Java's main, so prctl(2) cannot
     * reach it from here.
     */
    public static void setName(String name) throws IOException {
        Files.writeString(Path.of("/proc/self/comm"), name);
    }

    /** Names the calling thread for ps and top: at most 15 bytes (prctl(2), PR_SET_NAME). */
    public static void setThreadName(String name) throws PosixException {
        try (var text = Scratch.ofText(name)) {
            Libc.check(ProcessCalls.C.prctl(PR_SET_NAME, text.address(), 0, 0, 0), "prctl PR_SET_NAME", name);
        }
    }
}
