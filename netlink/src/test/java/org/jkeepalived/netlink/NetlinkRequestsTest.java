// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jkeepalived.netlink.address.AddressFlags;
import org.jkeepalived.netlink.address.AddressMessages;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.LinkMessages;
import org.jkeepalived.netlink.message.NetlinkRequest;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real changes in a namespace, looked at with ip(8). */
class NetlinkRequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestNamespace namespace;
    private NetlinkRequests requests;
    private int base;

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.create();
        namespace.ip("link add base0 type veth peer name base1");
        namespace.ip("link set base1 up");
        namespace.ip("link set base0 up");
        base = namespace.linkIndex("base0");
        requests = namespace.call(NetlinkRequests::open);
    }

    @AfterEach
    void close() throws Exception {
        if (requests != null) {
            requests.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    private InterfaceAddress address(String text, int prefixLength) throws Exception {
        return InterfaceAddress.of(base, InetAddress.getByName(text), prefixLength);
    }

    /** Addresses 10.0.0.1 to 10.255.255.255, each a /32. */
    private List<InterfaceAddress> many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    try {
                        byte[] bytes = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
                        return InterfaceAddress.of(base, InetAddress.getByAddress(bytes), 32);
                    } catch (UnknownHostException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toList();
    }

    private static List<NetlinkRequest> adding(List<InterfaceAddress> addresses) {
        return addresses.stream().map(AddressMessages::add).toList();
    }

    @Test
    void anIpv4AddressIsAddedWithAllThatBelongsToItAndDeleted() throws Exception {
        var address = address("192.0.2.10", 24)
                .withBroadcast(InetAddress.getByName("192.0.2.255"))
                .withLabel("base0:vip")
                .withScope(InterfaceAddress.SCOPE_LINK)
                .withProtocol(18);
        assertThat(requests.execute(AddressMessages.add(address))).isEqualTo(new Outcome.Done());
        assertThat(namespace.ip("-o addr show dev base0"))
                .contains("inet 192.0.2.10/24 brd 192.0.2.255 scope link")
                .contains("base0:vip");
        assertThat(requests.execute(AddressMessages.delete(address))).isEqualTo(new Outcome.Done());
        assertThat(namespace.ip("-o addr show dev base0")).doesNotContain("192.0.2.10");
    }

    @Test
    void aPointToPointAddressIsAddedAndDeleted() throws Exception {
        var address = address("192.0.2.20", 32).withPeer(InetAddress.getByName("198.51.100.1"));
        assertThat(requests.execute(AddressMessages.add(address)).isDone()).isTrue();
        assertThat(namespace.ip("-o addr show dev base0")).contains("inet 192.0.2.20 peer 198.51.100.1/32");
        assertThat(requests.execute(AddressMessages.delete(address)).isDone()).isTrue();
        assertThat(namespace.ip("-o addr show dev base0")).doesNotContain("192.0.2.20");
    }

    @Test
    void anIpv6AddressIsAddedWithItsFlagsChangedAndDeleted() throws Exception {
        var address = address("2001:db8::10", 64)
                .withFlags(AddressFlags.NODAD | AddressFlags.NOPREFIXROUTE | AddressFlags.HOME)
                .withLifetimes(0, InterfaceAddress.FOREVER);
        assertThat(requests.execute(AddressMessages.add(address)).isDone()).isTrue();
        assertThat(namespace.ip("-o addr show dev base0"))
                .containsPattern("inet6 2001:db8::10/64 scope global nodad home deprecated noprefixroute")
                .contains("preferred_lft 0sec");
        var usable = address.withLifetimes(InterfaceAddress.FOREVER, InterfaceAddress.FOREVER);
        assertThat(requests.execute(AddressMessages.addOrChange(usable)).isDone())
                .isTrue();
        assertThat(namespace.ip("-o addr show dev base0")).doesNotContain("deprecated");
        assertThat(requests.execute(AddressMessages.delete(usable)).isDone()).isTrue();
        assertThat(namespace.ip("-o addr show dev base0")).doesNotContain("2001:db8::10");
    }

    @Test
    void aLinkIsSetDownAndUp() throws Exception {
        requests.execute(LinkMessages.setUp(base, false));
        assertThat(namespace.ip("link show base0")).contains("state DOWN");
        requests.execute(LinkMessages.setUp(base, true));
        assertThat(namespace.ip("link show base0")).contains("state UP");
    }

    @Test
    void aRefusalSaysWhyInTheKernelsWords() throws Exception {
        var badPrefix = new InterfaceAddress(
                base,
                InetAddress.getByName("192.0.2.1"),
                33,
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                0,
                0,
                InterfaceAddress.FOREVER,
                InterfaceAddress.FOREVER);
        assertThat(requests.execute(AddressMessages.add(badPrefix)))
                .isEqualTo(new Outcome.Refused(Errno.EINVAL, "ipv4: Invalid prefix length"))
                .hasToString("Invalid argument (EINVAL): ipv4: Invalid prefix length");
        assertThat(requests.execute(AddressMessages.delete(address("192.0.2.1", 24))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.errno()).isEqualTo(Errno.EADDRNOTAVAIL));
        var elsewhere = InterfaceAddress.of(9999, InetAddress.getByName("192.0.2.1"), 24);
        assertThat(requests.execute(AddressMessages.add(elsewhere)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.errno()).isEqualTo(Errno.ENODEV));
    }

    @Test
    void eachRequestOfABatchGetsItsOwnOutcome() throws Exception {
        var addresses = many(300);
        requests.execute(AddressMessages.add(addresses.get(7)));
        requests.execute(AddressMessages.add(addresses.get(299)));
        var outcomes = requests.execute(adding(addresses), PATIENCE);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).isDone()).as("request %d", i).isEqualTo(i != 7 && i != 299);
        }
    }

    @Test
    void fourThousandAddressesAreAddedInBatches() throws Exception {
        var addresses = many(4080);
        long beganNanos = System.nanoTime();
        var outcomes = requests.execute(adding(addresses), PATIENCE);
        long tookNanos = System.nanoTime() - beganNanos;
        assertThat(outcomes).hasSize(4080).allMatch(Outcome::isDone);
        assertThat(Duration.ofNanos(tookNanos)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void outstandingAcknowledgementsNeverOverrunASmallReceiveBuffer() throws Exception {
        try (var small = namespace.call(() -> NetlinkRequests.open(32 * 1024, 2048))) {
            var outcomes = small.execute(adding(many(2000)), PATIENCE);
            assertThat(outcomes).hasSize(2000).allMatch(Outcome::isDone);
        }
    }

    @Test
    void aLostAcknowledgementIsReportedAsLostAndTheNextRequestsGoOn() throws Exception {
        var addresses = many(400);
        var outcomes = new ArrayList<Outcome>();
        adding(addresses).forEach(request -> requests.submit(request, outcomes::add));
        // Behind the channel's back its receive buffer shrinks to nothing: most acknowledgements are dropped.
        ((Socket) requests.descriptor()).setOption(SocketOption.SO_RCVBUF, 1);
        requests.flush();
        while (requests.pending() > 0) {
            assertThat(requests.descriptor().awaitReadable(PATIENCE)).isTrue();
            requests.onReadable();
        }
        assertThat(outcomes).hasSize(400);
        assertThat(outcomes).anyMatch(outcome -> outcome instanceof Outcome.Lost);
        assertThat(outcomes).anyMatch(Outcome::isDone);
        assertThat(outcomes).noneMatch(outcome -> outcome instanceof Outcome.Refused);
        // Lost is not undone: the kernel has them all.
        assertThat(namespace.ip("-o -4 addr show dev base0").lines()).hasSize(400);
        assertThat(requests.execute(AddressMessages.delete(addresses.get(0))).isDone())
                .isTrue();
    }

    @Test
    void aCompletionMaySubmitAndFlushMore() throws Exception {
        var addresses = many(2);
        var outcomes = new ArrayList<Outcome>();
        requests.submit(AddressMessages.add(addresses.get(0)), first -> {
            outcomes.add(first);
            requests.submit(AddressMessages.add(addresses.get(1)), outcomes::add);
            requests.flush();
        });
        requests.flush();
        while (requests.pending() > 0) {
            assertThat(requests.descriptor().awaitReadable(PATIENCE)).isTrue();
            requests.onReadable();
        }
        assertThat(outcomes).hasSize(2).allMatch(Outcome::isDone);
    }
}
