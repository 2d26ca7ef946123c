// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.demo;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.NetworkNamespace;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.SocketType;
import org.jkeepalived.vrrp.packet.Advert;

/** What the client's bridge sees of the adverts, with the kernel's time stamps; read by a thread of its own. */
final class Wire implements AutoCloseable {
    /**
     * One advert.
     *
     * @param nanos CLOCK_REALTIME nanoseconds when the kernel received it
     */
    record Seen(long nanos, String source, int priority) {}

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERNET_HEADER_BYTES = 14;
    private static final int PROTOCOL_OFFSET = ETHERNET_HEADER_BYTES + 9;
    private static final int PROTOCOL_VRRP = 112;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<Seen> listener;
    private final Thread thread;
    private volatile boolean closing;

    /** Starts to listen on the bridge of the namespace. */
    Wire(String namespace, Consumer<Seen> listener) {
        this.listener = listener;
        thread = Thread.ofPlatform().name("wire").daemon().start(() -> listen(namespace));
    }

    private void listen(String namespace) {
        try (NetworkNamespace client = NetworkNamespace.open(namespace)) {
            client.enter();
            try (Socket socket = Socket.open(AddressFamily.PACKET, SocketType.RAW, ETHERTYPE_IPV4)) {
                socket.setOption(SocketOption.SO_TIMESTAMPNS, 1);
                ReceiveBatch batch = new ReceiveBatch(16, 2048);
                Advert advert = new Advert();
                while (!closing) {
                    if (socket.awaitReadable(POLL)) {
                        read(socket, batch, advert);
                    }
                }
            }
        } catch (PosixException e) {
            System.err.println("jkeepalived demo: cannot watch the adverts: " + e.getMessage());
        }
    }

    private void read(Socket socket, ReceiveBatch batch, Advert advert) {
        int count = batch.receive(socket);
        for (int slot = 0; slot < count; slot++) {
            ByteBuffer frame = batch.payload(slot);
            if (frame.remaining() > PROTOCOL_OFFSET
                    && frame.get(frame.position() + PROTOCOL_OFFSET) == PROTOCOL_VRRP
                    && advert.readIpv4(frame.position(frame.position() + ETHERNET_HEADER_BYTES), 0)) {
                listener.accept(
                        new Seen(batch.timestampNanos(slot), advert.source().toString(), advert.priority()));
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
