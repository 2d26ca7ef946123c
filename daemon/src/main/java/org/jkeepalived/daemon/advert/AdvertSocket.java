// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.SendBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.SocketType;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * The raw socket for all virtual routers of one family on one interface, to send and to receive.
 *
 * <p>IPv4 packets carry their own header (IP_HDRINCL), so that each router has its own source address and TTL on the
 * shared socket, also an address that the interface has lost. IPv6 says the same with control data (IPV6_PKTINFO).
 */
public final class AdvertSocket {
    private static final int IPPROTO_VRRP = 112;
    /** DSCP CS6, internetwork control, as keepalived and RFC 4594 have it for routing protocols. */
    private static final int TRAFFIC_CLASS = 0xc0;

    private static final int HOP_LIMIT = 255;
    /** Room for the adverts of 255 routers that speak at once, several times over: a stalled process finds them all. */
    private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

    private static final int SEND_BATCH = 256;
    private static final int VRIDS = 256;

    private final int interfaceIndex;
    private final String interfaceName;
    private final AddressFamily family;
    private final Socket socket;
    private final SendBatch sendBatch = new SendBatch(SEND_BATCH);
    private final List<List<AdvertListener>> listenersByVrid = new ArrayList<>(VRIDS);
    private long emptyNanos;
    private final Map<InetAddress, Integer> groupUsers = new HashMap<>();
    private final Map<IpAddress, SocketAddress> destinations = new HashMap<>();

    /**
     * Opens the socket.
     *
     * @param interfaceName the interface to bind to; unicast routers without an interface have interface 0
     */
    AdvertSocket(int interfaceIndex, String interfaceName, AddressFamily family) throws PosixException {
        this.interfaceIndex = interfaceIndex;
        this.interfaceName = interfaceName;
        this.family = family;
        for (int vrid = 0; vrid < VRIDS; vrid++) {
            listenersByVrid.add(List.of());
        }
        boolean ipv4 = family == AddressFamily.IPV4;
        socket = Socket.open(
                ipv4 ? org.jkeepalived.posix.AddressFamily.INET : org.jkeepalived.posix.AddressFamily.INET6,
                SocketType.RAW,
                IPPROTO_VRRP);
        try {
            if (interfaceIndex != 0) {
                socket.setOption(SocketOption.SO_BINDTODEVICE, interfaceName.getBytes(StandardCharsets.UTF_8));
                socket.setMulticastInterface(anyAddress(ipv4), interfaceIndex);
            }
            if (ipv4) {
                configureIpv4();
            } else {
                configureIpv6();
            }
            socket.setOption(SocketOption.SO_TIMESTAMPNS, 1);
            socket.requestReceiveBuffer(RECEIVE_BUFFER_BYTES);
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    private void configureIpv4() throws PosixException {
        socket.setOption(SocketOption.IP_HDRINCL, 1);
        socket.setOption(SocketOption.IP_MULTICAST_LOOP, 0);
        socket.setOption(SocketOption.IP_MULTICAST_ALL, 0);
    }

    private void configureIpv6() throws PosixException {
        socket.setOption(SocketOption.IPV6_FREEBIND, 1);
        socket.setOption(SocketOption.IPV6_TCLASS, TRAFFIC_CLASS);
        socket.setOption(SocketOption.IPV6_MULTICAST_HOPS, HOP_LIMIT);
        socket.setOption(SocketOption.IPV6_UNICAST_HOPS, HOP_LIMIT);
        socket.setOption(SocketOption.IPV6_MULTICAST_LOOP, 0);
        socket.setOption(SocketOption.IPV6_MULTICAST_ALL, 0);
        socket.setOption(SocketOption.IPV6_RECVHOPLIMIT, 1);
        socket.setOption(SocketOption.IPV6_RECVPKTINFO, 1);
    }

    private static InetAddress anyAddress(boolean ipv4) {
        try {
            return InetAddress.getByAddress(new byte[ipv4 ? 4 : 16]);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** The name that the interface had when the socket was opened; empty for interface 0. */
    String name() {
        return interfaceName;
    }

    public AddressFamily family() {
        return family;
    }

    /** Whether routers of this socket send to IPv4 addresses. */
    boolean isIpv4() {
        return family == AddressFamily.IPV4;
    }

    Socket socket() {
        return socket;
    }

    /** When the socket was last seen to have no packet waiting. */
    long emptyNanos() {
        return emptyNanos;
    }

    void emptyAt(long nowNanos) {
        emptyNanos = nowNanos;
    }

    SendBatch sendBatch() {
        return sendBatch;
    }

    /** Who listens to the VRID; never modified, but replaced. */
    List<AdvertListener> listeners(int vrid) {
        return listenersByVrid.get(vrid);
    }

    boolean hasListeners() {
        return listenersByVrid.stream().anyMatch(listeners -> !listeners.isEmpty());
    }

    void add(AdvertListener listener) {
        List<AdvertListener> listeners = new ArrayList<>(listeners(listener.vrid()));
        listeners.add(listener);
        listenersByVrid.set(listener.vrid(), List.copyOf(listeners));
    }

    void remove(AdvertListener listener) {
        List<AdvertListener> listeners = new ArrayList<>(listeners(listener.vrid()));
        listeners.remove(listener);
        listenersByVrid.set(listener.vrid(), List.copyOf(listeners));
    }

    /** The address to send to, encoded once for all routers. */
    SocketAddress destination(IpAddress address) {
        return destinations.computeIfAbsent(
                address, _ -> SocketAddress.inet(address.toInetAddress(), 0, isIpv4() ? 0 : interfaceIndex));
    }

    /** Receives the group from now on; routers may share it. */
    void join(InetAddress group) throws PosixException {
        if (!groupUsers.containsKey(group)) {
            socket.joinGroup(group, interfaceIndex);
        }
        groupUsers.merge(group, 1, Integer::sum);
    }

    /** Ends one router's use of the group. */
    void leave(InetAddress group) throws PosixException {
        if (groupUsers.merge(group, -1, Integer::sum) == 0) {
            groupUsers.remove(group);
            socket.leaveGroup(group, interfaceIndex);
        }
    }

    /**
     * Makes the kernel drop what nobody here listens to.
     *
     * @param everyVrid whether adverts of foreign VRIDs shall be seen all the same, to be logged
     */
    void updateFilter(boolean everyVrid) throws PosixException {
        BitSet vrids = new BitSet(VRIDS);
        for (int vrid = 0; vrid < VRIDS; vrid++) {
            if (everyVrid || !listeners(vrid).isEmpty()) {
                vrids.set(vrid);
            }
        }
        socket.attachFilter(VridFilter.accepting(vrids, family));
    }
}
