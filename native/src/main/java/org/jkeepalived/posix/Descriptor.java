// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.file.Path;
import java.time.Duration;

/**
 * An open file descriptor that this object owns: closed once, by {@link #close()}.
 *
 * <p>Reads and writes return the count or a negative error number and allocate nothing. After close they return
 * {@code -EBADF}; the number is never used again, so a descriptor that the kernel gave to somebody else meanwhile is
 * not touched.
 */
public class Descriptor implements AutoCloseable {
    private static final int CLOSED = -1;
    private static final short POLLIN = 1;

    private volatile int number;

    /** Takes over an open descriptor. */
    protected Descriptor(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("descriptor " + number);
        }
        this.number = number;
    }

    /** Takes over an open descriptor that came from elsewhere (inherited, for example). */
    public static Descriptor adopt(int number) {
        return new Descriptor(number);
    }

    /**
     * Opens a file, FIFO or device, always close-on-exec (open(2)).
     *
     * @param flags a sum of {@link OpenFlags}
     * @param mode permissions of a file that {@link OpenFlags#CREATE} makes, before the umask
     */
    public static Descriptor open(Path path, int flags, int mode) throws PosixException {
        try (var name = Scratch.ofText(path)) {
            int number = DescriptorCalls.C.open(name.address(), flags | OpenFlags.CLOSE_ON_EXEC, mode);
            return new Descriptor(Libc.check(number, "open", path));
        }
    }

    /** The number, or -1 after close. */
    public final int number() {
        return number;
    }

    public final boolean isOpen() {
        return number != CLOSED;
    }

    /** read(2) into a part of the memory: bytes read (0 at the end of a file or stream) or a negative error number. */
    public final int read(NativeMemory memory, int offset, int length) {
        return (int) Libc.result(DescriptorCalls.C.read(number, memory.address(offset, length), length));
    }

    /** write(2) from a part of the memory: bytes written, which may be fewer, or a negative error number. */
    public final int write(NativeMemory memory, int offset, int length) {
        return (int) Libc.result(DescriptorCalls.C.write(number, memory.address(offset, length), length));
    }

    /** Gives the file or pipe to a user, whose processes can then open it anew by its name in /proc (fchown(2)). */
    public final void giveTo(int user, int group) throws PosixException {
        Libc.check(DescriptorCalls.C.fchown(number, user, group), "fchown", this);
    }

    /**
     * Waits until there is something to read, an error or a hang-up. For start-up and tests: the event loop does not
     * wait for one descriptor.
     *
     * @return false if the time passed first
     */
    public final boolean awaitReadable(Duration timeout) throws PosixException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        try (var entry = Scratch.allocate(8)) {
            entry.bytes().putInt(0, number).putShort(4, POLLIN);
            while (true) {
                long leftMillis = Math.max(0, (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000);
                int ready = Libc.result(
                        DescriptorCalls.C.poll(entry.address(), 1, (int) Math.min(leftMillis, Integer.MAX_VALUE)));
                if (ready >= 0) {
                    return ready > 0;
                }
                if (!Errno.EINTR.is(ready)) {
                    throw new PosixException("poll", Errno.of(ready), toString());
                }
            }
        }
    }

    /** Closes the descriptor; later calls do nothing. Errors of close(2) are not reported: the number is gone anyway. */
    @Override
    public final synchronized void close() {
        if (number != CLOSED) {
            int closing = number;
            number = CLOSED;
            DescriptorCalls.C.close(closing);
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + number + "]";
    }
}
