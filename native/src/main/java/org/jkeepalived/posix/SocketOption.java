// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/**
 * A socket option: its level and number, and the name by which errors mention it.
 *
 * <p>The constants are those that a routing or redundancy daemon uses; others are made with the constructor.
 */
public record SocketOption(String name, int level, int number) {
    private static final int SOL_SOCKET = 1;
    private static final int SOL_IP = 0;
    private static final int SOL_IPV6 = 41;
    private static final int SOL_ICMPV6 = 58;
    private static final int SOL_PACKET = 263;
    private static final int SOL_NETLINK = 270;

    public static final SocketOption SO_REUSEADDR = new SocketOption("SO_REUSEADDR", SOL_SOCKET, 2);
    public static final SocketOption SO_ERROR = new SocketOption("SO_ERROR", SOL_SOCKET, 4);
    /** Bytes; the kernel doubles what is set and limits it to net.core.wmem_max. */
    public static final SocketOption SO_SNDBUF = new SocketOption("SO_SNDBUF", SOL_SOCKET, 7);
    /** Bytes; the kernel doubles what is set and limits it to net.core.rmem_max. */
    public static final SocketOption SO_RCVBUF = new SocketOption("SO_RCVBUF", SOL_SOCKET, 8);

    public static final SocketOption SO_PRIORITY = new SocketOption("SO_PRIORITY", SOL_SOCKET, 12);
    /** The interface's name as bytes. */
    public static final SocketOption SO_BINDTODEVICE = new SocketOption("SO_BINDTODEVICE", SOL_SOCKET, 25);

    static final SocketOption SO_ATTACH_FILTER = new SocketOption("SO_ATTACH_FILTER", SOL_SOCKET, 26);
    static final SocketOption SO_DETACH_FILTER = new SocketOption("SO_DETACH_FILTER", SOL_SOCKET, 27);
    /** Without the limit of net.core.wmem_max; needs CAP_NET_ADMIN. */
    public static final SocketOption SO_SNDBUFFORCE = new SocketOption("SO_SNDBUFFORCE", SOL_SOCKET, 32);
    /** Without the limit of net.core.rmem_max; needs CAP_NET_ADMIN. */
    public static final SocketOption SO_RCVBUFFORCE = new SocketOption("SO_RCVBUFFORCE", SOL_SOCKET, 33);

    /** Asks for {@link ReceiveBatch#timestampNanos}. */
    public static final SocketOption SO_TIMESTAMPNS = new SocketOption("SO_TIMESTAMPNS", SOL_SOCKET, 35);

    public static final SocketOption SO_MARK = new SocketOption("SO_MARK", SOL_SOCKET, 36);

    public static final SocketOption IP_TOS = new SocketOption("IP_TOS", SOL_IP, 1);
    public static final SocketOption IP_TTL = new SocketOption("IP_TTL", SOL_IP, 2);
    public static final SocketOption IP_HDRINCL = new SocketOption("IP_HDRINCL", SOL_IP, 3);
    /** Asks for {@link ReceiveBatch#destinationAddress} and {@link ReceiveBatch#interfaceIndex} on IPv4. */
    public static final SocketOption IP_PKTINFO = new SocketOption("IP_PKTINFO", SOL_IP, 8);
    /** Asks for {@link ReceiveBatch#hopLimit} on IPv4. */
    public static final SocketOption IP_RECVTTL = new SocketOption("IP_RECVTTL", SOL_IP, 12);

    public static final SocketOption IP_FREEBIND = new SocketOption("IP_FREEBIND", SOL_IP, 15);
    /** A struct ip_mreqn: see {@link Socket#setMulticastInterface}. */
    static final SocketOption IP_MULTICAST_IF = new SocketOption("IP_MULTICAST_IF", SOL_IP, 32);

    public static final SocketOption IP_MULTICAST_TTL = new SocketOption("IP_MULTICAST_TTL", SOL_IP, 33);
    public static final SocketOption IP_MULTICAST_LOOP = new SocketOption("IP_MULTICAST_LOOP", SOL_IP, 34);
    static final SocketOption IP_ADD_MEMBERSHIP = new SocketOption("IP_ADD_MEMBERSHIP", SOL_IP, 35);
    static final SocketOption IP_DROP_MEMBERSHIP = new SocketOption("IP_DROP_MEMBERSHIP", SOL_IP, 36);
    /** 0: only groups that this socket joined itself are received (the kernel's default is 1). */
    public static final SocketOption IP_MULTICAST_ALL = new SocketOption("IP_MULTICAST_ALL", SOL_IP, 49);

    /** The checksum's offset in the packet, for the kernel to fill in and verify; -1 for none. */
    public static final SocketOption IPV6_CHECKSUM = new SocketOption("IPV6_CHECKSUM", SOL_IPV6, 7);

    public static final SocketOption IPV6_UNICAST_HOPS = new SocketOption("IPV6_UNICAST_HOPS", SOL_IPV6, 16);
    static final SocketOption IPV6_MULTICAST_IF = new SocketOption("IPV6_MULTICAST_IF", SOL_IPV6, 17);
    public static final SocketOption IPV6_MULTICAST_HOPS = new SocketOption("IPV6_MULTICAST_HOPS", SOL_IPV6, 18);
    public static final SocketOption IPV6_MULTICAST_LOOP = new SocketOption("IPV6_MULTICAST_LOOP", SOL_IPV6, 19);
    static final SocketOption IPV6_JOIN_GROUP = new SocketOption("IPV6_JOIN_GROUP", SOL_IPV6, 20);
    static final SocketOption IPV6_LEAVE_GROUP = new SocketOption("IPV6_LEAVE_GROUP", SOL_IPV6, 21);
    public static final SocketOption IPV6_V6ONLY = new SocketOption("IPV6_V6ONLY", SOL_IPV6, 26);
    /** 0: only groups that this socket joined itself are received (the kernel's default is 1; since Linux 4.20). */
    public static final SocketOption IPV6_MULTICAST_ALL = new SocketOption("IPV6_MULTICAST_ALL", SOL_IPV6, 29);
    /** Asks for {@link ReceiveBatch#destinationAddress} and {@link ReceiveBatch#interfaceIndex} on IPv6. */
    public static final SocketOption IPV6_RECVPKTINFO = new SocketOption("IPV6_RECVPKTINFO", SOL_IPV6, 49);
    /** Asks for {@link ReceiveBatch#hopLimit} on IPv6. */
    public static final SocketOption IPV6_RECVHOPLIMIT = new SocketOption("IPV6_RECVHOPLIMIT", SOL_IPV6, 51);

    public static final SocketOption IPV6_TCLASS = new SocketOption("IPV6_TCLASS", SOL_IPV6, 67);
    public static final SocketOption IPV6_FREEBIND = new SocketOption("IPV6_FREEBIND", SOL_IPV6, 78);

    /** A struct icmp6_filter: 256 bits, a set one blocks its type (linux/icmpv6.h). */
    public static final SocketOption ICMPV6_FILTER = new SocketOption("ICMPV6_FILTER", SOL_ICMPV6, 1);

    public static final SocketOption PACKET_IGNORE_OUTGOING =
            new SocketOption("PACKET_IGNORE_OUTGOING", SOL_PACKET, 23);

    /** A group's number (not its bit) to join. */
    public static final SocketOption NETLINK_ADD_MEMBERSHIP =
            new SocketOption("NETLINK_ADD_MEMBERSHIP", SOL_NETLINK, 1);

    public static final SocketOption NETLINK_DROP_MEMBERSHIP =
            new SocketOption("NETLINK_DROP_MEMBERSHIP", SOL_NETLINK, 2);
    /** Acknowledgements repeat only the header of the request, not its payload. */
    public static final SocketOption NETLINK_CAP_ACK = new SocketOption("NETLINK_CAP_ACK", SOL_NETLINK, 10);
    /** Acknowledgements may carry a text and the offending attribute. */
    public static final SocketOption NETLINK_EXT_ACK = new SocketOption("NETLINK_EXT_ACK", SOL_NETLINK, 11);
    /** The kernel checks dump requests and honours their filters (since Linux 4.20). */
    public static final SocketOption NETLINK_GET_STRICT_CHK =
            new SocketOption("NETLINK_GET_STRICT_CHK", SOL_NETLINK, 12);
}
