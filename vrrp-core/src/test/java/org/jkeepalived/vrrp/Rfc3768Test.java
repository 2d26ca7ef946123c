// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.vrrp.RouterFixture.HIGHER;
import static org.jkeepalived.vrrp.RouterFixture.LOWER;
import static org.jkeepalived.vrrp.RouterFixture.MILLI;
import static org.jkeepalived.vrrp.RouterFixture.SECOND;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** RFC 3768 (VRRPv2), sentence by sentence, as far as it binds the state machine. */
@DisplayName("RFC 3768")
class Rfc3768Test {

    private static RouterFixture priority(int priority) {
        return new RouterFixture(RouterFixture.version(2, priority));
    }

    @Nested
    @DisplayName("6.1 Parameters per Virtual Router")
    class Section61 {
        @Test
        @DisplayName("Skew_Time is (256 - Priority) / 256 seconds, whatever the interval")
        void skewTimeIsAFractionOfASecond() {
            RouterSettings settings = RouterFixture.version(2, 100).build();
            assertThat(settings.skewNanos(100, 100)).isEqualTo(156 * SECOND / 256);
            assertThat(settings.skewNanos(100, 25_500)).isEqualTo(156 * SECOND / 256);
        }

        @Test
        @DisplayName("Master_Down_Interval is (3 * Advertisement_Interval) + Skew_Time")
        void masterDownIntervalIsThreeIntervalsAndTheSkew() {
            RouterSettings settings = RouterFixture.version(2, 200).build();
            assertThat(settings.masterDownNanos(200, 200)).isEqualTo(6 * SECOND + 56 * SECOND / 256);
        }
    }

    @Nested
    @DisplayName("6.4.1 Initialize")
    class Section641 {
        @Test
        @DisplayName("Priority 255: ADVERTISEMENT, gratuitous ARP, Adver_Timer, Master")
        void theAddressOwnerBecomesMasterAtOnce() {
            RouterFixture router = priority(255).start();
            assertThat(router.effects.take())
                    .containsSubsequence("advert 255", "install", "announce BECAME_MASTER", "complete MASTER");
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName("Otherwise: Master_Down_Timer, Backup")
        void othersBecomeBackup() {
            RouterFixture router = priority(100).start();
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
            assertThat(router.waits()).isEqualTo(3 * SECOND + 156 * SECOND / 256);
        }
    }

    @Nested
    @DisplayName("6.4.2 Backup")
    class Section642 {
        @Test
        @DisplayName("Must not hold the addresses, so that it neither answers ARP nor accepts packets for them")
        void aBackupDoesNotHoldTheAddresses() {
            RouterFixture router = priority(100).backup();
            router.hear(200);
            assertThat(router.effects.installed).isFalse();
        }

        @Test
        @DisplayName("Shutdown: cancels the Master_Down_Timer, goes to Initialize")
        void shutdownCancelsTheTimer() {
            RouterFixture router = priority(100).backup();
            router.step(new Event.Stop());
            assertThat(router.effects.take()).containsExactly("BACKUP -> INIT STOPPED", "complete INIT");
            assertThat(router.effects.armed).isFalse();
        }

        @Test
        @DisplayName("Master_Down_Timer fires: ADVERTISEMENT, gratuitous ARP, Adver_Timer, Master")
        void theMasterDownTimerMakesItMaster() {
            RouterFixture router = priority(100).backup();
            router.expire();
            assertThat(router.effects.take())
                    .containsSubsequence("advert 100", "install", "announce BECAME_MASTER", "complete MASTER");
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName("Priority 0: sets the Master_Down_Timer to Skew_Time")
        void priorityZeroShortensTheWaitToTheSkew() {
            RouterFixture router = priority(100).backup();
            router.hear(0);
            assertThat(router.waits()).isEqualTo(156 * SECOND / 256);
        }

        @Test
        @DisplayName("Preempt_Mode False, or priority not lower: resets the Master_Down_Timer")
        void notLowerResetsTheTimer() {
            RouterFixture router = priority(100).backup();
            router.pass(2 * SECOND);
            router.hear(100);
            assertThat(router.waits()).isEqualTo(3 * SECOND + 156 * SECOND / 256);
            var content = new RouterFixture(RouterFixture.version(2, 100).preempt(false)).backup();
            content.pass(2 * SECOND);
            content.hear(1);
            assertThat(content.waits()).isEqualTo(3 * SECOND + 156 * SECOND / 256);
        }

        @Test
        @DisplayName("Preempt_Mode True and lower priority: discards the ADVERTISEMENT")
        void lowerPrioritiesAreDiscarded() {
            RouterFixture router = priority(100).backup();
            long before = router.effects.deadlineNanos;
            router.pass(SECOND);
            router.hear(99);
            assertThat(router.effects.deadlineNanos).isEqualTo(before);
        }
    }

    @Nested
    @DisplayName("6.4.3 Master")
    class Section643 {
        @Test
        @DisplayName("Shutdown: cancels the Adver_Timer, sends priority 0, goes to Initialize")
        void shutdownResigns() {
            RouterFixture router = priority(100).master();
            router.step(new Event.Stop());
            assertThat(router.effects.take()).startsWith("advert 0").endsWith("withdraw", "complete INIT");
            assertThat(router.effects.armed).isFalse();
            assertThat(router.count(Counter.PRIORITY_ZERO_SENT)).isEqualTo(1);
        }

        @Test
        @DisplayName("Adver_Timer fires: sends an ADVERTISEMENT, resets the Adver_Timer")
        void theAdverTimerSendsAndRepeats() {
            RouterFixture router = priority(100).master();
            router.expire();
            assertThat(router.effects.take()).containsExactly("advert 100");
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName("Priority 0: sends an ADVERTISEMENT, resets the Adver_Timer")
        void priorityZeroIsAnsweredAtOnce() {
            RouterFixture router = priority(100).master();
            router.pass(700 * MILLI);
            router.hear(0);
            assertThat(router.effects.take()).startsWith("advert 100");
            assertThat(router.waits()).isEqualTo(SECOND);
        }

        @Test
        @DisplayName("Higher priority: cancels the Adver_Timer, sets the Master_Down_Timer, becomes Backup")
        void higherPriorityWins() {
            RouterFixture router = priority(100).master();
            router.hear(101, LOWER);
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
            assertThat(router.waits()).isEqualTo(3 * SECOND + 156 * SECOND / 256);
        }

        @Test
        @DisplayName("Equal priority and higher primary address: becomes Backup")
        void equalPriorityAndHigherAddressWins() {
            RouterFixture router = priority(100).master();
            router.hear(100, HIGHER);
            assertThat(router.router.state()).isEqualTo(State.BACKUP);
        }

        @Test
        @DisplayName("Otherwise: discards the ADVERTISEMENT, stays Master; answering it is keepalived's addition")
        void lowerPriorityDoesNotWin() {
            var router = new RouterFixture(RouterFixture.version(2, 100).lowerPriorityNoAdvert(true)).master();
            long before = router.effects.deadlineNanos;
            router.pass(100 * MILLI);
            router.hear(99);
            assertThat(router.effects.deadlineNanos).isEqualTo(before);
            assertThat(router.effects.take())
                    .containsExactly("observe LowerPriorityHeard", "announce LOWER_PRIORITY_HEARD");
            RouterFixture keepalived = priority(100).master();
            keepalived.hear(99);
            assertThat(keepalived.effects.take()).contains("advert 100");
        }
    }

    @Nested
    @DisplayName("7.1 Receiving VRRP Packets")
    class Section71 {
        @Test
        @DisplayName("MUST verify that the Adver Interval is the one configured, otherwise discard")
        void anotherIntervalIsDiscarded() {
            RouterFixture router = priority(100).backup();
            router.hear(200, HIGHER, 200);
            assertThat(router.router.masterAddress()).isNull();
            assertThat(router.count(Counter.ADVERT_INTERVAL_ERROR)).isEqualTo(1);
            assertThat(router.count(Counter.ADVERT_RECEIVED)).isZero();
        }
    }
}
