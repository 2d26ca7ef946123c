// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups of instances, and the source address that an instance tracks. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SyncGroupIT {
    private static final String SECOND_LINK = "link1";

    static Stream<DaemonKind> ours() {
        return DaemonKind.all().filter(kind -> kind == DaemonKind.JKEEPALIVED);
    }

    private static Router first() {
        return Router.withPriority(200);
    }

    private static Router second() {
        return new Router("VI_2").vrid(52).priority(200).addresses("10.51.0.100/24");
    }

    private static String group(String... members) {
        return "vrrp_sync_group G {\n    group {\n" + String.join("\n", members) + "\n    }\n}\n";
    }

    private static TestNode twoLinks(TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("link add " + SECOND_LINK + " type veth peer name peer1");
        node.namespace().ip("link set peer1 up");
        node.namespace().ip("link set " + SECOND_LINK + " up");
        node.namespace().ip("address add 10.51.0.1/24 dev " + SECOND_LINK);
        return node;
    }

    private static String onTwoLinks() {
        return group("VI_1", "VI_2")
                + first()
                + second().toString().replace("interface eth0", "interface " + SECOND_LINK);
    }

    private static void awaitGroup(TestLan lan, TestDaemon daemon, String state) {
        lan.await(
                "the group is " + state,
                TestDaemon.PATIENCE,
                () -> daemon.fifoLines().getLast().equals("GROUP \"G\" " + state + " 0"));
    }

    @SingleTest
    void membersMoveTogetherAndTheGroupIsToldAfterThem(DaemonKind kind, TestLan lan) {
        TestNode node = twoLinks(lan);
        TestDaemon daemon = node.start(kind, onTwoLinks());
        lan.await("a first line", TestDaemon.PATIENCE, () -> !daemon.fifoLines().isEmpty());
        awaitGroup(lan, daemon, "MASTER");
        int started = daemon.fifoLines().size();
        assertThat(daemon.fifoLines().subList(0, 3))
                .containsExactly(
                        "GROUP \"G\" BACKUP 0", "INSTANCE \"VI_1\" BACKUP 200", "INSTANCE \"VI_2\" BACKUP 200");
        assertThat(daemon.fifoLines().subList(3, 5))
                .containsExactlyInAnyOrder("INSTANCE \"VI_1\" MASTER 200", "INSTANCE \"VI_2\" MASTER 200");

        node.namespace().ip("link set peer1 down");
        awaitGroup(lan, daemon, "FAULT");
        node.awaitHolds(Router.VIP4, false);
        node.namespace().ip("link set peer1 up");
        lan.await("recovery", TestDaemon.PATIENCE, () -> daemon.fifoLines().size() >= started + 6);
        awaitGroup(lan, daemon, "MASTER");
        assertThat(daemon.fifoLines().subList(started, started + 6))
                .containsExactly(
                        "INSTANCE \"VI_2\" FAULT 200",
                        "INSTANCE \"VI_1\" FAULT 200",
                        "GROUP \"G\" FAULT 0",
                        "INSTANCE \"VI_2\" BACKUP 200",
                        "INSTANCE \"VI_1\" BACKUP 200",
                        "GROUP \"G\" BACKUP 0");

        daemon.terminate();
        awaitGroup(lan, daemon, "STOP");
        assertThat(daemon.fifoLines().reversed().subList(1, 3))
                .containsExactly("INSTANCE \"VI_2\" STOP 200", "INSTANCE \"VI_1\" STOP 200");
    }

    /** keepalived takes all to BACKUP when a member is added. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void aReloadThatAddsAMemberLeavesTheMastersAlone(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, group("VI_1") + first());
        daemon.awaitEntering(MASTER);
        awaitGroup(lan, daemon, "MASTER");
        int before = daemon.fifoLines().size();
        daemon.reload(group("VI_1", "VI_2") + first() + second());
        lan.await(
                "VI_2 leads too",
                TestDaemon.PATIENCE,
                () -> daemon.state("VI_2").filter(MASTER::equals).isPresent());
        assertThat(daemon.fifoLines().subList(before, daemon.fifoLines().size()))
                .containsExactly("INSTANCE \"VI_2\" BACKUP 200", "INSTANCE \"VI_2\" MASTER 200");
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void aTrackedSourceAddressThatGoesIsAFault(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("address add 10.50.0.77/24 dev eth0");
        TestDaemon daemon = node.start(
                kind,
                first().line("mcast_src_ip 10.50.0.77").line("track_src_ip").addresses("10.99.0.100/24"));
        daemon.awaitEntering(MASTER);
        node.namespace().ip("address delete 10.50.0.77/24 dev eth0");
        daemon.awaitEntering(FAULT);
        daemon.awaitLog("(VI_1): entering FAULT state (source address 10.50.0.77 missing)");
        node.awaitHolds("10.99.0.100", false);
        node.namespace().ip("address add 10.50.0.77/24 dev eth0");
        daemon.awaitEntering(BACKUP);
        daemon.awaitEntering(MASTER);
        assertThat(daemon.log()).contains("(VI_1) Entering FAULT STATE");
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void aFaultNamesItsCauseAndTheMemberThatHasIt(DaemonKind kind, TestLan lan) {
        TestNode node = twoLinks(lan);
        TestDaemon daemon = node.start(kind, onTwoLinks());
        daemon.awaitEntering(MASTER);
        node.namespace().ip("link set peer1 down");
        daemon.awaitEntering(FAULT);
        List<String> log = daemon.log();
        assertThat(log.subList(log.indexOf("Netlink reports link1 down"), log.size()))
                .containsSubsequence(
                        "(VI_2): entering FAULT state (interface link1 down)",
                        "(VI_2) Entering FAULT STATE",
                        "VRRP_Group(G) Syncing instances to FAULT state",
                        "(VI_1): entering FAULT state (sync group G: VI_2 is in FAULT)",
                        "(VI_1) Entering FAULT STATE");
    }
}
