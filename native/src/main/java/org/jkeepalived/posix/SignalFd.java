// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/**
 * Signals as something to read (signalfd(2)).
 *
 * <p>A process-wide signal arrives here only if <em>every</em> thread blocks it; the virtual machine's own threads do
 * so only if the signals were blocked before it started. {@link Signals#blocked()} tells.
 */
public final class SignalFd extends Descriptor {
    /** struct signalfd_siginfo: ssi_signo at 0, ssi_pid at 12, ssi_uid at 16. */
    private final NativeMemory information = NativeMemory.allocate(128);

    private SignalFd(int number) {
        super(number);
    }

    public static SignalFd open(SignalSet signals) throws PosixException {
        int flags = OpenFlags.NON_BLOCKING | OpenFlags.CLOSE_ON_EXEC;
        try (var mask = signals.toNative()) {
            return new SignalFd(Libc.check(DescriptorCalls.C.signalfd(-1, mask.address(), flags), "signalfd", signals));
        }
    }

    /** Takes the next waiting signal: its number, 0 if none waits, or a negative error number. */
    public int next() {
        int length = read(information, 0, information.size());
        if (length == information.size()) {
            return information.bytes().getInt(0);
        }
        return Errno.EAGAIN.is(length) ? 0 : length;
    }

    /** The process that sent the signal which {@link #next()} returned last; 0 for the kernel. */
    public int senderProcess() {
        return information.bytes().getInt(12);
    }

    /** The user that sent the signal which {@link #next()} returned last. */
    public int senderUser() {
        return information.bytes().getInt(16);
    }
}
