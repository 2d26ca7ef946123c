// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

/** Packets that arrive together, as those do that left in one system call. */
final class Packets {
    private final Packet[] packets;
    private final int lan;
    private int count;

    /** When the receiver's kernel took them, by the receiver's clock. */
    long receivedNanos;

    Packets(int lan, int limit) {
        this.lan = lan;
        packets = new Packet[limit];
    }

    void add(Packet packet) {
        packets[count++] = packet;
    }

    int lan() {
        return lan;
    }

    int count() {
        return count;
    }

    Packet get(int at) {
        return packets[at];
    }
}
