// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.file.Path;

/** Named pipes. */
public final class Fifo {
    private Fifo() {}

    /**
     * Makes a FIFO (mkfifo(3)).
     *
     * @param mode permissions before the umask
     * @throws PosixException {@link Errno#EEXIST} if there is a file of that name, of whatever kind
     */
    public static void create(Path path, int mode) throws PosixException {
        try (var name = Scratch.ofText(path)) {
            Libc.check(DescriptorCalls.C.mkfifo(name.address(), mode), "mkfifo", path);
        }
    }

    /** Opens a FIFO for writing without waiting for a reader and without losing it when the reader leaves. */
    public static Descriptor openForWriting(Path path) throws PosixException {
        return Descriptor.open(path, OpenFlags.READ_WRITE | OpenFlags.NON_BLOCKING, 0);
    }
}
