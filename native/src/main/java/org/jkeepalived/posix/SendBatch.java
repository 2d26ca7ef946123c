// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/**
 * Datagrams collected for one sendmmsg(2). Adding and flushing allocate nothing.
 *
 * <p>For one thread. The batch may be flushed on any socket that fits its datagrams.
 */
public final class SendBatch {
    private final NativeMemory headers;
    private final Datagram[] datagrams;
    private int first;
    private int end;

    /** Told of each datagram that the kernel refused. */
    @FunctionalInterface
    public interface FailureListener {
        /**
         * The kernel refused a datagram.
         *
         * @param datagram which one
         * @param error the positive error number; {@link Errno#of} names it
         */
        void failed(Datagram datagram, int error);
    }

    /**
     * Makes an empty batch.
     *
     * @param capacity how many datagrams fit
     */
    public SendBatch(int capacity) {
        headers = NativeMemory.allocate(capacity * MessageHeader.BYTES);
        datagrams = new Datagram[capacity];
    }

    /** Adds a datagram behind the others. Returns false, adding nothing, if the batch is full. */
    public boolean add(Datagram datagram) {
        if (end == datagrams.length) {
            return false;
        }
        datagrams[end++] = datagram;
        return true;
    }

    /** Takes a datagram back, as often as it waits; the others keep their order. */
    public void remove(Datagram datagram) {
        int kept = first;
        for (int i = first; i < end; i++) {
            if (!datagrams[i].equals(datagram)) {
                datagrams[kept++] = datagrams[i];
            }
        }
        while (end > kept) {
            datagrams[--end] = null;
        }
    }

    /** Datagrams that wait. */
    public int size() {
        return end - first;
    }

    /**
     * Sends all that wait, in order. A datagram that the kernel refuses is reported and left out, the others still go.
     * Only when the socket can take no more for now (EAGAIN) does it stop.
     *
     * @return how many still wait because of that: flush again when the socket is writable, or {@link #clear()}
     */
    public int flush(Socket socket, FailureListener failures) {
        // Only now: a destination set after the datagram was added would leave the old one's address dangling.
        for (int i = first; i < end; i++) {
            datagrams[i].describe(headers.bytes(), i * MessageHeader.BYTES);
        }
        while (first < end) {
            int sent = Libc.result(SocketCalls.C.sendmmsg(
                    socket.number(),
                    headers.address() + (long) first * MessageHeader.BYTES,
                    end - first,
                    Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL));
            if (sent >= 0) {
                first += sent;
            } else if (Errno.EAGAIN.is(sent)) {
                return end - first;
            } else if (!Errno.EINTR.is(sent)) {
                // The error is the first one's; errors of later ones come up when they are the first.
                failures.failed(datagrams[first++], -sent);
            }
        }
        clear();
        return 0;
    }

    /** Forgets what waits. */
    public void clear() {
        for (int i = 0; i < end; i++) {
            datagrams[i] = null;
        }
        first = 0;
        end = 0;
    }
}
