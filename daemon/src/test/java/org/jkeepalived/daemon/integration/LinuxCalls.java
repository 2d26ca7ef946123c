// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.IOException;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The few system calls with which a test enters a namespace, sees and injects whole frames, and signals a process. */
final class LinuxCalls {
    /** Public for jnr-ffi, and with at most five arguments each: with six, it passes garbage on x86-64. */
    public interface Libc {
        int open(String path, int flags);

        int close(int descriptor);

        int setns(int descriptor, int type);

        int socket(int domain, int type, int protocol);

        int bind(int descriptor, Pointer address, int length);

        int setsockopt(int descriptor, int level, int name, Pointer value, int length);

        int poll(Pointer descriptors, long count, int timeoutMillis);

        long send(int descriptor, Pointer bytes, long length, int flags);

        long recvmsg(int descriptor, Pointer header, int flags);

        int if_nametoindex(String name);

        int kill(int process, int signal);
    }

    static final int SIGHUP = 1;
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;

    private static final int O_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x4000_0000;

    static final Libc LIBC = LibraryLoader.create(Libc.class).failImmediately().load("c");
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private LinuxCalls() {}

    /** {@code result}, or an exception with the call's name and errno if it is negative. */
    static int check(long result, String call) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": errno " + RUNTIME.getLastError());
        }
        return Math.toIntExact(result);
    }

    /** Moves the calling thread, and every process that it starts from now on, into a network namespace. */
    static void enterNetworkNamespace(Path file) throws IOException {
        int descriptor = check(LIBC.open(file.toString(), O_CLOEXEC), "open " + file);
        try {
            check(LIBC.setns(descriptor, CLONE_NEWNET), "setns " + file);
        } finally {
            LIBC.close(descriptor);
        }
    }

    static void signal(long process, int signal) {
        LIBC.kill(Math.toIntExact(process), signal); // ESRCH: already gone, which is what a signal here aims at
    }
}
