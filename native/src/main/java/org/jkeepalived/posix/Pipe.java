// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Both ends of a pipe, non-blocking and close-on-exec (pipe2(2)). */
public record Pipe(Descriptor reader, Descriptor writer) implements AutoCloseable {
    public static Pipe open() throws PosixException {
        int flags = OpenFlags.NON_BLOCKING | OpenFlags.CLOSE_ON_EXEC;
        try (var ends = Scratch.allocate(8)) {
            Libc.check(DescriptorCalls.C.pipe2(ends.address(), flags), "pipe2", "");
            return new Pipe(Descriptor.adopt(ends.intAt(0)), Descriptor.adopt(ends.intAt(4)));
        }
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
