// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketType;

/**
 * Sends texts to a service's datagram socket, for a side thread: it waits, up to two seconds, while the service's queue
 * is full.
 */
final class DatagramClient implements AutoCloseable {
    private static final long FULL_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FULL_RETRIES = 400;

    private final SocketAddress service;
    private final NativeMemory datagram;
    private Socket connection;

    /**
     * Prepares to send.
     *
     * @param service the service's address
     * @param longest bytes; a longer text is cut
     */
    DatagramClient(SocketAddress service, int longest) {
        this.service = service;
        this.datagram = NativeMemory.allocate(longest);
    }

    /** Whether the last text arrived, so that the next one needs no connection. */
    boolean isConnected() {
        return connection != null;
    }

    /**
     * Sends one text. A service that was restarted has a new socket behind the old name, so it connects once more
     * before giving up.
     *
     * @throws IOException when nobody listens, or nobody reads for two seconds
     */
    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, datagram.size());
        datagram.bytes().put(0, bytes, 0, length);
        if (connection != null) {
            if (sendPatiently(length) >= 0) {
                return;
            }
            close();
        }
        connection = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0);
        try {
            connection.connect(service);
        } catch (IOException failure) {
            close();
            throw failure;
        }
        int result = sendPatiently(length);
        if (result < 0) {
            close();
            throw new IOException("cannot send to " + service + ": " + Errno.of(result));
        }
    }

    private int sendPatiently(int length) {
        int result = connection.send(datagram, 0, length);
        for (int i = 0; i < FULL_RETRIES && Errno.EAGAIN.is(result); i++) {
            LockSupport.parkNanos(FULL_PAUSE_NANOS);
            result = connection.send(datagram, 0, length);
        }
        return result;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
