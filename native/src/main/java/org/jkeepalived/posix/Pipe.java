// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Both ends of a pipe, close-on-exec (pipe2(2)). */
public record Pipe(Descriptor reader, Descriptor writer) implements AutoCloseable {
    private static final int F_SETFL = 4;

    /** Both ends are non-blocking. */
    public static Pipe open() throws PosixException {
        return open(OpenFlags.NON_BLOCKING);
    }

    /** For a child to write to: its end waits, as programs expect of their output, and the reader is non-blocking. */
    public static Pipe fromChild() throws PosixException {
        var pipe = open(0);
        setNonBlocking(pipe.reader);
        return pipe;
    }

    /** For a child to read from: its end waits, as programs expect of their input, and the writer is non-blocking. */
    public static Pipe toChild() throws PosixException {
        var pipe = open(0);
        setNonBlocking(pipe.writer);
        return pipe;
    }

    private static Pipe open(int flags) throws PosixException {
        try (var ends = Scratch.allocate(8)) {
            Libc.check(DescriptorCalls.C.pipe2(ends.address(), flags | OpenFlags.CLOSE_ON_EXEC), "pipe2", "");
            return new Pipe(Descriptor.adopt(ends.intAt(0)), Descriptor.adopt(ends.intAt(4)));
        }
    }

    private static void setNonBlocking(Descriptor end) throws PosixException {
        Libc.check(DescriptorCalls.C.fcntl(end.number(), F_SETFL, OpenFlags.NON_BLOCKING), "fcntl", end);
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
