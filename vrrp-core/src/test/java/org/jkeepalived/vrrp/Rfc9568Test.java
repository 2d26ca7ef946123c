// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.vrrp.RouterFixture.HIGHER;
import static org.jkeepalived.vrrp.RouterFixture.LOWER;
import static org.jkeepalived.vrrp.RouterFixture.MILLI;
import static org.jkeepalived.vrrp.RouterFixture.SECOND;

import java.util.List;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** RFC 9568, sentence by sentence, as far as it binds the state machine. Its "Active" is keepalived's MASTER. */
@DisplayName("RFC 9568")
class Rfc9568Test {

    private static RouterFixture priority(int priority) {
        return new RouterFixture(RouterFixture.version(3, priority));
    }

    @Nested
    @DisplayName("6.1 Parameters per Virtual Router")
    class Section61 {
        @Test
        @DisplayName("Skew_Time is ((256 - Priority) * Active_Adver_Interval) / 256")
        void skewTimeIsAFractionOfTheActiveInterval() {
            RouterSettings settings = RouterFixture.version(3, 100).build();
            assertThat(settings.skewNanos(100, 100)).isEqualTo(156 * SECOND / 256);
            assertThat(settings.skewNanos(100, 1)).isEqualTo(156 * SECOND / 100 / 256);
            assertThat(settings.skewNanos(255, 4095)).isEqualTo(4095 * SECOND / 100 / 256);
        }

        @Test
        @DisplayName("Active_Down_Interval is (3 * Active_Adver_Interval) + Skew_Time")
        void activeDownIntervalIsThreeIntervalsAndTheSkew() {
            RouterSettings settings = RouterFixture.version(3, 200).build();
            assertThat(settings.masterDownNanos(200, 20)).isEqualTo(600 * MILLI + 56 * 200 * MILLI / 256);
            assertThat(settings.masterDownNanos(1, 4095)).isEqualTo(3 * 40_950 * MILLI + 255 * 40_950 * MILLI / 256);
        }

        @Test
        @DisplayName("The default of Priority is 100, of Advertisement_Interval 1 s, of Preempt_Mode True")
        void theDefaultsAreThoseOfTheRfc() {
            RouterSettings settings = RouterFixture.version(3, 100).build();
            assertThat(settings.intervalCentis()).isEqualTo(100);
            assertThat(settings.preempt()).isTrue();
            assertThat(settings.priority()).isEqualTo(100);
        }
    }

    @Nested
    @DisplayName("6.4.1 Initialize")
    class Section641 {
        @Test
        @DisplayName("The owner sends an ADVERTISEMENT, announces the addresses, sets the Adver_Timer, becomes Active")
        void theAddressOwnerBecomesActiveAtOnce() {
            RouterFixture router = priority(255).start();
            assertThat(router.effects.take())
                    .containsExactly(
                            "advert 255",
                            "INIT -> MASTER ADDRESS_OWNER",
                            "install",
                            "announce BECAME_MASTER",
                            "complete MASTER");
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName(
                "Others take their own interval as Active_Adver_Interval, set the Active_Down_Timer, become Backup")
        void othersBecomeBackup() {
            RouterFixture router = priority(100).start();
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
            assertThat(router.router.masterIntervalCentis()).isEqualTo(100);
            assertThat(router.waits()).isEqualTo(3 * SECOND + 156 * SECOND / 256);
        }

        @Test
        @DisplayName("Nothing happens before the Startup event")
        void nothingHappensBeforeTheStart() {
            RouterFixture router = priority(100);
            router.hear(50);
            router.step(Event.TimerExpired.INSTANCE);
            router.step(new Event.Stop());
            assertThat(router.effects.calls).isEmpty();
            assertThat(router.router.state()).isEqualTo(State.INIT);
        }
    }

    @Nested
    @DisplayName("6.4.2 Backup")
    class Section642 {
        @Test
        @DisplayName("Must not hold the addresses, so that it neither answers ARP or ND nor accepts packets for them")
        void aBackupDoesNotHoldTheAddresses() {
            RouterFixture router = priority(100).start();
            assertThat(router.effects.installed).isFalse();
            router.hear(200);
            assertThat(router.effects.installed).isFalse();
        }

        @Test
        @DisplayName("Shutdown: cancels the Active_Down_Timer, goes to Initialize, says nothing")
        void shutdownCancelsTheTimer() {
            RouterFixture router = priority(100).backup();
            router.step(new Event.Stop());
            assertThat(router.effects.take()).containsExactly("BACKUP -> INIT STOPPED", "complete INIT");
            assertThat(router.effects.armed).isFalse();
        }

        @Test
        @DisplayName("Active_Down_Timer fires: ADVERTISEMENT, announcement, Adver_Timer, Active")
        void theActiveDownTimerMakesItActive() {
            RouterFixture router = priority(100).backup();
            router.expire();
            assertThat(router.effects.take())
                    .containsSubsequence("advert 100", "install", "announce BECAME_MASTER", "complete MASTER");
            assertThat(router.router.state()).isEqualTo(State.MASTER);
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName("Priority 0: sets the Active_Down_Timer to Skew_Time")
        void priorityZeroShortensTheWaitToTheSkew() {
            RouterFixture router = priority(100).backup();
            router.hear(200, HIGHER, 50);
            router.hear(0, HIGHER, 50);
            assertThat(router.waits()).isEqualTo(156 * 500 * MILLI / 256);
        }

        @Test
        @DisplayName(
                "Priority not lower: adopts the interval, recomputes skew and Active_Down_Interval, resets the timer")
        void aBetterAdvertIsFollowedWithItsInterval() {
            RouterFixture router = priority(100).backup();
            router.pass(2 * SECOND);
            router.hear(200, HIGHER, 500);
            assertThat(router.router.masterIntervalCentis()).isEqualTo(500);
            assertThat(router.router.skewNanos()).isEqualTo(156 * 5 * SECOND / 256);
            assertThat(router.waits()).isEqualTo(15 * SECOND + 156 * 5 * SECOND / 256);
        }

        @Test
        @DisplayName("Equal priority is not lower, whatever the address")
        void equalPriorityIsFollowed() {
            RouterFixture router = priority(100).backup();
            router.pass(SECOND);
            router.hear(100, LOWER);
            assertThat(router.waits()).isEqualTo(router.router.masterDownNanos());
        }

        @Test
        @DisplayName("Preempt_Mode False: follows a lower priority as well")
        void withoutPreemptionLowerPrioritiesAreFollowed() {
            var router = new RouterFixture(RouterFixture.version(3, 100).preempt(false)).backup();
            router.pass(SECOND);
            router.hear(50, LOWER, 20);
            assertThat(router.router.masterIntervalCentis()).isEqualTo(20);
            assertThat(router.waits()).isEqualTo(router.router.masterDownNanos());
        }

        @Test
        @DisplayName("Preempt_Mode True and lower priority: discards the ADVERTISEMENT")
        void lowerPrioritiesAreDiscarded() {
            RouterFixture router = priority(100).backup();
            long before = router.effects.deadlineNanos;
            router.pass(SECOND);
            router.hear(50, HIGHER, 20);
            assertThat(router.effects.deadlineNanos).isEqualTo(before);
            assertThat(router.router.masterIntervalCentis()).isEqualTo(100);
        }
    }

    @Nested
    @DisplayName("6.4.3 Active")
    class Section643 {
        @Test
        @DisplayName("Shutdown: cancels the Adver_Timer, sends priority 0, goes to Initialize")
        void shutdownResigns() {
            RouterFixture router = priority(100).master();
            router.step(new Event.Stop());
            assertThat(router.effects.take())
                    .containsExactly(
                            "advert 0",
                            "observe PriorityZeroSent",
                            "MASTER -> INIT STOPPED",
                            "withdraw",
                            "complete INIT");
            assertThat(router.effects.armed).isFalse();
        }

        @Test
        @DisplayName("Adver_Timer fires: sends an ADVERTISEMENT, resets the Adver_Timer")
        void theAdverTimerSendsAndRepeats() {
            RouterFixture router = priority(100).master();
            for (int i = 0; i < 5; i++) {
                router.expire();
                assertThat(router.effects.take()).containsExactly("advert 100");
                assertThat(router.waits()).isEqualTo(SECOND);
            }
        }

        @Test
        @DisplayName("The Advertisement_Interval is its own again, not the one of the master before it")
        void theIntervalIsItsOwn() {
            RouterFixture router = priority(100).backup();
            router.hear(200, HIGHER, 500);
            router.expire();
            assertThat(router.waits()).isEqualTo(SECOND);
            assertThat(router.observed(Observation.IntervalRestored.class))
                    .containsExactly(new Observation.IntervalRestored(500, 100));
        }

        @Test
        @DisplayName("Priority 0: sends an ADVERTISEMENT, resets the Adver_Timer")
        void priorityZeroIsAnsweredAtOnce() {
            RouterFixture router = priority(100).master();
            router.pass(700 * MILLI);
            router.hear(0);
            assertThat(router.effects.take()).containsExactly("advert 100", "observe PriorityZeroReceived");
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName("Higher priority: adopts the interval, recomputes, sets the Active_Down_Timer, becomes Backup")
        void higherPriorityWins() {
            RouterFixture router = priority(100).master();
            router.hear(101, LOWER, 200);
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
            assertThat(router.router.masterIntervalCentis()).isEqualTo(200);
            assertThat(router.waits()).isEqualTo(6 * SECOND + 156 * 2 * SECOND / 256);
            assertThat(router.effects.installed).isFalse();
        }

        @Test
        @DisplayName("Equal priority and higher primary address, compared as unsigned integers: becomes Backup")
        void equalPriorityAndHigherAddressWins() {
            RouterFixture router = priority(100).master();
            router.hear(100, "200.0.0.1");
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
            assertThat(router.router.lastTransitionReason()).isEqualTo(TransitionReason.HIGHER_ADDRESS_HEARD);
        }

        @Test
        @DisplayName("Otherwise: discards it and at once sends an ADVERTISEMENT to assert the Active state")
        void lowerPriorityIsAnsweredAtOnce() {
            RouterFixture router = priority(100).master();
            router.pass(400 * MILLI);
            router.hear(99);
            assertThat(router.effects.take())
                    .containsExactly("observe LowerPriorityHeard", "advert 100", "announce LOWER_PRIORITY_HEARD");
            assertThat(router.router.state()).isEqualTo(State.MASTER);
        }

        @Test
        @DisplayName("Otherwise, also for equal priority and lower address")
        void equalPriorityAndLowerAddressIsAnsweredAtOnce() {
            RouterFixture router = priority(100).master();
            router.hear(100, LOWER);
            assertThat(router.effects.take()).contains("advert 100");
            assertThat(router.router.state()).isEqualTo(State.MASTER);
        }
    }

    @Nested
    @DisplayName("5.2.4, 8.3.2 Priority")
    class Section832 {
        @Test
        @DisplayName("Erratum 8298: the owner hears adverts too; a second owner is reported and the address decides")
        void twoOwnersAreReported() {
            RouterFixture router = priority(255).master();
            router.hear(255, LOWER);
            router.hear(255, LOWER);
            assertThat(router.observed(Observation.OwnerConflict.class))
                    .containsExactly(new Observation.OwnerConflict(IpAddress.parse(LOWER)));
            router.hear(255, HIGHER);
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
        }

        @Test
        @DisplayName("Nothing changes the priority of the address owner")
        void weightsDoNotTouchTheOwner() {
            RouterFixture router = priority(255).master();
            router.step(new Event.PriorityChanged(100));
            assertThat(router.router.effectivePriority()).isEqualTo(255);
        }
    }

    @Nested
    @DisplayName("7.1 Receiving VRRP Packets")
    class Section71 {
        @Test
        @DisplayName("Another interval SHOULD be logged and MUST NOT be dropped")
        void anotherIntervalIsLoggedAndBelieved() {
            RouterFixture router = priority(100).backup();
            router.hear(200, HIGHER, 300);
            router.hear(200, HIGHER, 300);
            assertThat(router.router.masterPriority()).isEqualTo(200);
            assertThat(router.observed(Observation.IntervalMismatch.class)).isNotEmpty();
        }

        @Test
        @DisplayName("Other addresses SHOULD be logged; the advert is believed")
        void otherAddressesAreLoggedAndBelieved() {
            RouterFixture router = priority(100).backup();
            RouterSettings other = router.router.settings().toBuilder()
                    .addresses(List.of(IpAddress.parse("10.50.0.101")))
                    .build();
            router.hear(RouterFixture.advert(other, 200, HIGHER));
            assertThat(router.router.masterPriority()).isEqualTo(200);
            assertThat(router.observed(Observation.AddressMissing.class)).hasSize(1);
            assertThat(router.count(Counter.ADDRESS_LIST_ERROR)).isEqualTo(1);
        }

        @Test
        @DisplayName("A failed check is logged once, not once per packet, and counted each time")
        void failedChecksAreLoggedWithALimit() {
            RouterFixture router = priority(100).backup();
            byte[] packet = RouterFixture.advert(router.router.settings(), 200, HIGHER, "224.0.0.18", 254);
            for (int i = 0; i < 10; i++) {
                router.hear(packet);
            }
            assertThat(router.observed(Observation.AdvertRejected.class)).hasSize(1);
            assertThat(router.count(Counter.IP_TTL_ERROR)).isEqualTo(10);
            assertThat(router.router.masterAddress()).isNull();
        }
    }
}
