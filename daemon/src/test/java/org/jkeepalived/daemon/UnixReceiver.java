// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketType;

/** Stands in for a syslog daemon or for systemd: a unix datagram socket that waits for what is sent to it. */
public final class UnixReceiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0);
    private final NativeMemory buffer = NativeMemory.allocate(16_384);

    public UnixReceiver(SocketAddress address) throws IOException {
        socket.bind(address);
    }

    /** The next datagram as text. */
    public String next() throws IOException {
        if (!socket.awaitReadable(PATIENCE)) {
            throw new AssertionError("nothing was sent within " + PATIENCE);
        }
        byte[] text = new byte[socket.receive(buffer, 0, buffer.size())];
        buffer.bytes().get(0, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        socket.close();
    }
}
