// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.util.List;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.SocketType;

/** How netlink sockets are opened. */
final class NetlinkSocket {
    /** The protocol for links, addresses, routes, rules and neighbours. */
    static final int NETLINK_ROUTE = 0;

    /** Without these a request is still answered, only in less detail: kernels older than the option refuse it. */
    private static final List<SocketOption> REFINEMENTS =
            List.of(SocketOption.NETLINK_CAP_ACK, SocketOption.NETLINK_EXT_ACK, SocketOption.NETLINK_GET_STRICT_CHK);

    private NetlinkSocket() {}

    /** A socket that speaks with the kernel only: connected, so that no other process can send to it. */
    static Socket open() throws PosixException {
        var socket = Socket.open(AddressFamily.NETLINK, SocketType.RAW, NETLINK_ROUTE);
        try {
            for (var option : REFINEMENTS) {
                setIfKnown(socket, option);
            }
            socket.bind(SocketAddress.netlink(0, 0));
            socket.connect(SocketAddress.netlink(0, 0));
            return socket;
        } catch (PosixException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    private static void setIfKnown(Socket socket, SocketOption option) {
        try {
            socket.setOption(option, 1);
        } catch (PosixException unknownToThisKernel) {
            // The default remains.
        }
    }
}
