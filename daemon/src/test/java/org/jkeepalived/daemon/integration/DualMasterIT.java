// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two masters that cannot agree: what the log says while it lasts, and the way back to one. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DualMasterIT {
    private static final String SUSPECTED = "(VI_1) dual master suspected: ";
    private static final String OVER = "(VI_1) dual master no longer suspected after ";
    private static final String DROP_ADVERTS = """
            table inet firewall {
                chain c {
                    type filter hook %s priority 0
                    meta l4proto 112 drop
                }
            }
            """;

    static Stream<Pairing> oursFirst() {
        return Pairing.all().filter(pairing -> pairing.first() == DaemonKind.JKEEPALIVED);
    }

    private static void awaitTwoMasters(TestLan lan, TestDaemon a, TestDaemon b) {
        lan.await("both lead", TestDaemon.PATIENCE, () -> a.isIn(MASTER) && b.isIn(MASTER));
    }

    private static void awaitSurvivor(
            TestLan lan, TestNode node, TestDaemon survivor, TestDaemon other, Instant since) {
        lan.await("one gives in", TestDaemon.PATIENCE, () -> survivor.isIn(MASTER) && other.isIn(BACKUP));
        lan.await(
                "the survivor announces again",
                TestDaemon.PATIENCE,
                () -> lan.wire().gratuitousArps(node, Router.VIP4).stream()
                        .anyMatch(seen -> seen.at().isAfter(since)));
        lan.await(
                "the survivor notifies again",
                TestDaemon.PATIENCE,
                () -> survivor.states().stream()
                        .anyMatch(line -> line.state() == MASTER && line.at().isAfter(since)));
    }

    private static Router withPassword(int priority, String password) {
        return Router.withPriority(priority)
                .version(2)
                .intervalSeconds("1")
                .line("authentication {\n    auth_type PASS\n    auth_pass " + password + "\n}");
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("oursFirst")
    void aMasterWithAnotherPasswordIsNamedAndOutlasted(Pairing pairing, TestLan lan) {
        TestNode nodeA = lan.node();
        TestDaemon a = nodeA.start(pairing.first(), withPassword(200, "one"));
        TestDaemon b = lan.node().start(pairing.second(), withPassword(100, "two"));
        awaitTwoMasters(lan, a, b);
        if (pairing.second() == DaemonKind.JKEEPALIVED) {
            // keepalived begins its interval anew with each advert that it rejects, and so is not heard beside us.
            a.awaitLog(SUSPECTED + "adverts of another master are rejected (10.50.0.2 sends what we reject:"
                    + " received an invalid passwd!");
        }
        a.awaitLog(SUSPECTED + "an address is used by another machine too (10.50.0.100 is also at 02:00:00:00:00:02");
        Instant mending = Instant.now();
        b.reload(withPassword(100, "one"));
        awaitSurvivor(lan, nodeA, a, b, mending);
        a.awaitLog(OVER);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("oursFirst")
    void aFirewallOnTheOtherMachineShowsInTheMasterThatGoesOn(Pairing pairing, TestLan lan) {
        TestNode nodeA = lan.node();
        TestNode nodeB = lan.node();
        TestDaemon a = nodeA.start(pairing.first(), Router.withPriority(200));
        TestDaemon b = nodeB.start(pairing.second(), Router.withPriority(100));
        lan.await("A leads", TestDaemon.PATIENCE, () -> a.isIn(MASTER) && b.isIn(BACKUP));
        nodeB.namespace().nft(DROP_ADVERTS.formatted("input"));
        awaitTwoMasters(lan, a, b);
        a.awaitLog(SUSPECTED + "another master goes on although it should yield to us (10.50.0.2");
        if (pairing.second() == DaemonKind.JKEEPALIVED) {
            b.awaitLog(SUSPECTED + "adverts of another master are dropped on this machine (10.50.0.1 reaches eth0,"
                    + " but a firewall");
        }
        Instant mending = Instant.now();
        nodeB.namespace().nft("delete table inet firewall");
        awaitSurvivor(lan, nodeA, a, b, mending);
    }

    @Test
    void aFirewallOnTheWayOutIsNamed(TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(DaemonKind.JKEEPALIVED, Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        node.namespace().nft(DROP_ADVERTS.formatted("output"));
        daemon.awaitLog(SUSPECTED + "our adverts cannot be sent (Operation not permitted: a firewall");
        node.namespace().nft("delete table inet firewall");
        daemon.awaitLog(OVER);
    }

    @Test
    void anIpv6AddressUnderAnotherVridIsFoundByAdvertsAndByNeighbourDiscovery(TestLan lan) {
        String address = Router.VIP6 + "/64";
        TestDaemon a = lan.node()
                .start(DaemonKind.JKEEPALIVED, Router.withPriority(200).addresses(address));
        TestDaemon b = lan.node()
                .start(DaemonKind.JKEEPALIVED, Router.withPriority(100).vrid(52).addresses(address));
        awaitTwoMasters(lan, a, b);
        for (TestDaemon daemon : List.of(a, b)) {
            daemon.awaitLog(SUSPECTED + "an address is advertised under another VRID (fe80::");
            daemon.awaitLog(SUSPECTED + "an address is used by another machine too (fe80::100 is also at 02:00:00");
        }
    }

    /** Another interface of the master on the LAN answers as well, and so does a proxy for each address that there is. */
    @Test
    void neitherOurOwnInterfacesNorAProxyAreOtherMasters(TestLan lan) {
        TestNode node = lan.node();
        node.namespace()
                .ip("link add eth1 type veth peer name extra netns "
                        + lan.bridgeNamespace().name());
        lan.bridgeNamespace().ip("link set extra master " + lan.bridge() + " up");
        node.namespace().ip("link set eth1 up");
        node.namespace().ip("address add 10.50.0.9/24 dev eth1");
        TestNode proxy = lan.node();
        proxy.namespace().ip("link add elsewhere type veth peer name nowhere");
        proxy.namespace().ip("link set nowhere up");
        proxy.namespace().ip("link set elsewhere up");
        proxy.namespace().ip("address flush dev eth0 scope global");
        proxy.namespace().ip("route add 10.50.0.0/24 dev elsewhere");
        proxy.namespace().sysctl("net/ipv4/conf/eth0/proxy_arp", "1");
        proxy.namespace().sysctl("net/ipv4/conf/all/forwarding", "1");
        TestDaemon daemon = node.start(DaemonKind.JKEEPALIVED, Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        // The proxy answers three questions, seconds after the takeover, and would be believed by now.
        lan.awaitMoreAdverts(node, 60);
        assertThat(daemon.log()).noneMatch(line -> line.contains("dual master"));
    }
}
