// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The other end of the control socket. */
public final class ControlClient {
    private static final int CHUNK_BYTES = 8_192;

    private ControlClient() {}

    /** Whether a daemon listens at a socket. */
    public static boolean answers(Path socket) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @param patience between two parts of the answer
     * @return a line of JSON, without its end
     * @throws IOException if no daemon listens, if this user may not ask, or if no whole answer comes
     */
    public static String ask(Path socket, ControlRequest request, Duration patience) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var selector = Selector.open()) {
            channel.write(ByteBuffer.wrap((request.toJson() + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var answer = new ByteArrayOutputStream();
            var chunk = ByteBuffer.allocate(CHUNK_BYTES);
            while (true) {
                if (selector.select(patience.toMillis()) == 0) {
                    throw new SocketTimeoutException("the daemon does not answer");
                }
                selector.selectedKeys().clear();
                if (channel.read(chunk) < 0) {
                    throw new EOFException("the daemon has hung up");
                }
                answer.write(chunk.array(), 0, chunk.position());
                if (chunk.position() > 0 && chunk.get(chunk.position() - 1) == '\n') {
                    return answer.toString(StandardCharsets.UTF_8).stripTrailing();
                }
                chunk.clear();
            }
        }
    }
}
