// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;
import static org.jkeepalived.daemon.integration.RouterState.STOP;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The master stops, loses its link or comes back. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class TakeoverIT {
    @PairTest
    void stoppingMasterHandsOverWithinTheSkewTime(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        Router first = Router.withPriority(200).intervalSeconds("1");
        Router second = Router.withPriority(100).intervalSeconds("1");
        TestDaemon daemonA = a.start(pairing.first(), first);
        TestDaemon daemonB = b.start(pairing.second(), second);
        lan.await("A leads and B backs it", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(BACKUP));

        assertThat(daemonA.terminate()).isZero();
        daemonA.awaitEntering(STOP);
        daemonB.awaitEntering(MASTER);
        a.awaitHolds(Router.VIP4, false);
        b.awaitHolds(Router.VIP4, true);
        Instant resigned =
                lan.awaitAdvert(a, seen -> seen.frame().priority() == 0).at();
        Instant takeover =
                lan.awaitAdvert(b, seen -> seen.at().isAfter(resigned)).at();
        Duration waited = Duration.between(resigned, takeover);
        assertThat(waited)
                .isBetween(
                        second.skew().minusMillis(1),
                        second.masterDownInterval().minusMillis(600));
    }

    @PairTest
    void masterWithoutCarrierIsInFaultUntilItReturns(Pairing pairing, TestLan lan) {
        losesItsLinkAndReturns(pairing, lan, TestNode::unplug, TestNode::plug);
    }

    @PairTest
    void masterWhoseLinkIsSetDownIsInFaultUntilItIsSetUp(Pairing pairing, TestLan lan) {
        losesItsLinkAndReturns(pairing, lan, TestNode::linkDown, TestNode::linkUp);
    }

    private interface LinkChange {
        void apply(TestNode node);
    }

    private static void losesItsLinkAndReturns(Pairing pairing, TestLan lan, LinkChange lose, LinkChange recover) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon daemonA = a.start(pairing.first(), Router.withPriority(200));
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        lan.await("A leads and B backs it", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(BACKUP));

        lose.apply(a);
        daemonA.awaitEntering(FAULT);
        a.awaitHolds(Router.VIP4, false);
        lan.await("B leads", TestDaemon.PATIENCE, () -> daemonB.isIn(MASTER));
        b.awaitHolds(Router.VIP4, true);

        recover.apply(a);
        daemonA.awaitEntering(BACKUP);
        daemonA.awaitEntering(MASTER);
        lan.await("B backs A again", TestDaemon.PATIENCE, () -> daemonB.isIn(BACKUP));
        a.awaitHolds(Router.VIP4, true);
        b.awaitHolds(Router.VIP4, false);
    }

    @PairTest
    void restartedBackupDropsTheAddressThatItsCrashLeftBehind(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon crashing = a.start(pairing.first(), Router.withPriority(200));
        crashing.awaitEntering(MASTER);
        a.awaitHolds(Router.VIP4, true);
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100));
        daemonB.awaitEntering(BACKUP);
        crashing.kill();
        daemonB.awaitEntering(MASTER);
        assertThat(a.holds(Router.VIP4)).as("a killed daemon cannot clean up").isTrue();

        TestDaemon restarted = a.start(pairing.first(), Router.withPriority(200).line("nopreempt"));
        restarted.awaitEntering(BACKUP);
        a.awaitHolds(Router.VIP4, false);
        assertThat(b.holds(Router.VIP4)).isTrue();
        assertThat(daemonB.isIn(MASTER)).isTrue();
    }
}
