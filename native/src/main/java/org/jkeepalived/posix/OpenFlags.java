// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** How {@link Descriptor#open} opens (open(2), asm-generic/fcntl.h); close-on-exec is always set. */
public final class OpenFlags {
    public static final int READ_ONLY = 0;
    public static final int WRITE_ONLY = 1;
    /** On a FIFO: opening never waits for the other end, and a reader that leaves does not end the stream. */
    public static final int READ_WRITE = 2;

    public static final int CREATE = 0x40;
    public static final int EXCLUSIVE = 0x80;
    public static final int TRUNCATE = 0x200;
    public static final int APPEND = 0x400;
    public static final int NON_BLOCKING = 0x800;

    static final int CLOSE_ON_EXEC = 0x80000;

    private OpenFlags() {}
}
