// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGHUP. In every test A leads two virtual routers and B backs the first. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ReloadIT {
    private static final String OTHER_VIP = "10.50.0.110";

    /** 0.2 s: long enough for a busy machine, short enough to count twenty. */
    private static Router first(int priority) {
        return Router.withPriority(priority).intervalSeconds("0.2");
    }

    private static Router other() {
        return new Router("VI_2").vrid(52).priority(200).intervalSeconds("0.2").addresses(OTHER_VIP);
    }

    /** A and B running, and what of A may not change. */
    private record Scene(TestLan lan, TestNode a, TestNode b, TestDaemon daemonA, TestDaemon daemonB) {
        static Scene of(Pairing pairing, TestLan lan) {
            TestNode a = lan.node();
            TestNode b = lan.node();
            TestDaemon daemonA = a.start(pairing.first(), first(200), other());
            lan.await(
                    "A leads both",
                    TestDaemon.PATIENCE,
                    () -> daemonA.isIn(MASTER)
                            && daemonA.state("VI_2").filter(MASTER::equals).isPresent());
            TestDaemon daemonB = b.start(pairing.second(), first(100));
            daemonB.awaitEntering(BACKUP);
            a.awaitHolds(Router.VIP4, true);
            a.awaitHolds(OTHER_VIP, true);
            lan.awaitQuietLeadership(a);
            assertThat(daemonB.isIn(BACKUP)).isTrue();
            return new Scene(lan, a, b, daemonA, daemonB);
        }

        /** Waits for twenty adverts of VI_1 after {@code reloaded} and checks that nobody noticed the reload. */
        void assertFirstRouterUndisturbed(Instant reloaded, int statesOfABefore, int statesOfBBefore) {
            lan.await(
                    "twenty adverts after the reload",
                    TestDaemon.PATIENCE,
                    () -> since(reloaded).size() >= 20);
            List<Instant> sent = Stream.concat(
                            lan.wire().adverts(a, advert -> advert.vrid() == 51).stream()
                                    .map(WireCapture.Seen::at)
                                    .filter(at -> at.isBefore(reloaded))
                                    .toList()
                                    .reversed()
                                    .stream()
                                    .limit(1),
                            since(reloaded).stream())
                    .toList();
            for (int i = 1; i < sent.size(); i++) {
                assertThat(Duration.between(sent.get(i - 1), sent.get(i)))
                        .as("gap before advert %d after the reload", i)
                        .isLessThan(first(100).masterDownInterval());
            }
            assertThat(daemonA.states()
                            .subList(statesOfABefore, daemonA.states().size()))
                    .filteredOn(line -> line.instance().equals("VI_1"))
                    .isEmpty();
            assertThat(daemonB.states()).hasSize(statesOfBBefore);
            assertThat(a.holds(Router.VIP4)).isTrue();
        }

        private List<Instant> since(Instant instant) {
            return lan.wire().adverts(a, advert -> advert.vrid() == 51 && advert.priority() == 200).stream()
                    .map(WireCapture.Seen::at)
                    .filter(at -> at.isAfter(instant))
                    .toList();
        }
    }

    @PairTest
    void sameConfigurationDisturbsNobody(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        int statesOfA = scene.daemonA.states().size();
        int statesOfB = scene.daemonB.states().size();
        Instant reloaded = Instant.now();
        scene.daemonA.reload(first(200), other());
        scene.assertFirstRouterUndisturbed(reloaded, statesOfA, statesOfB);
        assertThat(scene.daemonA.states()).hasSize(statesOfA);
    }

    @PairTest
    void newAddressesOfOneRouterComeWithoutATransitionAndLeaveTheOtherAlone(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        int statesOfA = scene.daemonA.states().size();
        int statesOfB = scene.daemonB.states().size();
        Instant reloaded = Instant.now();
        scene.daemonA.reload(first(200), other().addresses("10.50.0.111"));
        scene.a.awaitHolds("10.50.0.111", true);
        scene.a.awaitHolds(OTHER_VIP, false);
        lan.await(
                "the new address is announced",
                TestDaemon.PATIENCE,
                () -> !lan.wire().gratuitousArps(scene.a, "10.50.0.111").isEmpty());
        scene.assertFirstRouterUndisturbed(reloaded, statesOfA, statesOfB);
        assertThat(scene.daemonA.states()).hasSize(statesOfA);
    }

    @PairTest
    void removedRouterResignsAndAnAddedOneIsElectedWhileTheOtherIsLeftAlone(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        int statesOfA = scene.daemonA.states().size();
        int statesOfB = scene.daemonB.states().size();
        Instant reloaded = Instant.now();
        Router added =
                new Router("VI_3").vrid(53).priority(200).intervalSeconds("0.2").addresses("10.50.0.120");
        scene.daemonA.reload(first(200), added);
        scene.a.awaitHolds(OTHER_VIP, false);
        lan.await(
                "VI_2 resigned",
                TestDaemon.PATIENCE,
                () -> !lan.wire()
                        .adverts(scene.a, advert -> advert.vrid() == 52 && advert.priority() == 0)
                        .isEmpty());
        lan.await(
                "VI_3 leads",
                TestDaemon.PATIENCE,
                () -> scene.daemonA.state("VI_3").filter(MASTER::equals).isPresent());
        scene.a.awaitHolds("10.50.0.120", true);
        scene.assertFirstRouterUndisturbed(reloaded, statesOfA, statesOfB);
    }

    @PairTest
    void lowerPriorityGivesTheLeadAwayAndTheOldOneBringsItBack(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        scene.daemonA.reload(first(50), other());
        lan.await("B leads", TestDaemon.PATIENCE, () -> scene.daemonB.isIn(MASTER) && scene.daemonA.isIn(BACKUP));
        scene.daemonA.reload(first(200), other());
        lan.await("A leads", TestDaemon.PATIENCE, () -> scene.daemonA.isIn(MASTER) && scene.daemonB.isIn(BACKUP));
        scene.a.awaitHolds(Router.VIP4, true);
        scene.b.awaitHolds(Router.VIP4, false);
    }

    @PairTest
    void renamedRouterGoesOnUnderItsNewName(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        int statesOfA = scene.daemonA.states().size();
        int statesOfB = scene.daemonB.states().size();
        Instant reloaded = Instant.now();
        Router renamed = new Router("web").priority(200).intervalSeconds("0.2").addresses(Router.VIP4 + "/24");
        scene.daemonA.reload(renamed, other());
        scene.assertFirstRouterUndisturbed(reloaded, statesOfA, statesOfB);
        assertThat(lan.wire().adverts(scene.a, advert -> advert.priority() == 0))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("pairsWithOursFirst")
    void addressThatChangesItsRouterNeverLeavesTheNode(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        try (AddressWatch watch = new AddressWatch(scene.a)) {
            scene.daemonA.reload(first(200), other().addresses(OTHER_VIP, "10.50.0.130"));
            scene.a.awaitHolds("10.50.0.130", true);
            for (int i = 0; i < 4; i++) {
                // keepalived loses one that moves from a later instance to an earlier one.
                boolean toFirst = i % 2 == 0;
                Instant reloaded = Instant.now();
                scene.daemonA.reload(
                        toFirst ? first(200).addresses(Router.VIP4 + "/24", "10.50.0.130") : first(200),
                        toFirst ? other() : other().addresses(OTHER_VIP, "10.50.0.130"));
                int owner = toFirst ? 51 : 52;
                lan.await(
                        "the new owner advertises it",
                        TestDaemon.PATIENCE,
                        () -> lan
                                .wire()
                                .adverts(
                                        scene.a,
                                        advert -> advert.vrid() == owner
                                                && advert.addresses().size() == 2)
                                .stream()
                                .anyMatch(seen -> seen.at().isAfter(reloaded)));
            }
            assertThat(scene.a.holds("10.50.0.130")).isTrue();
            assertThat(watch.removals("10.50.0.130")).isZero();
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("pairsWithOursFirst")
    void interfaceThatHasGoneSinceTheFileWasReadIsAFaultThatEnds(Pairing pairing, TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("link add eth1 type veth peer name eth2");
        node.namespace().ip("link set eth1 up");
        node.namespace().ip("link set eth2 up");
        node.namespace().ip("address add 10.51.0.1/24 dev eth1");
        String second = other().toString().replace("interface eth0", "interface eth1");
        TestDaemon daemon = node.start(pairing.first(), first(200) + second);
        daemon.awaitEntering(MASTER);
        // One that the running configuration names already: an unknown one would be refused.
        daemon.reload(first(200) + second.replace("priority 200", "priority 190"));
        node.namespace().ip("link delete eth1");
        daemon.awaitLog("Reload complete");
        lan.awaitMoreAdverts(node, 5);
        node.namespace().ip("link add eth1 type veth peer name eth2");
        node.namespace().ip("link set eth1 up");
        node.namespace().ip("link set eth2 up");
        node.namespace().ip("address add 10.51.0.1/24 dev eth1");
        lan.await(
                "VI_2 leads",
                TestDaemon.PATIENCE,
                () -> daemon.state("VI_2").filter(MASTER::equals).isPresent());
        assertThat(daemon.isAlive()).isTrue();
        assertThat(daemon.isIn(MASTER)).isTrue();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("pairsWithOursFirst")
    void otherVridRestartsThatRouterOnly(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        int statesOfA = scene.daemonA.states().size();
        int statesOfB = scene.daemonB.states().size();
        Instant reloaded = Instant.now();
        scene.daemonA.reload(first(200), other().vrid(59));
        lan.await(
                "VI_2 leads again",
                TestDaemon.PATIENCE,
                () -> !lan.wire()
                        .adverts(scene.a, advert -> advert.vrid() == 59)
                        .isEmpty());
        assertThat(lan.wire().adverts(scene.a, advert -> advert.vrid() == 52 && advert.priority() == 0))
                .hasSize(1);
        scene.assertFirstRouterUndisturbed(reloaded, statesOfA, statesOfB);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("pairsWithOursFirst")
    void removedAddressLeavesTheOthersInstalledOnce(Pairing pairing, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(
                pairing.first(), first(200).line("garp_master_refresh 1").addresses(Router.VIP4 + "/24", OTHER_VIP));
        daemon.awaitEntering(MASTER);
        node.awaitHolds(OTHER_VIP, true);
        int lines = daemon.log().size();
        daemon.reload(first(200).line("garp_master_refresh 1"));
        node.awaitHolds(OTHER_VIP, false);
        Instant removed = Instant.now();
        lan.await(
                "the remaining address is refreshed twice",
                TestDaemon.PATIENCE,
                () -> lan.wire().gratuitousArps(node, Router.VIP4).stream()
                                .filter(seen -> seen.at().isAfter(removed.plusMillis(1)))
                                .count()
                        >= 2);
        assertThat(lan.wire().gratuitousArps(node, OTHER_VIP))
                .as("announcements of the address that was given up")
                .noneMatch(seen -> seen.at().isAfter(removed));
        assertThat(daemon.log().subList(lines, daemon.log().size()))
                .filteredOn(line -> line.contains("setting VIPs"))
                .hasSize(1);
    }

    /** Configurations on which keepalived exits in the middle of a reload, leaving its addresses behind. */
    enum Broken {
        MISSING_INTERFACE("vrrp_instance VI_9 {\n virtual_router_id 9\n virtual_ipaddress {\n 10.50.0.109\n }\n}\n"),
        DUPLICATE_VRID(new Router("VI_9").vrid(51).addresses("10.50.0.109").toString()),
        MISSING_VRID("vrrp_instance VI_9 {\n interface eth0\n virtual_ipaddress {\n 10.50.0.109\n }\n}\n");

        private final String text;

        Broken(String text) {
            this.text = text;
        }
    }

    static Stream<Pairing> pairsWithOursFirst() {
        return Pairing.all()
                .filter(pairing -> pairing.first() == DaemonKind.JKEEPALIVED)
                .limit(1);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("pairsWithOursFirst")
    void brokenConfigurationsAreRefusedAndTheOldOneGoesOn(Pairing pairing, TestLan lan) {
        Scene scene = Scene.of(pairing, lan);
        for (Broken broken : Broken.values()) {
            int statesOfA = scene.daemonA.states().size();
            int statesOfB = scene.daemonB.states().size();
            Instant reloaded = Instant.now();
            scene.daemonA.reload(Router.configuration(first(200), other()) + broken.text);
            scene.assertFirstRouterUndisturbed(reloaded, statesOfA, statesOfB);
            assertThat(scene.daemonA.isAlive()).isTrue();
            assertThat(scene.a.holds(OTHER_VIP)).isTrue();
        }
    }

    /** keepalived leaves masters out. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("pairsWithOursFirst")
    void reloadThatChangesNothingTellsTheStatesAgainIfItIsToldTo(Pairing pairing, TestLan lan) {
        String configuration =
                "global_defs {\n    fifo_write_vrrp_states_on_reload\n}\n" + Router.configuration(first(200));
        TestNode node = lan.node();
        TestDaemon daemon = node.start(pairing.first(), configuration);
        daemon.awaitEntering(MASTER);
        daemon.reload(configuration);
        daemon.awaitEntering(MASTER);
    }

    @SingleTest
    void manyReloadsInARowEndWithTheLastConfiguration(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, first(200));
        daemon.awaitEntering(MASTER);
        for (int i = 1; i <= 10; i++) {
            daemon.reload(first(200).addresses("10.50.0." + (150 + i)));
        }
        node.awaitHolds("10.50.0.160", true);
        for (int i = 1; i < 10; i++) {
            node.awaitHolds("10.50.0." + (150 + i), false);
        }
        assertThat(daemon.terminate()).isZero();
        node.awaitHolds("10.50.0.160", false);
    }
}
