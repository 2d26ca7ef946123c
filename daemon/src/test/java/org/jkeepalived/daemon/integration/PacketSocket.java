// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.jkeepalived.daemon.integration.LinuxCalls.LIBC;
import static org.jkeepalived.daemon.integration.LinuxCalls.RUNTIME;
import static org.jkeepalived.daemon.integration.LinuxCalls.check;

import java.io.IOException;
import java.time.Instant;
import java.util.function.BiConsumer;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** A packet socket on one interface: whole Ethernet frames, with the kernel's time stamps. For one thread. */
final class PacketSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int ETH_P_ALL = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_MR_PROMISC = 1;
    private static final short POLLIN = 1;

    private static final int SOCKADDR_LL_BYTES = 20;
    private static final int FRAME_BYTES_MAX = 65536;
    private static final int CONTROL_BYTES_MAX = 128;
    /** struct cmsghdr: length 8, level 4, type 4; then struct timespec. */
    private static final int TIMESPEC_OFFSET = 16;

    private final int descriptor;
    private final Pointer frame = Memory.allocateDirect(RUNTIME, FRAME_BYTES_MAX);
    private final Pointer control = Memory.allocateDirect(RUNTIME, CONTROL_BYTES_MAX);
    private final Pointer vector = Memory.allocateDirect(RUNTIME, 16, true);
    private final Pointer header = Memory.allocateDirect(RUNTIME, 56, true);
    private final Pointer waiting = Memory.allocateDirect(RUNTIME, 8, true);

    /** Opens on an interface of the calling thread's namespace. Only a {@code receiving} socket is given frames. */
    PacketSocket(String interfaceName, boolean receiving) throws IOException {
        int index = check(LIBC.if_nametoindex(interfaceName), "if_nametoindex " + interfaceName);
        descriptor = check(LIBC.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0), "socket");
        if (receiving) {
            setInt(SO_RCVBUF, 4 << 20);
            setInt(SO_TIMESTAMPNS, 1);
            Pointer membership = Memory.allocateDirect(RUNTIME, 16, true);
            membership.putInt(0, index);
            membership.putShort(4, (short) PACKET_MR_PROMISC);
            check(LIBC.setsockopt(descriptor, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership, 16), "promiscuous");
        }
        Pointer address = Memory.allocateDirect(RUNTIME, SOCKADDR_LL_BYTES, true);
        address.putShort(0, (short) AF_PACKET);
        address.putShort(2, receiving ? Short.reverseBytes((short) ETH_P_ALL) : 0);
        address.putInt(4, index);
        check(LIBC.bind(descriptor, address, SOCKADDR_LL_BYTES), "bind");
        vector.putAddress(0, frame.address());
        vector.putLong(8, FRAME_BYTES_MAX);
        header.putAddress(16, vector.address());
        header.putLong(24, 1);
        header.putAddress(32, control.address());
        waiting.putInt(0, descriptor);
        waiting.putShort(4, POLLIN);
    }

    private void setInt(int option, int value) throws IOException {
        Pointer memory = Memory.allocateDirect(RUNTIME, 4);
        memory.putInt(0, value);
        check(LIBC.setsockopt(descriptor, SOL_SOCKET, option, memory, 4), "setsockopt");
    }

    void send(byte[] bytes) throws IOException {
        frame.put(0, bytes, 0, bytes.length);
        check(LIBC.send(descriptor, frame, bytes.length, 0), "send");
    }

    /** Gives the next frame, and when the kernel received it, to {@code handler}, if one comes within the time. */
    void receive(int timeoutMillis, BiConsumer<Instant, byte[]> handler) throws IOException {
        if (check(LIBC.poll(waiting, 1, timeoutMillis), "poll") == 0) {
            return;
        }
        header.putLong(40, CONTROL_BYTES_MAX);
        byte[] bytes = new byte[check(LIBC.recvmsg(descriptor, header, 0), "recvmsg")];
        frame.get(0, bytes, 0, bytes.length);
        handler.accept(
                Instant.ofEpochSecond(control.getLong(TIMESPEC_OFFSET), control.getLong(TIMESPEC_OFFSET + 8)), bytes);
    }

    @Override
    public void close() {
        LIBC.close(descriptor);
    }
}
