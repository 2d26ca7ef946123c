// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who leads when a router comes late. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PreemptionIT {
    @PairTest
    void laterRouterOfHigherPriorityTakesOver(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        daemonB.awaitEntering(MASTER);
        TestDaemon daemonA = a.start(pairing.first(), Router.withPriority(200));
        daemonA.awaitEntering(MASTER);
        daemonB.awaitEntering(BACKUP);
        a.awaitHolds(Router.VIP4, true);
        b.awaitHolds(Router.VIP4, false);
    }

    @PairTest
    void nopreemptLeavesTheMasterInPeace(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        daemonB.awaitEntering(MASTER);
        TestDaemon daemonA = a.start(pairing.first(), Router.withPriority(200).line("nopreempt"));
        daemonA.awaitEntering(BACKUP);
        lan.awaitMoreAdverts(b, 15);
        assertThat(daemonA.states()).extracting(TestDaemon.StateLine::state).containsExactly(BACKUP);

        daemonB.kill();
        daemonA.awaitEntering(MASTER);
    }

    @PairTest
    void preemptDelayHoldsALaterRouterOfHigherPriorityBack(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        daemonB.awaitEntering(MASTER);
        TestDaemon daemonA = a.start(pairing.first(), Router.withPriority(200).line("preempt_delay 2"));
        Instant waiting = daemonA.awaitEntering(BACKUP).at();
        daemonA.awaitEntering(MASTER);
        Instant leading = lan.awaitFirstAdvert(a).at();
        // The report of BACKUP is read a moment after it was written, so this bound gives way a little.
        assertThat(Duration.between(waiting, leading)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
        daemonB.awaitEntering(BACKUP);
    }

    @PairTest
    void addressOwnerLeadsAtOnceAndTakesOverFromAMaster(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        daemonB.awaitEntering(MASTER);
        TestDaemon owner = a.start(pairing.first(), Router.withPriority(255).line("state MASTER"));
        owner.awaitEntering(MASTER);
        daemonB.awaitEntering(BACKUP);
        assertThat(owner.states().getFirst().state()).isEqualTo(MASTER);
        assertThat(lan.awaitFirstAdvert(a).frame().priority()).isEqualTo(255);
    }

    @PairTest
    void higherAddressWinsATie(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonA = a.start(pairing.first(), Router.withPriority(100));
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        lan.await(
                "one of the two leads",
                TestDaemon.PATIENCE,
                () -> (daemonA.isIn(MASTER) && daemonB.isIn(BACKUP)) || (daemonA.isIn(BACKUP) && daemonB.isIn(MASTER)));
        lan.partition(a, b);
        lan.await("both lead", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(MASTER));
        lan.heal();
        lan.await(
                "B with the higher address leads alone",
                TestDaemon.PATIENCE,
                () -> daemonA.isIn(BACKUP) && daemonB.isIn(MASTER));
        a.awaitHolds(Router.VIP4, false);
        b.awaitHolds(Router.VIP4, true);
    }

    /** Whatever a cold start costs, a master that lives must have had its time to be heard. */
    @SingleTest
    void routerThatStartsWaitsAFullMasterDownInterval(DaemonKind kind, TestLan lan) {
        TestNode a = lan.node();
        Router router = Router.withPriority(100).intervalSeconds("1");
        Instant waiting = a.start(kind, router).awaitEntering(BACKUP).at();
        Duration waited = Duration.between(waiting, lan.awaitFirstAdvert(a).at());
        // The report of BACKUP is read some time after it was written when four tests share the processors.
        assertThat(waited).isGreaterThanOrEqualTo(router.masterDownInterval().minusMillis(200));
    }

    @SingleTest
    void startupDelayKeepsTheRouterSilent(DaemonKind kind, TestLan lan) {
        TestNode a = lan.node();
        Instant started = Instant.now();
        TestDaemon daemon = a.start(kind, "global_defs {\n    vrrp_startup_delay 1.5\n}\n" + Router.withPriority(255));
        daemon.awaitLog("Delaying startup for 1.5 seconds");
        daemon.awaitEntering(MASTER);
        Instant first = lan.awaitFirstAdvert(a).at();
        assertThat(Duration.between(started, first)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
    }
}
