// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTest {
    private static final int ETHERTYPE_ARP = 0x0806;

    private final NativeMemory memory = NativeMemory.allocate(64);

    @Test
    void aRefusedOptionIsNamedWithItsValue() throws Exception {
        try (var socket = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0)) {
            assertThatThrownBy(() -> socket.setOption(SocketOption.IP_TTL, 255))
                    .isInstanceOf(PosixException.class)
                    .hasMessage("setsockopt IP_TTL = 255: Operation not supported (EOPNOTSUPP)");
        }
    }

    @Test
    void aBufferIsGrantedTwiceForBookkeeping() throws Exception {
        try (var socket = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0)) {
            assertThat(socket.requestReceiveBuffer(10_000)).isEqualTo(20_000);
            assertThat(socket.requestSendBuffer(10_000)).isEqualTo(socket.option(SocketOption.SO_SNDBUF));
        }
    }

    @Test
    void unixDatagramsGoToPathsAndToAbstractNames(@TempDir Path folder) throws Exception {
        var path = SocketAddress.unix(folder.resolve("socket").toString());
        var name = SocketAddress.abstractUnix("jkt-" + CurrentProcess.id());
        for (var address : new SocketAddress[] {path, name}) {
            try (var receiver = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0);
                    var sender = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0)) {
                receiver.bind(address);
                sender.connect(address);
                memory.bytes().putInt(0, 42);
                assertThat(sender.send(memory, 0, 4)).isEqualTo(4);
                assertThat(receiver.receive(memory, 8, 8)).isEqualTo(4);
                assertThat(memory.bytes().getInt(8)).isEqualTo(42);
                assertThat(Errno.EAGAIN.is(receiver.receive(memory, 8, 8))).isTrue();
            }
        }
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        assertThat(SocketAddress.unix("p".repeat(107))).hasToString("p".repeat(107));
        assertThatThrownBy(() -> SocketAddress.unix("p".repeat(108))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFailedBindNamesTheAddress() throws Exception {
        try (var namespace = TestNamespace.create();
                var socket = namespace.call(() -> Socket.open(AddressFamily.INET, SocketType.DATAGRAM, 0))) {
            assertThatThrownBy(() -> socket.bind(SocketAddress.inet(InetAddress.getByName("192.0.2.1"), 80)))
                    .isInstanceOf(PosixException.class)
                    .hasMessage("bind 192.0.2.1 port 80: Cannot assign requested address (EADDRNOTAVAIL)");
            socket.setOption(SocketOption.IP_FREEBIND, 1);
            socket.bind(SocketAddress.inet(InetAddress.getByName("192.0.2.1"), 80));
        }
    }

    @Test
    void linkLocalAddressesCarryTheirInterface() throws Exception {
        var address = SocketAddress.inet(InetAddress.getByName("fe80::1"), 0, 7);
        assertThat(address).hasToString("fe80:0:0:0:0:0:0:1%7");
    }

    @Test
    void framesGoFromOneLinkToTheOtherEnd() throws Exception {
        try (var namespace = TestNamespace.create()) {
            namespace.ip("link add here address 00:00:5e:00:53:01 type veth peer name there");
            namespace.ip("link set here up");
            namespace.ip("link set there up");
            int here = namespace.linkIndex("here");
            int there = namespace.linkIndex("there");
            try (var sender = namespace.call(() -> Socket.open(AddressFamily.PACKET, SocketType.DATAGRAM, 0));
                    var receiver =
                            namespace.call(() -> Socket.open(AddressFamily.PACKET, SocketType.RAW, ETHERTYPE_ARP))) {
                receiver.bind(SocketAddress.linkLayer(ETHERTYPE_ARP, there, new byte[0]));
                var everyone = new byte[] {-1, -1, -1, -1, -1, -1};
                var datagram = new Datagram(64).length(28);
                datagram.payload().putInt(0, 0x00010800);
                datagram.destination(SocketAddress.linkLayer(ETHERTYPE_ARP, here, everyone));
                var batch = new SendBatch(1);
                batch.add(datagram);
                assertThat(batch.flush(sender, (refused, error) -> {
                            throw new AssertionError(refused + ": " + Errno.of(error));
                        }))
                        .isZero();

                var received = new ReceiveBatch(1, 128);
                assertThat(receiver.awaitReadable(Duration.ofSeconds(5))).isTrue();
                assertThat(received.receive(receiver)).isEqualTo(1);
                assertThat(received.interfaceIndex(0)).isEqualTo(there);
                var frame = received.payload(0);
                assertThat(frame.getLong(0)).isEqualTo(0xffff_ffff_ffff_0000L);
                assertThat(frame.getInt(8)).isEqualTo(0x5e005301);
                assertThat(frame.getShort(12)).isEqualTo((short) ETHERTYPE_ARP);
                assertThat(frame.getInt(14)).isEqualTo(0x00010800);
            }
        }
    }
}
