// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;
import static org.jkeepalived.daemon.integration.RouterState.MASTER_RX_LOWER_PRI;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Gratuitous ARPs and unsolicited neighbour advertisements: their bytes, how many, and when. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class AnnouncementIT {
    private static final String BROADCAST = "ff:ff:ff:ff:ff:ff";

    @SingleTest
    void newMasterSendsItsGratuitousArpsAtOnceAndOnceMoreAfterTheDelay(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.start(kind, Router.withPriority(200).line("garp_master_repeat 3").line("garp_master_delay 1"));
        awaitArps(lan, node, Router.VIP4, 6);
        lan.awaitMoreAdverts(node, 15);
        WireCapture.Seen<Frame.Advert> advert = lan.awaitFirstAdvert(node);
        List<WireCapture.Seen<Frame.Arp>> arps = lan.wire().gratuitousArps(node, Router.VIP4);
        assertThat(arps).hasSize(6);
        assertThat(arps.getFirst().at()).isAfter(advert.at());
        assertThat(between(arps.get(0), arps.get(2))).isLessThan(Duration.ofMillis(500));
        assertThat(between(advert, arps.get(3))).isBetween(Duration.ofMillis(990), Duration.ofSeconds(3));
        assertThat(arps).extracting(WireCapture.Seen::frame).allSatisfy(arp -> {
            assertThat(arp.operation()).isEqualTo(1);
            assertThat(arp.destinationMac()).isEqualTo(BROADCAST);
            assertThat(arp.senderMac()).isEqualTo(node.mac());
            assertThat(arp.targetMac()).isEqualTo(BROADCAST);
        });
    }

    @SingleTest
    void newMasterSendsItsNeighbourAdvertisementsAtOnceAndOnceMoreAfterTheDelay(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.start(
                kind,
                Router.withPriority(200)
                        .addresses(Router.VIP6 + "/64", "fd50::100/64")
                        .line("garp_master_repeat 3")
                        .line("garp_master_delay 1"));
        lan.await(
                "six announcements",
                TestDaemon.PATIENCE,
                () -> lan.wire().neighbourAdverts(node, "fd50::100").size() >= 6);
        lan.awaitMoreAdverts(node, 15);
        WireCapture.Seen<Frame.Advert> advert = lan.awaitFirstAdvert(node);
        for (String address : List.of(Router.VIP6, "fd50::100")) {
            List<WireCapture.Seen<Frame.NeighbourAdvert>> sent = lan.wire().neighbourAdverts(node, address);
            assertThat(sent).hasSize(6);
            assertThat(between(advert, sent.get(3))).isBetween(Duration.ofMillis(990), Duration.ofSeconds(3));
            assertThat(sent).extracting(WireCapture.Seen::frame).allSatisfy(frame -> {
                assertThat(frame.destinationMac()).isEqualTo("33:33:00:00:00:01");
                assertThat(frame.destination()).isEqualTo(InetAddress.ofLiteral("ff02::1"));
                assertThat(frame.source()).isEqualTo(InetAddress.ofLiteral(address));
                assertThat(frame.hopLimit()).isEqualTo(255);
                assertThat(frame.override()).isTrue();
                assertThat(frame.router()).as("this host does not forward").isFalse();
                assertThat(frame.targetMac()).isEqualTo(node.mac());
            });
        }
    }

    @SingleTest
    void defaultIsFiveAnnouncementsOfEveryAddressExcludedOnesIncluded(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.start(
                kind,
                Router.withPriority(200)
                        .addresses("10.50.0.100/24", "10.50.0.101/24")
                        .line("virtual_ipaddress_excluded {\n    10.50.0.110/24\n}"));
        awaitArps(lan, node, "10.50.0.110", 5);
        lan.awaitMoreAdverts(node, 5);
        for (String address : List.of("10.50.0.100", "10.50.0.101", "10.50.0.110")) {
            assertThat(lan.wire().gratuitousArps(node, address)).as(address).hasSize(5);
        }
    }

    @SingleTest
    void refreshRepeatsTheAnnouncement(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.start(
                kind,
                Router.withPriority(200)
                        .line("garp_master_repeat 1")
                        .line("garp_master_delay 0")
                        .line("garp_master_refresh 1")
                        .line("garp_master_refresh_repeat 2"));
        awaitArps(lan, node, Router.VIP4, 5);
        List<WireCapture.Seen<Frame.Arp>> arps = lan.wire().gratuitousArps(node, Router.VIP4);
        // An announcement waits for the first advert after its second, so it may be up to an interval late.
        assertThat(between(arps.get(0), arps.get(1))).isBetween(Duration.ofMillis(990), Duration.ofMillis(2000));
        assertThat(between(arps.get(1), arps.get(2))).isLessThan(Duration.ofMillis(500));
        assertThat(between(arps.get(1), arps.get(3))).isBetween(Duration.ofMillis(800), Duration.ofMillis(2000));
    }

    @SingleTest
    void masterAnswersALowerPriorityWithAnAdvertAndAnAnnouncement(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestNode stranger = lan.node();
        TestDaemon daemon =
                node.start(kind, Router.withPriority(200).intervalSeconds("3").line("garp_master_delay 0"));
        daemon.awaitEntering(MASTER);
        awaitArps(lan, node, Router.VIP4, 5);
        int adverts = lan.wire().adverts(node).size();
        Instant asked = Instant.now();
        stranger.inject(
                new AdvertBuilder("10.50.0.77").priority(100).interval(300).build());
        daemon.awaitEntering(MASTER_RX_LOWER_PRI);
        lan.await(
                "an answer", TestDaemon.PATIENCE, () -> lan.wire().adverts(node).size() > adverts);
        assertThat(Duration.between(asked, lan.wire().adverts(node).get(adverts).at()))
                .as("at once, not at the next interval")
                .isLessThan(Duration.ofSeconds(1));
        awaitArps(lan, node, Router.VIP4, 10);
    }

    private static void awaitArps(TestLan lan, TestNode sender, String address, int count) {
        lan.await(
                count + " announcements of " + address,
                TestDaemon.PATIENCE,
                () -> lan.wire().gratuitousArps(sender, address).size() >= count);
    }

    private static Duration between(WireCapture.Seen<?> earlier, WireCapture.Seen<?> later) {
        return Duration.between(earlier.at(), later.at());
    }
}
