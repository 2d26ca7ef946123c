// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Socket types (linux/net.h). */
public enum SocketType {
    STREAM(1),
    DATAGRAM(2),
    RAW(3);

    private final int value;

    SocketType(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
