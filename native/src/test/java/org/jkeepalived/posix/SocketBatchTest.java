// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.posix.testing.Allocations;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real packets over the loopback link of a namespace. */
class SocketBatchTest {
    private static final int PORT = 4711;

    private TestNamespace namespace;
    private Socket sender;
    private Socket receiver;
    private final SendBatch sendBatch = new SendBatch(8);
    private final ReceiveBatch received = new ReceiveBatch(4, 64);
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void enterNamespace() throws Exception {
        namespace = TestNamespace.create();
    }

    @AfterEach
    void leaveNamespace() throws Exception {
        if (sender != null) {
            sender.close();
            receiver.close();
        }
        namespace.close();
    }

    private void openSockets(AddressFamily family, String local) throws Exception {
        sender = namespace.call(() -> Socket.open(family, SocketType.DATAGRAM, 0));
        receiver = namespace.call(() -> Socket.open(family, SocketType.DATAGRAM, 0));
        receiver.bind(SocketAddress.inet(InetAddress.getByName(local), PORT));
    }

    private static Datagram datagram(int content, String destination) throws Exception {
        var datagram = new Datagram(64);
        datagram.payload().putInt(0, content);
        return datagram.length(4).destination(SocketAddress.inet(InetAddress.getByName(destination), PORT));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private int flush() {
        return sendBatch.flush(
                sender,
                (datagram, error) -> failures.add(
                        datagram.payload().getInt(0) + " " + Errno.of(error).symbol()));
    }

    private int receive() throws Exception {
        assertThat(receiver.awaitReadable(Duration.ofSeconds(5))).isTrue();
        return received.receive(receiver);
    }

    @Test
    void aDatagramThatWasTakenBackIsNotSent() throws Exception {
        openSockets(AddressFamily.INET, "0.0.0.0");
        Datagram first = datagram(1, "127.0.0.1");
        Datagram second = datagram(2, "127.0.0.1");
        sendBatch.add(second);
        sendBatch.add(first);
        sendBatch.add(second);
        sendBatch.remove(second);
        assertThat(sendBatch.size()).isOne();
        assertThat(flush()).isZero();
        assertThat(receive()).isOne();
        assertThat(received.payload(0).getInt(0)).isOne();
    }

    @Test
    void ipv4DatagramsArriveWithAllThatTheKernelKnowsOfThem() throws Exception {
        openSockets(AddressFamily.INET, "0.0.0.0");
        receiver.setOption(SocketOption.IP_PKTINFO, 1);
        receiver.setOption(SocketOption.IP_RECVTTL, 1);
        receiver.setOption(SocketOption.SO_TIMESTAMPNS, 1);
        var clock = new RealtimeClock();
        long before = clock.nanos();

        sendBatch.add(datagram(1, "127.0.0.1")
                .source(InetAddress.getByName("127.0.0.9"), 1)
                .hopLimit(255));
        sendBatch.add(datagram(2, "127.0.0.2"));
        assertThat(flush()).isZero();

        assertThat(receive()).isEqualTo(2);
        assertThat(received.payload(0).remaining()).isEqualTo(4);
        assertThat(received.payload(0).getInt(0)).isEqualTo(1);
        assertThat(bytes(received.sourceAddress(0))).containsExactly(127, 0, 0, 9);
        assertThat(bytes(received.destinationAddress(0))).containsExactly(127, 0, 0, 1);
        assertThat(received.interfaceIndex(0)).isEqualTo(1);
        assertThat(received.hopLimit(0)).isEqualTo(255);
        assertThat(received.timestampNanos(0)).isBetween(before, clock.nanos());
        assertThat(received.truncated(0)).isFalse();
        assertThat(bytes(received.destinationAddress(1))).containsExactly(127, 0, 0, 2);
        assertThat(received.hopLimit(1)).isEqualTo(64);
    }

    @Test
    void ipv6DatagramsArriveWithAllThatTheKernelKnowsOfThem() throws Exception {
        namespace.ip("addr add 2001:db8::9/128 dev lo nodad");
        openSockets(AddressFamily.INET6, "::");
        receiver.setOption(SocketOption.IPV6_RECVPKTINFO, 1);
        receiver.setOption(SocketOption.IPV6_RECVHOPLIMIT, 1);

        sendBatch.add(datagram(1, "::1")
                .source(InetAddress.getByName("2001:db8::9"), 1)
                .hopLimit(255));
        assertThat(flush()).isZero();

        assertThat(receive()).isEqualTo(1);
        assertThat(bytes(received.sourceAddress(0)))
                .isEqualTo(InetAddress.getByName("2001:db8::9").getAddress());
        assertThat(bytes(received.destinationAddress(0)))
                .isEqualTo(InetAddress.getByName("::1").getAddress());
        assertThat(received.interfaceIndex(0)).isEqualTo(1);
        assertThat(received.hopLimit(0)).isEqualTo(255);
    }

    @Test
    void whatWasNotAskedForIsReportedAsUnknown() throws Exception {
        openSockets(AddressFamily.INET, "127.0.0.1");
        sendBatch.add(datagram(1, "127.0.0.1"));
        flush();
        assertThat(receive()).isEqualTo(1);
        assertThat(received.destinationAddress(0).hasRemaining()).isFalse();
        assertThat(received.interfaceIndex(0)).isZero();
        assertThat(received.hopLimit(0)).isEqualTo(-1);
        assertThat(received.timestampNanos(0)).isZero();
    }

    @Test
    void aRefusedDatagramDoesNotHoldBackTheOthers() throws Exception {
        openSockets(AddressFamily.INET, "127.0.0.1");
        sendBatch.add(datagram(1, "127.0.0.1"));
        sendBatch.add(datagram(2, "192.0.2.1"));
        sendBatch.add(datagram(3, "192.0.2.2"));
        sendBatch.add(datagram(4, "127.0.0.1"));
        sendBatch.add(datagram(5, "192.0.2.3"));

        assertThat(flush()).isZero();

        assertThat(failures).containsExactly("2 ENETUNREACH", "3 ENETUNREACH", "5 ENETUNREACH");
        assertThat(receive()).isEqualTo(2);
        assertThat(received.payload(0).getInt(0)).isEqualTo(1);
        assertThat(received.payload(1).getInt(0)).isEqualTo(4);
        assertThat(sendBatch.size()).isZero();
    }

    @Test
    void aFullSocketStopsTheBatchAndKeepsTheRest() throws Exception {
        openSockets(AddressFamily.INET, "127.0.0.1");
        sender.setOption(SocketOption.SO_SNDBUF, 1);
        // An unresolvable neighbour keeps packets, and so the send buffer, occupied.
        namespace.ip("link add here type veth peer name there");
        namespace.ip("addr add 198.51.100.1/24 dev here");
        namespace.ip("link set here up");
        namespace.ip("link set there up");
        for (int i = 0; i < 8; i++) {
            var datagram = new Datagram(1400);
            datagram.payload().putInt(0, i);
            sendBatch.add(
                    datagram.length(1400).destination(SocketAddress.inet(InetAddress.getByName("198.51.100.2"), PORT)));
        }
        int waiting = flush();
        assertThat(waiting).isBetween(1, 7).isEqualTo(sendBatch.size());
        assertThat(failures).isEmpty();
        sendBatch.clear();
        assertThat(sendBatch.size()).isZero();
    }

    @Test
    void whatIsSentIsWhatTheDatagramSaysWhenTheBatchIsFlushed() throws Exception {
        openSockets(AddressFamily.INET, "127.0.0.1");
        var datagram = datagram(1, "192.0.2.1");
        sendBatch.add(datagram);
        datagram.payload().putInt(0, 2);
        datagram.destination(SocketAddress.inet(InetAddress.getByName("127.0.0.1"), PORT));
        flush();
        assertThat(failures).isEmpty();
        assertThat(receive()).isEqualTo(1);
        assertThat(received.payload(0).getInt(0)).isEqualTo(2);
    }

    @Test
    void aFullBatchTakesNoMore() throws Exception {
        var datagram = datagram(1, "127.0.0.1");
        for (int i = 0; i < 8; i++) {
            assertThat(sendBatch.add(datagram)).isTrue();
        }
        assertThat(sendBatch.add(datagram)).isFalse();
    }

    @Test
    void aLongerDatagramIsMarkedTruncated() throws Exception {
        openSockets(AddressFamily.INET, "127.0.0.1");
        sendBatch.add(new Datagram(100)
                .length(100)
                .destination(SocketAddress.inet(InetAddress.getByName("127.0.0.1"), PORT)));
        flush();
        assertThat(receive()).isEqualTo(1);
        assertThat(received.truncated(0)).isTrue();
        assertThat(received.payload(0).remaining()).isEqualTo(64);
    }

    @Test
    void moreThanTheSlotsComesWithTheNextCall() throws Exception {
        openSockets(AddressFamily.INET, "127.0.0.1");
        for (int i = 0; i < 6; i++) {
            sendBatch.add(datagram(i, "127.0.0.1"));
        }
        flush();
        assertThat(receive()).isEqualTo(received.slots());
        assertThat(received.receive(receiver)).isEqualTo(2);
        assertThat(received.payload(1).getInt(0)).isEqualTo(5);
        assertThat(received.receive(receiver)).isZero();
    }

    @Test
    void sendingAndReceivingAllocatesNothing() throws Exception {
        openSockets(AddressFamily.INET, "0.0.0.0");
        receiver.setOption(SocketOption.IP_PKTINFO, 1);
        receiver.setOption(SocketOption.IP_RECVTTL, 1);
        receiver.setOption(SocketOption.SO_TIMESTAMPNS, 1);
        var first = datagram(1, "127.0.0.1")
                .source(InetAddress.getByName("127.0.0.1"), 0)
                .hopLimit(255);
        var refused = datagram(2, "192.0.2.1");
        int[] counts = new int[3];
        SendBatch.FailureListener listener = (datagram, error) -> counts[0]++;
        long allocated = Allocations.during(2000, () -> {
            sendBatch.add(first);
            sendBatch.add(refused);
            sendBatch.add(first);
            sendBatch.flush(sender, listener);
            int count = received.receive(receiver);
            for (int slot = 0; slot < count; slot++) {
                counts[1] += received.payload(slot).getInt(0);
                counts[2] +=
                        received.hopLimit(slot) + received.sourceAddress(slot).remaining();
            }
            received.receive(receiver);
        });
        int runs = counts[0];
        assertThat(runs).isPositive();
        assertThat(counts).containsExactly(runs, 2 * runs, 2 * runs * (255 + 4));
        assertThat(allocated).isZero();
    }

    @Test
    void multicastArrivesWhereItWasJoined() throws Exception {
        namespace.ip("link add here type veth peer name there");
        namespace.ip("link set there up");
        namespace.ip("link set here up");
        namespace.ip("addr add 198.51.100.1/24 dev here");
        namespace.ip("addr add fe80::1/64 dev here nodad");
        int here = namespace.linkIndex("here");
        for (String group : List.of("224.0.0.18", "ff02::12")) {
            var address = InetAddress.getByName(group);
            boolean ipv6 = group.contains(":");
            openSockets(ipv6 ? AddressFamily.INET6 : AddressFamily.INET, ipv6 ? "::" : "0.0.0.0");
            receiver.setOption(ipv6 ? SocketOption.IPV6_MULTICAST_ALL : SocketOption.IP_MULTICAST_ALL, 0);
            receiver.joinGroup(address, here);
            sender.setMulticastInterface(InetAddress.getByName(ipv6 ? "::" : "0.0.0.0"), here);
            sendBatch.add(datagram(7, group));
            assertThat(flush()).as(group).isZero();
            assertThat(receive()).as(group).isEqualTo(1);
            receiver.leaveGroup(address, here);
            sendBatch.add(datagram(8, group));
            flush();
            // The copy for this host is delivered within the sending call.
            assertThat(received.receive(receiver)).as(group).isZero();
            sender.close();
            receiver.close();
        }
        assertThat(failures).isEmpty();
    }
}
