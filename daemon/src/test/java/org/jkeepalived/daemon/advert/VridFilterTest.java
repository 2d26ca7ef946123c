// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketType;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.junit.jupiter.api.Test;

/** Runs the filters in the kernel, on local sockets that carry what a raw socket would see. */
class VridFilterTest {
    private static final int IPV4_HEADER_WITH_OPTIONS = 24;

    @Test
    void onlyTheVridsOfTheSetPass() throws PosixException {
        BitSet vrids = new BitSet();
        vrids.set(1);
        vrids.set(51, 54);
        vrids.set(255);
        assertThat(accepted(vrids, AddressFamily.IPV4)).isEqualTo(vrids);
        assertThat(accepted(vrids, AddressFamily.IPV6)).isEqualTo(vrids);
    }

    @Test
    void anEmptySetPassesNothingAndAFullOneEverything() throws PosixException {
        BitSet vrids = new BitSet();
        assertThat(accepted(vrids, AddressFamily.IPV4)).isEqualTo(vrids);
        vrids.set(0, 256);
        assertThat(accepted(vrids, AddressFamily.IPV6)).isEqualTo(vrids);
    }

    @Test
    void scatteredSetsPassExactlyThemselves() throws PosixException {
        Random random = new Random(20261120);
        for (int round = 0; round < 5; round++) {
            BitSet vrids = new BitSet();
            for (int vrid = 0; vrid < 256; vrid++) {
                vrids.set(vrid, random.nextBoolean());
            }
            assertThat(accepted(vrids, AddressFamily.IPV4)).isEqualTo(vrids);
        }
    }

    /** Sends a packet of each VRID through the filter and tells which arrived. */
    private static BitSet accepted(BitSet vrids, AddressFamily family) throws PosixException {
        SocketAddress name = SocketAddress.abstractUnix(
                "vrid-filter-test-" + ProcessHandle.current().pid());
        try (Socket receiver = Socket.open(org.jkeepalived.posix.AddressFamily.UNIX, SocketType.DATAGRAM, 0);
                Socket sender = Socket.open(org.jkeepalived.posix.AddressFamily.UNIX, SocketType.DATAGRAM, 0)) {
            receiver.bind(name);
            receiver.attachFilter(VridFilter.accepting(vrids, family));
            sender.connect(name);
            BitSet arrived = new BitSet();
            NativeMemory packet = NativeMemory.allocate(64);
            int vridAt = family == AddressFamily.IPV4 ? IPV4_HEADER_WITH_OPTIONS + 1 : 1;
            for (int vrid = 0; vrid < 256; vrid++) {
                packet.bytes().put(0, (byte) (family == AddressFamily.IPV4 ? 0x46 : 0x31));
                packet.bytes().put(vridAt, (byte) vrid);
                sender.send(packet, 0, 40);
                if (receiver.receive(packet, 0, 64) > 0) {
                    arrived.set(vrid);
                }
            }
            sender.send(packet, 0, 1);
            assertThat(receiver.receive(packet, 0, 64))
                    .as("a packet without VRID")
                    .isNegative();
            return arrived;
        }
    }
}
