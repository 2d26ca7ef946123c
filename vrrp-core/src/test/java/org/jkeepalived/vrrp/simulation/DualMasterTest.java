// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jkeepalived.vrrp.Announcement;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.packet.Authentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories with two masters. Whatever happened, in the end the survivor has announced the addresses last. */
class DualMasterTest {
    private static final Duration ADVERT = Duration.ofSeconds(1);

    private static SimulatedLan partitioned(long seed, int... priorities) {
        var lan = new SimulatedLan(seed).recording().routers(priorities).start();
        lan.runUntil("0 leads", l -> l.masters().equals(List.of(0)), Duration.ofSeconds(10));
        lan.run(Duration.ofMillis(500 + seed * 37 % 1_000)); // any phase between the adverts of the two
        lan.isolate(0);
        lan.runUntil("two masters", l -> l.masters().size() == 2, Duration.ofSeconds(10));
        lan.run(Duration.ofMillis(seed * 53 % 1_000));
        return lan;
    }

    private static void assertSurvivorAnnouncedLast(SimulatedLan lan, int survivor) {
        assertThat(lan.masters()).as(() -> String.join("\n", lan.script())).containsExactly(survivor);
        for (SimulatedRouter router : lan.all()) {
            if (router.index != survivor) {
                assertThat(lan.get(survivor).announcedNanos)
                        .as(() -> String.join("\n", lan.script()))
                        .isGreaterThan(router.announcedNanos);
            }
        }
    }

    @Test
    void afterAPartitionWhoeverHearsTheOtherFirst() {
        for (long seed = 0; seed < 300; seed++) {
            SimulatedLan lan = partitioned(seed, 200, 100);
            lan.heal();
            lan.run(ADVERT.plusMillis(20));
            assertSurvivorAnnouncedLast(lan, 0);
        }
    }

    @Test
    void theLoserRepeatsItsLastAdvertUntilTheWinnerCanHearIt() {
        for (long seed = 0; seed < 100; seed++) {
            SimulatedLan lan = partitioned(seed, 200, 100);
            lan.heal().cut(1, 0);
            lan.runUntil("1 concedes", l -> l.masters().equals(List.of(0)), ADVERT.plusMillis(20));
            lan.run(Duration.ofMillis(300));
            int announcements = lan.get(0).announcements();
            lan.heal();
            lan.run(Duration.ofSeconds(3));
            assertThat(lan.get(0).announcements()).isGreaterThan(announcements);
            assertSurvivorAnnouncedLast(lan, 0);
        }
    }

    @Test
    void theLoserIsSilentOnceTheWinnerHasAnswered() {
        SimulatedLan lan = partitioned(1, 200, 100);
        lan.heal();
        lan.run(Duration.ofSeconds(2));
        int sent = lan.get(1).advertsSent();
        lan.run(Duration.ofSeconds(60));
        assertThat(lan.get(1).advertsSent()).isEqualTo(sent);
        assertThat(lan.masters()).containsExactly(0);
    }

    @Test
    void anOrdinaryPreemptionIsOverWithinMilliseconds() {
        var lan = new SimulatedLan(1).recording().routers(200, 100);
        lan.start(1);
        lan.runUntil("1 leads", l -> l.masters().equals(List.of(1)), Duration.ofSeconds(5));
        lan.start(0);
        lan.runUntil("0 preempts", l -> l.get(0).isMaster(), Duration.ofSeconds(5));
        lan.run(Duration.ofMillis(5));
        int sent = lan.get(1).advertsSent();
        lan.run(Duration.ofSeconds(60));
        assertThat(lan.masters()).containsExactly(0);
        assertThat(lan.get(1).advertsSent()).isEqualTo(sent);
    }

    @Test
    void aWinnerThatNeverAnswersIsToldFiveTimesAtMost() {
        var lan = new SimulatedLan(1).recording();
        lan.router(SimulatedLan.settings(0, 200).lowerPriorityNoAdvert(true).build());
        lan.router(SimulatedLan.settings(1, 100).build());
        lan.start(1);
        lan.runUntil("1 leads", l -> l.get(1).isMaster(), Duration.ofSeconds(5));
        lan.start(0);
        lan.runUntil("0 preempts", l -> l.get(0).isMaster(), Duration.ofSeconds(5));
        int sent = lan.get(1).advertsSent();
        lan.run(Duration.ofMinutes(5));
        assertThat(lan.get(1).advertsSent() - sent).isEqualTo(5);
        assertThat(lan.masters()).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastAdvertOfALoserNeverMakesAThirdRouterMaster(boolean thirdPreempts) {
        for (long seed = 0; seed < 100; seed++) {
            var lan = new SimulatedLan(seed).recording();
            lan.router(SimulatedLan.settings(0, 200).build());
            lan.router(SimulatedLan.settings(1, 100).build());
            lan.router(SimulatedLan.settings(2, 150).preempt(thirdPreempts).build());
            lan.start();
            lan.runUntil("0 leads", l -> l.masters().equals(List.of(0)), Duration.ofSeconds(10));
            lan.run(Duration.ofMillis(seed * 17));
            // Only router 1 is cut off from the master's adverts, and its own are lost as well for a while.
            lan.cut(0, 1).cut(2, 1).cut(1, 0).cut(1, 2);
            lan.runUntil("two masters", l -> l.masters().size() == 2, Duration.ofSeconds(10));
            lan.heal().cut(1, 0);
            lan.run(Duration.ofSeconds(20));
            lan.heal();
            lan.run(Duration.ofSeconds(20));
            assertThat(lan.masters()).containsExactly(0);
            assertThat(lan.get(2).router().counters().get(Counter.BECOME_MASTER))
                    .as("router 2 never led")
                    .isZero();
        }
    }

    @Test
    void aLoserWithAShorterIntervalThanTheWinnersLeavesInSilence() {
        var lan = new SimulatedLan(1).recording();
        lan.router(SimulatedLan.settings(0, 200).build());
        lan.router(SimulatedLan.settings(1, 100).intervalCentis(10).build());
        lan.router(SimulatedLan.settings(2, 150).preempt(false).build());
        lan.start(1);
        lan.start(2);
        lan.runUntil("1 leads", l -> l.get(1).isMaster(), Duration.ofSeconds(5));
        lan.start(0);
        lan.runUntil("0 preempts", l -> l.masters().equals(List.of(0)), Duration.ofSeconds(10));
        // Router 2 must not have been made to believe in an interval of 10 centiseconds.
        assertThat(lan.get(2).router().masterIntervalCentis()).isEqualTo(100);
        lan.run(Duration.ofSeconds(30));
        assertThat(lan.get(2).router().counters().get(Counter.BECOME_MASTER)).isZero();
    }

    @Test
    void underOneWayLossTheHigherStaysAndAnswersAndWinsWhenItHeals() {
        var lan = new SimulatedLan(3).recording().routers(200, 100).start();
        lan.runUntil("0 leads", l -> l.masters().equals(List.of(0)), Duration.ofSeconds(10));
        lan.cut(0, 1);
        lan.runUntil("1 takes over too", l -> l.masters().size() == 2, Duration.ofSeconds(10));
        lan.run(Duration.ofSeconds(10));
        assertThat(lan.get(0).state()).isEqualTo(State.MASTER);
        assertThat(lan.get(0).router().rivalAddress()).hasToString("10.50.0.2");
        assertThat(lan.get(0).lastAnnouncement()).isEqualTo(Announcement.LOWER_PRIORITY_HEARD);
        lan.heal();
        lan.run(ADVERT.plusMillis(20));
        assertSurvivorAnnouncedLast(lan, 0);
        lan.run(Duration.ofSeconds(4));
        assertThat(lan.get(0).lastAnnouncement()).isEqualTo(Announcement.DUAL_MASTER_ENDED);
        assertThat(lan.get(0).router().rivalAddress()).isNull();
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                Arguments.of("password", change(s -> s.authentication(Authentication.password("other")))),
                Arguments.of("no password", change(s -> s.authentication(Authentication.NONE))),
                Arguments.of("longer interval", change(s -> s.intervalCentis(200))));
    }

    private static UnaryOperator<RouterSettings.Builder> change(UnaryOperator<RouterSettings.Builder> change) {
        return change;
    }

    /** Version 2: both reject each other, so both are master until somebody mends the configuration. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mismatches")
    void mismatchedConfigurationsAreNoticedByBothAndHealWithinAnIntervalAndSkew(
            String name, UnaryOperator<RouterSettings.Builder> mismatch) {
        for (long seed = 0; seed < 30; seed++) {
            var lan = new SimulatedLan(seed).recording();
            RouterSettings right = version2(1, 100).build();
            lan.router(version2(0, 200).build());
            lan.router(mismatch.apply(version2(1, 100)).build());
            lan.start();
            lan.runUntil("two masters", l -> l.masters().size() == 2, Duration.ofSeconds(20));
            lan.run(Duration.ofSeconds(7).plusMillis(seed * 37));
            assertThat(lan.get(0).router().rivalAddress()).hasToString("10.50.0.2");
            assertThat(lan.get(1).router().rivalAddress()).hasToString("10.50.0.1");
            lan.change(1, right);
            lan.run(ADVERT.plusNanos(right.skewNanos(100, 100)).plusMillis(20));
            assertSurvivorAnnouncedLast(lan, 0);
            lan.run(Duration.ofSeconds(7));
            assertThat(lan.get(0).router().rivalAddress()).isNull();
            assertThat(lan.get(0).lastAnnouncement()).isEqualTo(Announcement.DUAL_MASTER_ENDED);
        }
    }

    private static RouterSettings.Builder version2(int index, int priority) {
        return SimulatedLan.settings(index, 2, priority).authentication(Authentication.password("secret"));
    }

    @Test
    void equalPrioritiesAreDecidedByTheAddress() {
        var lan = new SimulatedLan(4).recording().routers(100, 100).isolate(0).start();
        lan.runUntil("two masters", l -> l.masters().size() == 2, Duration.ofSeconds(10));
        lan.heal();
        lan.run(ADVERT.plusMillis(20));
        assertSurvivorAnnouncedLast(lan, 1);
    }

    @Test
    void aBackupThatHungDoesNotTakeOverFromALivingMaster() {
        var lan = new SimulatedLan(5).recording().routers(200, 100).start();
        lan.runUntil("0 leads", l -> l.masters().equals(List.of(0)), Duration.ofSeconds(10));
        lan.run(Duration.ofSeconds(5));
        lan.stall(1, Duration.ofSeconds(20));
        lan.run(Duration.ofSeconds(60));
        assertThat(lan.get(1).transitions()).isEqualTo(1);
    }

    @Test
    void aMasterThatHungAnswersItsRivalOnceAndSendsNoBurst() {
        var lan = new SimulatedLan(6).recording();
        RouterSettings.Builder fast = SimulatedLan.settings(0, 200).intervalCentis(1);
        lan.router(fast.build());
        lan.router(SimulatedLan.settings(1, 100).intervalCentis(1).build());
        lan.start();
        lan.runUntil("0 leads", l -> l.masters().equals(List.of(0)), Duration.ofSeconds(1));
        lan.run(Duration.ofSeconds(1));
        lan.stall(0, Duration.ofSeconds(5));
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.masters()).containsExactly(0, 1);
        int sent = lan.get(0).advertsSent();
        lan.run(Duration.ofMillis(5));
        assertThat(lan.masters()).containsExactly(0);
        assertThat(lan.get(0).advertsSent() - sent).isLessThanOrEqualTo(2);
    }
}
