// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Both ends of a pipe, non-blocking and close-on-exec (pipe2(2)). */
public record Pipe(Descriptor reader, Descriptor writer) implements AutoCloseable {
    public static Pipe open() throws PosixException {
        var ends = NativeMemory.allocate(8);
        Libc.check(
                DescriptorCalls.C.pipe2(ends.address(), OpenFlags.NON_BLOCKING | OpenFlags.CLOSE_ON_EXEC), "pipe2", "");
        return new Pipe(
                Descriptor.adopt(ends.bytes().getInt(0)),
                Descriptor.adopt(ends.bytes().getInt(4)));
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
