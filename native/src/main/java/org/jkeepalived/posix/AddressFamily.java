// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Socket domains (linux/socket.h). */
public enum AddressFamily {
    UNIX(1),
    INET(2),
    INET6(10),
    NETLINK(16),
    PACKET(17);

    private final int value;

    AddressFamily(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
