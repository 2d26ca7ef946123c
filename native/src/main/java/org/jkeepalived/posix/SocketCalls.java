// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** The C library's functions on sockets; those with six arguments are left out, see {@link Libc}. */
final class SocketCalls {
    static final Functions C = Libc.bind(Functions.class);

    private SocketCalls() {}

    /** Pointers and sizes are longs; see the manual's section 2 for each. */
    public interface Functions {
        int socket(int domain, int type, int protocol);

        int bind(int socket, long address, int length);

        int connect(int socket, long address, int length);

        int getsockname(int socket, long address, long length);

        int setsockopt(int socket, int level, int option, long value, int length);

        int getsockopt(int socket, int level, int option, long value, long length);

        long send(int socket, long buffer, long length, int flags);

        long recv(int socket, long buffer, long length, int flags);

        long sendmsg(int socket, long message, int flags);

        int sendmmsg(int socket, long messages, int count, int flags);

        int recvmmsg(int socket, long messages, int count, int flags, long timeout);
    }
}
