// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A datagram to send, again and again: payload, destination and control data stay encoded in native memory.
 *
 * <p>Changing it while a {@link SendBatch} holds it changes what that batch will send. Subclasses may carry what the
 * sender wants to find again when {@link SendBatch.FailureListener} names the datagram.
 */
public class Datagram {
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IP_TTL = 2;
    private static final int IP_PKTINFO = 8;
    private static final int IPV6_PKTINFO = 50;
    private static final int IPV6_HOPLIMIT = 52;

    // One block: struct iovec, then control data, then the payload.
    private static final int VECTOR = 0;
    private static final int CONTROL = 16;
    private static final int CONTROL_BYTES = 64;
    private static final int PAYLOAD = CONTROL + CONTROL_BYTES;

    private final NativeMemory memory;
    private final ByteBuffer payload;
    private SocketAddress destination;
    private InetAddress source;
    private int ifIndex;
    private int hopLimit = -1;
    private int controlLength;

    /**
     * Makes an empty datagram.
     *
     * @param capacity the longest payload in bytes
     */
    public Datagram(int capacity) {
        memory = NativeMemory.allocate(PAYLOAD + capacity);
        payload = memory.bytes().slice(PAYLOAD, capacity).order(ByteOrder.BIG_ENDIAN);
        memory.bytes().putLong(VECTOR, memory.address() + PAYLOAD);
    }

    /** The payload in network byte order. Position and limit have no meaning here: {@link #length(int)} counts. */
    public final ByteBuffer payload() {
        return payload;
    }

    /** Sets how many bytes of the payload are sent, from 0 to its capacity. */
    public final Datagram length(int bytes) {
        if (bytes < 0 || bytes > payload.capacity()) {
            throw new IllegalArgumentException("length " + bytes + " is outside 0-" + payload.capacity());
        }
        memory.bytes().putLong(VECTOR + 8, bytes);
        return this;
    }

    /** How many bytes of the payload are sent. */
    public final int length() {
        return (int) memory.bytes().getLong(VECTOR + 8);
    }

    /** Where it goes; none (null) on a connected socket. */
    public final Datagram destination(SocketAddress address) {
        destination = address;
        return this;
    }

    public final SocketAddress destination() {
        return destination;
    }

    /**
     * Sends from this address and through this interface (IP_PKTINFO, IPV6_PKTINFO).
     *
     * @param address the source; the wildcard address leaves the choice to the kernel
     * @param ifIndex the interface, 0 leaves the choice to the kernel
     */
    public final Datagram source(InetAddress address, int ifIndex) {
        this.source = address;
        this.ifIndex = ifIndex;
        return encodeControl();
    }

    /**
     * Sends with this TTL or hop limit instead of the socket's. {@link #source} has to be set too: it says which IP
     * version is meant.
     *
     * @param hops 1 to 255, or -1 for the socket's
     */
    public final Datagram hopLimit(int hops) {
        hopLimit = hops;
        return encodeControl();
    }

    private Datagram encodeControl() {
        controlLength = 0;
        if (source == null) {
            return this;
        }
        boolean ipv6 = source instanceof Inet6Address;
        byte[] address = source.getAddress();
        if (ipv6) {
            // struct in6_pktinfo: address, interface.
            int data = appendControl(IPPROTO_IPV6, IPV6_PKTINFO, 20);
            memory.bytes().put(data, address).putInt(data + 16, ifIndex);
        } else {
            // struct in_pktinfo: interface, source, destination (only for receiving).
            int data = appendControl(IPPROTO_IP, IP_PKTINFO, 12);
            memory.bytes().putInt(data, ifIndex).put(data + 4, address).putInt(data + 8, 0);
        }
        if (hopLimit >= 0) {
            int data = ipv6 ? appendControl(IPPROTO_IPV6, IPV6_HOPLIMIT, 4) : appendControl(IPPROTO_IP, IP_TTL, 4);
            memory.bytes().putInt(data, hopLimit);
        }
        return this;
    }

    private int appendControl(int level, int type, int dataBytes) {
        int header = CONTROL + controlLength;
        ControlMessage.putHeader(memory.bytes(), header, level, type, dataBytes);
        controlLength += ControlMessage.space(dataBytes);
        return header + ControlMessage.HEADER_BYTES;
    }

    /** Fills in a struct msghdr. */
    final void describe(ByteBuffer header, int at) {
        header.putLong(at + MessageHeader.NAME, destination == null ? 0 : destination.address());
        header.putInt(at + MessageHeader.NAME_LENGTH, destination == null ? 0 : destination.length());
        header.putLong(at + MessageHeader.VECTORS, memory.address() + VECTOR);
        header.putLong(at + MessageHeader.VECTOR_COUNT, 1);
        header.putLong(at + MessageHeader.CONTROL, controlLength == 0 ? 0 : memory.address() + CONTROL);
        header.putLong(at + MessageHeader.CONTROL_LENGTH, controlLength);
    }

    @Override
    public String toString() {
        return length() + " bytes to " + destination;
    }
}
