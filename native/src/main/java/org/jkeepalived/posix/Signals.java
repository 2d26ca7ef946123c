// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Signal numbers of Linux on x86-64 and aarch64 (signal(7)), and the calling thread's signal mask. */
public final class Signals {
    public static final int HUP = 1;
    public static final int INT = 2;
    public static final int QUIT = 3;
    public static final int KILL = 9;
    public static final int USR1 = 10;
    public static final int USR2 = 12;
    public static final int PIPE = 13;
    public static final int ALRM = 14;
    public static final int TERM = 15;
    public static final int CHLD = 17;
    public static final int CONT = 18;
    public static final int STOP = 19;
    /** What glibc calls SIGRTMIN: it keeps the kernel's first two real-time signals for itself. */
    public static final int RTMIN = 34;

    public static final int RTMAX = 64;

    private static final String[] NAMES = {
        "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    private static final int SIG_BLOCK = 0;
    private static final int SIG_UNBLOCK = 1;

    private Signals() {}

    /** The name without "SIG", for example {@code HUP}, {@code RTMIN+2}, {@code RTMAX-1}. */
    public static String name(int signal) {
        if (signal >= 0 && signal < NAMES.length) {
            return NAMES[signal];
        }
        if (signal < RTMIN || signal > RTMAX) {
            return Integer.toString(signal);
        }
        int middle = (RTMIN + RTMAX) / 2;
        int distance = signal <= middle ? signal - RTMIN : RTMAX - signal;
        String base = signal <= middle ? "RTMIN" : "RTMAX";
        String sign = signal <= middle ? "+" : "-";
        return distance == 0 ? base : base + sign + distance;
    }

    /**
     * The signals that the calling thread blocks. In the main thread of a JVM started with them blocked (and -Xrs) this
     * is what every thread of the process blocks, which {@link SignalFd} needs to be reliable.
     */
    public static SignalSet blocked() throws PosixException {
        return mask(SIG_BLOCK, SignalSet.EMPTY);
    }

    /** Blocks more signals in the calling thread and in those it starts. Returns the mask before. */
    public static SignalSet block(SignalSet signals) throws PosixException {
        return mask(SIG_BLOCK, signals);
    }

    /** Unblocks signals in the calling thread. Returns the mask before. */
    public static SignalSet unblock(SignalSet signals) throws PosixException {
        return mask(SIG_UNBLOCK, signals);
    }

    private static SignalSet mask(int how, SignalSet signals) throws PosixException {
        try (var set = signals.toNative();
                var before = SignalSet.EMPTY.toNative()) {
            int errno = DescriptorCalls.C.pthread_sigmask(how, set.address(), before.address());
            Libc.checkReturned(errno, "pthread_sigmask", signals);
            return new SignalSet(before.longAt(0));
        }
    }
}
