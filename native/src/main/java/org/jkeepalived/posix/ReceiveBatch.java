// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Slots that one recvmmsg(2) fills with datagrams, where they came from and what the kernel adds. Receiving and reading
 * the slots allocate nothing; the same buffers are handed out again and again, valid until the next {@link #receive}.
 *
 * <p>For one thread; one batch can serve many sockets.
 */
public final class ReceiveBatch {
    private static final int SOL_SOCKET = 1;
    private static final int SOL_IP = 0;
    private static final int SOL_IPV6 = 41;
    private static final int SCM_TIMESTAMPNS = 35;
    private static final int IP_TTL = 2;
    private static final int IP_PKTINFO = 8;
    private static final int IPV6_PKTINFO = 50;
    private static final int IPV6_HOPLIMIT = 52;
    private static final int MSG_TRUNC = 0x20;
    private static final int VECTOR_BYTES = 16;
    private static final int CONTROL_BYTES = 192;

    private final int slots;
    private final NativeMemory headers;
    private final NativeMemory control;
    private final Slot[] filled;

    /** What Java knows of a slot; the buffers are views of native memory. */
    private static final class Slot {
        NativeMemory payloadMemory;
        ByteBuffer payload;
        ByteBuffer socketAddress;
        ByteBuffer sourceAddress;
        ByteBuffer destinationAddress;
        int ifIndex;
        int hopLimit;
        long timestampNanos;
    }

    /**
     * Makes empty slots.
     *
     * @param slots datagrams per system call
     * @param payloadBytes the longest payload; what is longer arrives cut off and marked
     */
    public ReceiveBatch(int slots, int payloadBytes) {
        this.slots = slots;
        headers = NativeMemory.allocate(slots * (MessageHeader.BYTES + VECTOR_BYTES));
        control = NativeMemory.allocate(slots * CONTROL_BYTES);
        var names = NativeMemory.allocate(slots * SocketAddress.MAXIMUM_BYTES);
        filled = new Slot[slots];
        for (int i = 0; i < slots; i++) {
            var slot = new Slot();
            slot.payloadMemory = NativeMemory.allocate(payloadBytes);
            slot.payload = slot.payloadMemory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
            slot.socketAddress = names.bytes()
                    .slice(i * SocketAddress.MAXIMUM_BYTES, SocketAddress.MAXIMUM_BYTES)
                    .order(ByteOrder.nativeOrder());
            slot.sourceAddress = slot.socketAddress.duplicate();
            slot.destinationAddress = control.bytes().duplicate();
            filled[i] = slot;
            int header = i * MessageHeader.BYTES;
            int vector = slots * MessageHeader.BYTES + i * VECTOR_BYTES;
            headers.bytes()
                    .putLong(vector, slot.payloadMemory.address())
                    .putLong(vector + 8, payloadBytes)
                    .putLong(header + MessageHeader.NAME, names.address() + (long) i * SocketAddress.MAXIMUM_BYTES)
                    .putLong(header + MessageHeader.VECTORS, headers.address() + vector)
                    .putLong(header + MessageHeader.VECTOR_COUNT, 1)
                    .putLong(header + MessageHeader.CONTROL, control.address() + (long) i * CONTROL_BYTES);
        }
    }

    /** Datagrams that one call can bring. */
    public int slots() {
        return slots;
    }

    /**
     * Receives what waits, without waiting.
     *
     * @return how many slots were filled, 0 if nothing waits, or a negative error number. When it equals
     *     {@link #slots()}, more may wait.
     */
    public int receive(Socket socket) {
        for (int i = 0; i < slots; i++) {
            int header = i * MessageHeader.BYTES;
            headers.bytes().putInt(header + MessageHeader.NAME_LENGTH, SocketAddress.MAXIMUM_BYTES);
            headers.bytes().putLong(header + MessageHeader.CONTROL_LENGTH, CONTROL_BYTES);
        }
        int count;
        do {
            count = Libc.result(
                    SocketCalls.C.recvmmsg(socket.number(), headers.address(), slots, Socket.MSG_DONTWAIT, 0));
        } while (Errno.EINTR.is(count));
        if (count < 0) {
            return Errno.EAGAIN.is(count) ? 0 : count;
        }
        for (int i = 0; i < count; i++) {
            read(i);
        }
        return count;
    }

    /**
     * The datagram: position 0, limit at its end; big endian unless the caller set another order. Raw IPv4 sockets deliver
     * the IP header too.
     */
    public ByteBuffer payload(int slot) {
        return filled[slot].payload;
    }

    /** Whether the datagram was longer than the slot. */
    public boolean truncated(int slot) {
        return (headers.bytes().getInt(slot * MessageHeader.BYTES + MessageHeader.FLAGS) & MSG_TRUNC) != 0;
    }

    /** The sender as the kernel wrote it: a struct sockaddr, in native byte order where it is not in network order. */
    public ByteBuffer sourceSocketAddress(int slot) {
        return filled[slot].socketAddress;
    }

    /** The sender's IP address: 4 or 16 bytes between position and limit, none for other families. */
    public ByteBuffer sourceAddress(int slot) {
        return filled[slot].sourceAddress;
    }

    /** The address in the packet's IP header, 4 or 16 bytes, none unless IP_PKTINFO or IPV6_RECVPKTINFO is set. */
    public ByteBuffer destinationAddress(int slot) {
        return filled[slot].destinationAddress;
    }

    /** The interface on which it came, 0 unless IP_PKTINFO or IPV6_RECVPKTINFO is set or it is a packet socket. */
    public int interfaceIndex(int slot) {
        return filled[slot].ifIndex;
    }

    /** TTL or hop limit, 0 to 255; -1 unless IP_RECVTTL or IPV6_RECVHOPLIMIT is set. */
    public int hopLimit(int slot) {
        return filled[slot].hopLimit;
    }

    /** When the kernel received it: CLOCK_REALTIME in nanoseconds, 0 unless SO_TIMESTAMPNS is set. */
    public long timestampNanos(int slot) {
        return filled[slot].timestampNanos;
    }

    private void read(int index) {
        int header = index * MessageHeader.BYTES;
        var slot = filled[index];
        int length = headers.bytes().getInt(header + MessageHeader.LENGTH);
        slot.payload.clear().limit(Math.min(length, slot.payload.capacity()));
        slot.ifIndex = 0;
        slot.hopLimit = -1;
        slot.timestampNanos = 0;
        slot.destinationAddress.limit(0);
        readSource(slot, headers.bytes().getInt(header + MessageHeader.NAME_LENGTH));

        int at = index * CONTROL_BYTES;
        int end = at + (int) headers.bytes().getLong(header + MessageHeader.CONTROL_LENGTH);
        while (end - at >= ControlMessage.HEADER_BYTES) {
            int messageLength = (int) control.bytes().getLong(at);
            if (messageLength < ControlMessage.HEADER_BYTES || messageLength > end - at) {
                return;
            }
            readControl(slot, at);
            at += ControlMessage.align(messageLength);
        }
    }

    private static void readSource(Slot slot, int nameLength) {
        int family = nameLength >= 2 ? slot.socketAddress.getShort(0) : 0;
        slot.sourceAddress.limit(0);
        if (family == AddressFamily.INET.value()) {
            slot.sourceAddress.limit(8).position(4);
        } else if (family == AddressFamily.INET6.value()) {
            slot.sourceAddress.limit(24).position(8);
        } else if (family == AddressFamily.PACKET.value()) {
            slot.ifIndex = slot.socketAddress.getInt(4);
        }
    }

    private void readControl(Slot slot, int at) {
        var bytes = control.bytes();
        int type = bytes.getInt(at + ControlMessage.TYPE);
        int data = at + ControlMessage.HEADER_BYTES;
        switch (bytes.getInt(at + ControlMessage.LEVEL)) {
            case SOL_SOCKET -> {
                if (type == SCM_TIMESTAMPNS) {
                    slot.timestampNanos = bytes.getLong(data) * 1_000_000_000L + bytes.getLong(data + 8);
                }
            }
            case SOL_IP -> {
                if (type == IP_PKTINFO) {
                    slot.ifIndex = bytes.getInt(data);
                    slot.destinationAddress.limit(data + 12).position(data + 8);
                } else if (type == IP_TTL) {
                    slot.hopLimit = bytes.getInt(data);
                }
            }
            case SOL_IPV6 -> {
                if (type == IPV6_PKTINFO) {
                    slot.destinationAddress.limit(data + 16).position(data);
                    slot.ifIndex = bytes.getInt(data + 16);
                } else if (type == IPV6_HOPLIMIT) {
                    slot.hopLimit = bytes.getInt(data);
                }
            }
            default -> {
                // Control data that another option asked for: nobody here reads it.
            }
        }
    }
}
