// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.Optional;

/**
 * A process as a descriptor (pidfd_open(2), since Linux 5.3): readable when the process has ended, and never mistaken
 * for another one that got its number later.
 */
public final class PidFd extends Descriptor {
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;
    private static final int P_PID = 1;
    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int CLD_EXITED = 1;

    // siginfo_t on 64-bit Linux: three ints, padding, then the fields of SIGCHLD.
    private static final int SIGINFO_BYTES = 128;
    private static final int CODE = 8;
    private static final int PROCESS = 16;
    private static final int STATUS = 24;

    private final int process;

    private PidFd(int number, int process) {
        super(number);
        this.process = process;
    }

    /**
     * Opens a process.
     *
     * @throws PosixException {@link Errno#ESRCH} if there is none of that number
     */
    public static PidFd open(int process) throws PosixException {
        int number = (int) ProcessCalls.C.syscall(SYS_PIDFD_OPEN, process, 0, 0, 0);
        return new PidFd(Libc.check(number, "pidfd_open", process), process);
    }

    /**
     * Opens a child that has just been started. If that is impossible, for want of descriptors for example, it is killed,
     * as nobody would ever know of its end.
     */
    public static PidFd ofChild(int process) throws PosixException {
        try {
            return open(process);
        } catch (PosixException e) {
            signalGroup(process, Signals.KILL);
            try (var information = Scratch.allocate(SIGINFO_BYTES)) {
                ProcessCalls.C.waitid(P_PID, process, information.address(), WEXITED);
            }
            throw e;
        }
    }

    /** The process's number. */
    public int process() {
        return process;
    }

    /**
     * Takes a child's exit status without waiting. Only for children of this process that nothing else waits for: those
     * of {@link Spawn}, never those of {@link ProcessBuilder}.
     *
     * @return empty while it runs
     */
    public Optional<ExitStatus> exitStatus() throws PosixException {
        try (var information = Scratch.allocate(SIGINFO_BYTES)) {
            int returned = ProcessCalls.C.waitid(P_PIDFD, number(), information.address(), WEXITED | WNOHANG);
            Libc.check(returned, "waitid", process);
            if (information.intAt(PROCESS) == 0) {
                return Optional.empty();
            }
            int status = information.intAt(STATUS);
            return Optional.of(
                    information.intAt(CODE) == CLD_EXITED
                            ? new ExitStatus.Exited(status)
                            : new ExitStatus.Killed(status));
        }
    }

    /** Sends a signal; 0 only asks. Returns 0 or a negative error number, {@code -ESRCH} if it has ended. */
    public int signal(int signal) {
        return (int) Libc.result(ProcessCalls.C.syscall(SYS_PIDFD_SEND_SIGNAL, number(), signal, 0, 0));
    }

    /**
     * Sends a signal to a process group. Returns 0 or a negative error number.
     *
     * @param group the group's number, that of its leader; more than 1
     */
    public static int signalGroup(int group, int signal) {
        if (group <= 1) {
            throw new IllegalArgumentException("process group " + group);
        }
        return Libc.result(ProcessCalls.C.kill(-group, signal));
    }
}
