// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** An address as bind(2), connect(2) and sendmsg(2) want it, encoded once in native memory and never changed. */
public final class SocketAddress {
    /** sizeof(struct sockaddr_storage): every kind fits. */
    static final int MAXIMUM_BYTES = 128;

    private static final int UNIX_PATH_BYTES = 108;

    private final NativeMemory memory;
    private final String text;

    private SocketAddress(AddressFamily family, int length, String text) {
        memory = NativeMemory.allocate(length);
        memory.bytes().putShort(0, (short) family.value());
        this.text = text;
    }

    /**
     * A struct sockaddr_in or sockaddr_in6.
     *
     * @param port 0 to 65535; 0 for raw sockets
     */
    public static SocketAddress inet(InetAddress address, int port) {
        return inet(address, port, 0);
    }

    /**
     * A struct sockaddr_in or sockaddr_in6.
     *
     * @param port 0 to 65535; 0 for raw sockets
     * @param scopeId index of the interface that a link-local IPv6 address belongs to; IPv4 has no such field
     */
    public static SocketAddress inet(InetAddress address, int port, int scopeId) {
        byte[] bytes = address.getAddress();
        boolean ipv6 = address instanceof Inet6Address;
        String zone = scopeId == 0 ? "" : "%" + scopeId;
        String suffix = port == 0 ? "" : " port " + port;
        // InetAddress prints a zone of its own; the one that counts here is the parameter.
        String host = address.getHostAddress().replaceFirst("%.*", "");
        var result = new SocketAddress(
                ipv6 ? AddressFamily.INET6 : AddressFamily.INET, ipv6 ? 28 : 16, host + zone + suffix);
        var buffer = result.memory.bytes();
        buffer.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) port).order(ByteOrder.nativeOrder());
        if (ipv6) {
            buffer.put(8, bytes).putInt(24, scopeId);
        } else {
            buffer.put(4, bytes);
        }
        return result;
    }

    /**
     * A struct sockaddr_ll (packet(7)).
     *
     * @param etherType the protocol in host order, for example 0x0806; 0 when only sending with a bound protocol
     * @param ifIndex the interface's index
     * @param hardwareAddress the destination, or empty where there is none (bind)
     */
    public static SocketAddress linkLayer(int etherType, int ifIndex, byte[] hardwareAddress) {
        var result = new SocketAddress(
                AddressFamily.PACKET,
                20,
                HexFormat.ofDelimiter(":").formatHex(hardwareAddress) + " on interface " + ifIndex);
        var buffer = result.memory.bytes();
        buffer.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) etherType).order(ByteOrder.nativeOrder());
        buffer.putInt(4, ifIndex).put(11, (byte) hardwareAddress.length).put(12, hardwareAddress);
        return result;
    }

    /**
     * A struct sockaddr_nl (netlink(7)).
     *
     * @param port 0 is the kernel; in bind it means that the kernel chooses
     * @param groups bits of the first 32 multicast groups
     */
    public static SocketAddress netlink(int port, int groups) {
        var result = new SocketAddress(AddressFamily.NETLINK, 12, "netlink port " + port);
        result.memory.bytes().putInt(4, port).putInt(8, groups);
        return result;
    }

    /** A struct sockaddr_un with a path of at most 107 bytes. */
    public static SocketAddress unix(String path) {
        return unix(path, path.getBytes(StandardCharsets.UTF_8), 0, 1);
    }

    /** A struct sockaddr_un in the abstract namespace, with a name of at most 107 bytes. */
    public static SocketAddress abstractUnix(String name) {
        return unix("@" + name, name.getBytes(StandardCharsets.UTF_8), 1, 0);
    }

    private static SocketAddress unix(String text, byte[] name, int zeroesBefore, int zeroesBehind) {
        int pathBytes = zeroesBefore + name.length + zeroesBehind;
        if (pathBytes > UNIX_PATH_BYTES) {
            throw new IllegalArgumentException("socket path is longer than 107 bytes: " + text);
        }
        var result = new SocketAddress(AddressFamily.UNIX, 2 + pathBytes, text);
        result.memory.bytes().put(2 + zeroesBefore, name);
        return result;
    }

    long address() {
        return memory.address();
    }

    int length() {
        return memory.size();
    }

    /** The address as text, for messages. */
    @Override
    public String toString() {
        return text;
    }
}
