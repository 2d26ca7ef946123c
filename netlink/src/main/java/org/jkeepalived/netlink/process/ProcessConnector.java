// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.process;

import java.nio.ByteOrder;
import org.jkeepalived.netlink.message.MessageReader;
import org.jkeepalived.netlink.message.MessageType;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.BpfProgram;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.SocketType;

/**
 * A subscription to the events of all processes of the machine. For one thread.
 *
 * <p>The kernel answers the subscription by {@link ProcessListener#acknowledged}, or not at all: when it was built without
 * CONFIG_PROC_EVENTS, and when the subscriber lives in a pid or user namespace of its own. In a network namespace other than
 * the initial one the subscription fails at once.
 */
public final class ProcessConnector implements AutoCloseable {
    private static final int NETLINK_CONNECTOR = 11;
    private static final int HEADER_BYTES = 16;
    private static final int REQUEST_BYTES = HEADER_BYTES + ProcessEvent.CONNECTOR_BYTES + 4;
    private static final int LISTEN = 1;
    private static final int IGNORE = 2;

    private static final int SLOTS = 32;
    private static final int SLOT_BYTES = 256;
    /** A turn ends behind these, so that a storm of processes does not hold up everything else. */
    private static final int BATCHES_PER_TURN = 16;

    private final Socket socket;
    private final ReceiveBatch received = new ReceiveBatch(SLOTS, SLOT_BYTES);
    private final MessageReader reader = new MessageReader();

    private ProcessConnector(Socket socket) {
        this.socket = socket;
    }

    /**
     * Subscribes, from the calling thread's network namespace.
     *
     * @throws PosixException {@link Errno#ECONNREFUSED} if the namespace is not the initial one, {@link Errno#EPROTONOSUPPORT}
     *     if the kernel has no connector, {@link Errno#EPERM} if the process may not
     */
    public static ProcessConnector open() throws PosixException {
        var socket = Socket.open(AddressFamily.NETLINK, SocketType.DATAGRAM, NETLINK_CONNECTOR);
        try {
            socket.attachFilter(filter());
            socket.bind(SocketAddress.netlink(0, 1 << (ProcessEvent.INDEX - 1)));
            socket.connect(SocketAddress.netlink(0, 0));
            int sent = request(socket, LISTEN);
            if (sent < 0) {
                throw new PosixException("send", Errno.of(sent), "process connector");
            }
            return new ProcessConnector(socket);
        } catch (PosixException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * Sets the receive buffer. An event takes about 800 bytes of it.
     *
     * @param bytes before the kernel doubles them for its bookkeeping
     * @param force beyond net.core.rmem_max, which needs CAP_NET_ADMIN
     */
    public void setReceiveBuffer(int bytes, boolean force) throws PosixException {
        socket.setOption(force ? SocketOption.SO_RCVBUFFORCE : SocketOption.SO_RCVBUF, bytes);
    }

    /** How large the receive buffer is, by the measure of {@link #setReceiveBuffer}. */
    public int receiveBufferBytes() throws PosixException {
        return socket.option(SocketOption.SO_RCVBUF) / 2;
    }

    /** Readable when there is something to do for {@link #onReadable}. */
    public Descriptor descriptor() {
        return socket;
    }

    /**
     * Delivers what has happened, up to a bounded number of events; the descriptor stays readable if there is more.
     *
     * @throws PosixException if the socket itself fails
     */
    public void onReadable(ProcessListener listener) throws PosixException {
        for (int batch = 0; batch < BATCHES_PER_TURN; batch++) {
            int count = received.receive(socket);
            if (Errno.ENOBUFS.is(count)) {
                listener.overrun();
            } else if (count < 0) {
                throw new PosixException("recvmmsg", Errno.of(count), "process connector");
            } else {
                for (int slot = 0; slot < count; slot++) {
                    deliver(slot, listener);
                }
                if (count < SLOTS) {
                    return;
                }
            }
        }
    }

    private void deliver(int slot, ProcessListener listener) {
        boolean fromKernel = received.sourceSocketAddress(slot).getInt(4) == 0;
        reader.over(received.payload(slot));
        while (fromKernel && reader.next()) {
            ProcessEvent.deliver(reader, listener);
        }
    }

    @Override
    public void close() {
        // Kernels before 6.4 would otherwise go on counting us as a listener, and go on making events for nobody.
        request(socket, IGNORE);
        socket.close();
    }

    /** Returns what send(2) does. */
    private static int request(Socket socket, int operation) {
        var message = NativeMemory.allocate(REQUEST_BYTES);
        message.bytes()
                .putInt(0, REQUEST_BYTES)
                .putShort(4, (short) MessageType.NLMSG_DONE)
                .putInt(HEADER_BYTES, ProcessEvent.INDEX)
                .putInt(HEADER_BYTES + 4, ProcessEvent.VALUE)
                .putShort(HEADER_BYTES + 16, (short) 4)
                .putInt(HEADER_BYTES + ProcessEvent.CONNECTOR_BYTES, operation);
        return socket.send(message, 0, REQUEST_BYTES);
    }

    /** Keeps acknowledgements, and of the events those of processes that {@link ProcessListener} has a method for. */
    static BpfProgram filter() {
        return BpfProgram.builder()
                .loadWord(HEADER_BYTES + ProcessEvent.WHAT)
                .acceptIfEqual(asLoaded(ProcessEvent.NONE))
                .jumpIfEqual(asLoaded(ProcessEvent.FORK), "fork")
                .jumpIfEqual(asLoaded(ProcessEvent.EXEC), "other")
                .jumpIfEqual(asLoaded(ProcessEvent.COMM), "other")
                .jumpUnlessEqual(asLoaded(ProcessEvent.EXIT), "drop")
                .label("other")
                .loadWord(HEADER_BYTES + ProcessEvent.THREAD)
                .copyToIndex()
                .loadWord(HEADER_BYTES + ProcessEvent.PROCESS)
                .jumpUnlessEqualToIndex("drop")
                .accept()
                .label("fork")
                .loadWord(HEADER_BYTES + ProcessEvent.CHILD_THREAD)
                .copyToIndex()
                .loadWord(HEADER_BYTES + ProcessEvent.CHILD_PROCESS)
                .jumpUnlessEqualToIndex("drop")
                .accept()
                .label("drop")
                .reject()
                .build();
    }

    /** The filter loads in network byte order, the kernel writes these messages in its own. */
    private static int asLoaded(int value) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    }
}
