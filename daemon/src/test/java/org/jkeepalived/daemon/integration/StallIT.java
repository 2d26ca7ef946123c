// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Daemons that are stopped for longer than any Master_Down_Interval, and go on. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class StallIT {
    private static final int ADVERTS_MISSED = 20;

    private record Pair(TestNode a, TestNode b, TestDaemon daemonA, TestDaemon daemonB) {}

    private static Pair pair(TestLan lan, DaemonKind first, DaemonKind second, String... moreOfA) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        Router preferred = Router.withPriority(200);
        List.of(moreOfA).forEach(preferred::line);
        TestDaemon daemonA = a.start(first, preferred);
        lan.await("A leads", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER));
        TestDaemon daemonB = b.start(second, Router.withPriority(100));
        lan.await("B backs it", TestDaemon.PATIENCE, () -> daemonB.isIn(BACKUP));
        lan.awaitQuietLeadership(a);
        return new Pair(a, b, daemonA, daemonB);
    }

    @PairTest
    void aBackupThatWasStoppedGoesOnFollowingItsMaster(Pairing pairing, TestLan lan) {
        Pair pair = pair(lan, pairing.first(), pairing.second());
        pair.daemonB.freeze();
        lan.awaitMoreAdverts(pair.a, ADVERTS_MISSED);
        pair.daemonB.thaw();
        lan.awaitMoreAdverts(pair.a, 5);
        assertThat(pair.daemonB.isIn(BACKUP)).isTrue();
        assertThat(lan.wire().adverts(pair.b)).isEmpty();
    }

    @Test
    void aStallIsLoggedOnceInKeepalivedsWordsWithItsCause(TestLan lan) {
        Pair pair = pair(lan, DaemonKind.JKEEPALIVED, DaemonKind.JKEEPALIVED);
        pair.daemonB.freeze();
        lan.awaitMoreAdverts(pair.a, ADVERTS_MISSED);
        pair.daemonB.thaw();
        pair.daemonB.awaitLog("A thread timer expired ");
        pair.daemonB.awaitLog("the process was stopped by a signal");
        assertThat(pair.daemonB.log())
                .filteredOn(line -> line.matches("A thread timer expired [1-9]\\d*\\.\\d{6} seconds ago"))
                .hasSize(1);
    }

    @Test
    void aMasterThatComesBackSpeaksOnceBesideTheNewOne(TestLan lan) {
        Pair pair = pair(lan, DaemonKind.JKEEPALIVED, DaemonKind.JKEEPALIVED);
        pair.daemonA.freeze();
        lan.await("B takes over", TestDaemon.PATIENCE, () -> pair.daemonB.isIn(MASTER));
        lan.awaitMoreAdverts(pair.b, ADVERTS_MISSED);
        Instant back = Instant.now();
        pair.daemonA.thaw();
        lan.await("B gives in", TestDaemon.PATIENCE, () -> pair.daemonB.isIn(BACKUP));
        List<WireCapture.Seen<Frame.Advert>> last =
                lan.wire().adverts(pair.b, advert -> true).reversed();
        Instant lastOfB = last.getFirst().at();
        assertThat(lan.wire().adverts(pair.a))
                .filteredOn(seen -> seen.at().isAfter(back) && !seen.at().isAfter(lastOfB))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void timerExpiredBackupGivesWayToTheOneThatTookOver(TestLan lan) {
        Pair pair = pair(
                lan,
                DaemonKind.JKEEPALIVED,
                DaemonKind.JKEEPALIVED,
                "state BACKUP",
                "nopreempt",
                "timer_expired_backup");
        pair.daemonA.freeze();
        lan.await("B takes over", TestDaemon.PATIENCE, () -> pair.daemonB.isIn(MASTER));
        lan.awaitQuietLeadership(pair.b);
        int spoken = lan.wire().adverts(pair.a).size();
        pair.daemonA.thaw();
        lan.await("A gives way", TestDaemon.PATIENCE, () -> pair.daemonA.isIn(BACKUP));
        lan.awaitMoreAdverts(pair.b, 5);
        assertThat(lan.wire().adverts(pair.a)).hasSize(spoken);
        assertThat(pair.daemonB.isIn(MASTER)).isTrue();
        pair.a.awaitHolds(Router.VIP4, false);
    }

    @Test
    void ofTwoThatWereStoppedTheMasterStaysMaster(TestLan lan) {
        Pair pair = pair(lan, DaemonKind.JKEEPALIVED, DaemonKind.JKEEPALIVED);
        TestDaemon clock =
                lan.node().start(DaemonKind.JKEEPALIVED, Router.withPriority(50).vrid(52));
        lan.await("the third node leads its own", TestDaemon.PATIENCE, () -> clock.isIn(MASTER));
        TestNode third = lan.nodes().getLast();
        pair.daemonA.freeze();
        pair.daemonB.freeze();
        lan.awaitMoreAdverts(third, ADVERTS_MISSED);
        pair.daemonB.thaw();
        pair.daemonA.thaw();
        lan.awaitMoreAdverts(pair.a, 5);
        assertThat(pair.daemonB.isIn(BACKUP)).isTrue();
        assertThat(lan.wire().adverts(pair.b)).isEmpty();
    }
}
