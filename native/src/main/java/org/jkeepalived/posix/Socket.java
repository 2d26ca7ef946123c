// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;

/**
 * A socket, always non-blocking and close-on-exec.
 *
 * <p>{@link #send} and {@link #receive} return a count or a negative error number and allocate nothing; datagrams with
 * addresses and control data go through {@link SendBatch} and {@link ReceiveBatch}.
 */
public final class Socket extends Descriptor {
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    private Socket(int number) {
        super(number);
    }

    /**
     * socket(2).
     *
     * @param protocol as the domain counts it; for {@link AddressFamily#PACKET} an ether type in host order
     */
    public static Socket open(AddressFamily domain, SocketType type, int protocol) throws PosixException {
        int wireProtocol = domain == AddressFamily.PACKET ? networkOrder(protocol) : protocol;
        int number = SocketCalls.C.socket(domain.value(), type.value() | SOCK_NONBLOCK | SOCK_CLOEXEC, wireProtocol);
        return new Socket(Libc.check(number, "socket", domain + " " + type + " protocol " + protocol));
    }

    private static int networkOrder(int etherType) {
        return Short.toUnsignedInt(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                        ? Short.reverseBytes((short) etherType)
                        : (short) etherType);
    }

    public void bind(SocketAddress address) throws PosixException {
        Libc.check(SocketCalls.C.bind(number(), address.address(), address.length()), "bind", address);
    }

    /** connect(2): sets the default destination; netlink and datagram sockets then receive from it alone. */
    public void connect(SocketAddress address) throws PosixException {
        Libc.check(SocketCalls.C.connect(number(), address.address(), address.length()), "connect", address);
    }

    /** The port (nl_pid) that the kernel gave a bound netlink socket. */
    public int netlinkPort() throws PosixException {
        try (var address = Scratch.allocate(12);
                var length = Scratch.allocate(4)) {
            length.bytes().putInt(0, address.size());
            Libc.check(SocketCalls.C.getsockname(number(), address.address(), length.address()), "getsockname", this);
            return address.intAt(4);
        }
    }

    public void setOption(SocketOption option, int value) throws PosixException {
        try (var memory = Scratch.allocate(4)) {
            memory.bytes().putInt(0, value);
            setOption(option, memory, "= " + value);
        }
    }

    public void setOption(SocketOption option, byte[] value) throws PosixException {
        try (var memory = Scratch.ofBytes(value)) {
            setOption(option, memory, "");
        }
    }

    private void setOption(SocketOption option, Scratch value, String description) throws PosixException {
        int returned =
                SocketCalls.C.setsockopt(number(), option.level(), option.number(), value.address(), value.size());
        if (returned < 0) {
            throw new PosixException(
                    "setsockopt", Errno.of(Libc.result(returned)), (option.name() + " " + description).strip());
        }
    }

    public int option(SocketOption option) throws PosixException {
        try (var value = Scratch.allocate(4);
                var length = Scratch.allocate(4)) {
            length.bytes().putInt(0, value.size());
            int returned = SocketCalls.C.getsockopt(
                    number(), option.level(), option.number(), value.address(), length.address());
            Libc.check(returned, "getsockopt", option.name());
            return value.intAt(0);
        }
    }

    /**
     * Asks for a receive buffer, beyond net.core.rmem_max where the process may.
     *
     * @return bytes that the kernel granted, its doubling for bookkeeping included
     */
    public int requestReceiveBuffer(int bytes) throws PosixException {
        return requestBuffer(SocketOption.SO_RCVBUFFORCE, SocketOption.SO_RCVBUF, bytes);
    }

    /** As {@link #requestReceiveBuffer}, for sending. */
    public int requestSendBuffer(int bytes) throws PosixException {
        return requestBuffer(SocketOption.SO_SNDBUFFORCE, SocketOption.SO_SNDBUF, bytes);
    }

    private int requestBuffer(SocketOption forced, SocketOption plain, int bytes) throws PosixException {
        try {
            setOption(forced, bytes);
        } catch (PosixException refused) {
            if (!refused.errno().equals(Errno.EPERM)) {
                throw refused;
            }
            setOption(plain, bytes);
        }
        return option(plain);
    }

    /** Lets only the packets through that the program accepts; replaces an earlier program. */
    public void attachFilter(BpfProgram program) throws PosixException {
        // struct sock_fprog: the number of instructions, padding, their address. The kernel copies them.
        try (var instructions = program.toNative();
                var description = Scratch.allocate(16)) {
            description.bytes().putShort(0, (short) program.size()).putLong(8, instructions.address());
            setOption(SocketOption.SO_ATTACH_FILTER, description, program.size() + " instructions");
        }
    }

    public void detachFilter() throws PosixException {
        setOption(SocketOption.SO_DETACH_FILTER, 0);
    }

    /** Receives a multicast group on an interface. */
    public void joinGroup(InetAddress group, int ifIndex) throws PosixException {
        setMembership(SocketOption.IP_ADD_MEMBERSHIP, SocketOption.IPV6_JOIN_GROUP, group, ifIndex);
    }

    /** Undoes {@link #joinGroup}. */
    public void leaveGroup(InetAddress group, int ifIndex) throws PosixException {
        setMembership(SocketOption.IP_DROP_MEMBERSHIP, SocketOption.IPV6_LEAVE_GROUP, group, ifIndex);
    }

    /** With a struct ip_mreqn (group, address, index) or a struct ipv6_mreq (group, index). */
    private void setMembership(SocketOption ipv4, SocketOption ipv6, InetAddress group, int ifIndex)
            throws PosixException {
        boolean isIpv6 = group instanceof Inet6Address;
        try (var request = Scratch.allocate(isIpv6 ? 20 : 12)) {
            request.bytes().put(0, group.getAddress()).putInt(request.size() - 4, ifIndex);
            setOption(isIpv6 ? ipv6 : ipv4, request, description(group, ifIndex));
        }
    }

    /**
     * Sends multicast through an interface.
     *
     * @param source the IPv4 address to send from, or any IPv6 address to say that the socket is an IPv6 one; the IPv4
     *     wildcard leaves the choice to the kernel
     */
    public void setMulticastInterface(InetAddress source, int ifIndex) throws PosixException {
        if (source instanceof Inet6Address) {
            setOption(SocketOption.IPV6_MULTICAST_IF, ifIndex);
        } else {
            // struct ip_mreqn: group (unused), the interface's address, the interface's index.
            try (var request = Scratch.allocate(12)) {
                request.bytes().put(4, source.getAddress()).putInt(8, ifIndex);
                setOption(SocketOption.IP_MULTICAST_IF, request, description(source, ifIndex));
            }
        }
    }

    private static String description(InetAddress address, int ifIndex) {
        return address.getHostAddress() + " on interface " + ifIndex;
    }

    /** send(2) on a connected socket: bytes sent or a negative error number. */
    public int send(NativeMemory memory, int offset, int length) {
        return (int) Libc.result(
                SocketCalls.C.send(number(), memory.address(offset, length), length, MSG_DONTWAIT | MSG_NOSIGNAL));
    }

    /** recv(2): bytes received (0 at a stream's end) or a negative error number, {@code -EAGAIN} if nothing waits. */
    public int receive(NativeMemory memory, int offset, int length) {
        return (int) Libc.result(SocketCalls.C.recv(number(), memory.address(offset, length), length, MSG_DONTWAIT));
    }
}
