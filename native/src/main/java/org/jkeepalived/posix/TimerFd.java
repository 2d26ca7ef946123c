// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/**
 * A timer that makes a descriptor readable at a point of CLOCK_MONOTONIC (timerfd_create(2)).
 *
 * <p>On Linux {@link System#nanoTime()} is that clock, so deadlines are compared and armed without conversion.
 */
public final class TimerFd extends Descriptor {
    private static final int CLOCK_MONOTONIC = 1;
    private static final int TFD_TIMER_ABSTIME = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** struct itimerspec (interval and first expiry as timespecs), then the expiry count that read(2) fills in. */
    private final NativeMemory memory = NativeMemory.allocate(40);

    private static final int FIRST_SECONDS = 16;
    private static final int FIRST_NANOS = 24;
    private static final int EXPIRATIONS = 32;

    private TimerFd(int number) {
        super(number);
    }

    public static TimerFd open() throws PosixException {
        int flags = OpenFlags.NON_BLOCKING | OpenFlags.CLOSE_ON_EXEC;
        return new TimerFd(Libc.check(DescriptorCalls.C.timerfd_create(CLOCK_MONOTONIC, flags), "timerfd_create", ""));
    }

    /**
     * Fires once at the deadline, at once if it has passed; replaces an earlier arming.
     *
     * @param deadlineNanos a value of {@link System#nanoTime()}
     * @return 0 or a negative error number
     */
    public int armAt(long deadlineNanos) {
        // A zero time disarms, and the kernel refuses negative ones: both mean "already due" here.
        long due = Math.max(1, deadlineNanos);
        return set(due / NANOS_PER_SECOND, due % NANOS_PER_SECOND);
    }

    /** Forgets the deadline. Returns 0 or a negative error number. */
    public int disarm() {
        return set(0, 0);
    }

    /** How often the timer fired since this was last asked; 0 if it did not. */
    public long expirations() {
        return read(memory, EXPIRATIONS, Long.BYTES) == Long.BYTES
                ? memory.bytes().getLong(EXPIRATIONS)
                : 0;
    }

    private int set(long seconds, long nanos) {
        memory.bytes().putLong(FIRST_SECONDS, seconds);
        memory.bytes().putLong(FIRST_NANOS, nanos);
        return Libc.result(DescriptorCalls.C.timerfd_settime(number(), TFD_TIMER_ABSTIME, memory.address(), 0));
    }
}
