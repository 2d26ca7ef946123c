// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two masters, and the way back to one. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PartitionIT {
    @PairTest
    void survivorThatHearsTheOtherFirstAnnouncesItsAddressAgain(Pairing pairing, TestLan lan) {
        Halves halves = divided(pairing, lan);
        Instant healing = Instant.now();
        lan.heal(halves.b, halves.a);
        halves.awaitAnnouncement(healing);
        lan.heal();
        halves.awaitOneMaster();
    }

    /**
     * The survivor cannot know unless the other tells it. keepalived gives in without a word, and switches and
     * neighbours go on believing it.
     */
    static Stream<Pairing> oursAlone() {
        return Pairing.all()
                .filter(pairing ->
                        pairing.first() == DaemonKind.JKEEPALIVED && pairing.second() == DaemonKind.JKEEPALIVED);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("oursAlone")
    void survivorThatTheOtherHearsFirstAnnouncesItsAddressAgain(Pairing pairing, TestLan lan) {
        Halves halves = divided(pairing, lan);
        Instant healing = Instant.now();
        lan.heal(halves.a, halves.b);
        lan.await("B gives in", TestDaemon.PATIENCE, () -> halves.daemonB.isIn(BACKUP));
        lan.heal();
        halves.awaitAnnouncement(healing);
        halves.awaitOneMaster();
    }

    private static Halves divided(Pairing pairing, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        // The announcements of the first election are over when the partition heals.
        TestDaemon daemonA = a.start(pairing.first(), Router.withPriority(200).line("garp_master_delay 0"));
        TestDaemon daemonB = b.start(pairing.second(), Router.withPriority(100).line("garp_master_delay 0"));
        lan.await("A leads and B backs it", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(BACKUP));
        lan.partition(a, b);
        lan.await("both lead", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(MASTER));
        a.awaitHolds(Router.VIP4, true);
        b.awaitHolds(Router.VIP4, true);
        return new Halves(lan, a, b, daemonA, daemonB);
    }

    private record Halves(TestLan lan, TestNode a, TestNode b, TestDaemon daemonA, TestDaemon daemonB) {
        void awaitAnnouncement(Instant since) {
            lan.await(
                    "A announces its address again",
                    TestDaemon.PATIENCE,
                    () -> lan.wire().gratuitousArps(a, Router.VIP4).stream()
                            .anyMatch(seen -> seen.at().isAfter(since)));
        }

        void awaitOneMaster() {
            lan.await("A leads alone", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(BACKUP));
            a.awaitHolds(Router.VIP4, true);
            b.awaitHolds(Router.VIP4, false);
        }
    }
}
