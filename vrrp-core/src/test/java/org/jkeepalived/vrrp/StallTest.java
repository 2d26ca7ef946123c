// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.vrrp.RouterFixture.MILLI;
import static org.jkeepalived.vrrp.RouterFixture.SECOND;

import org.junit.jupiter.api.Test;

/** What a router does that could not run for a while: stopped, starved, or on a machine that was paused. */
class StallTest {
    /** Of priority 100 and one second. */
    private static final long SKEW = SECOND * 156 / 256;

    private static final long DOWN = 3 * SECOND + SKEW;

    private static RouterFixture backup() {
        var router = new RouterFixture(RouterFixture.version(3, 100)).backup();
        router.hear(200);
        return router;
    }

    /** Ends a stall that took all of the time since the last event. */
    private static void wake(RouterFixture router, long stalledNanos) {
        long since = router.now;
        router.pass(stalledNanos);
        router.step(new Event.Stalled(since));
    }

    @Test
    void anAdvertThatWaitedCountsFromTheTimeItCame() {
        RouterFixture router = backup();
        router.pass(2500 * MILLI);
        router.hearWaited(200, 500 * MILLI);
        assertThat(router.waits()).isEqualTo(DOWN - 500 * MILLI);
        assertThat(router.router.lastAdvertNanos()).isEqualTo(router.now - 500 * MILLI);
    }

    @Test
    void aBackupThatFindsTheMastersAdvertsAfterAStallFollowsIt() {
        RouterFixture router = backup();
        wake(router, 5 * SECOND);
        for (long waited = 4 * SECOND; waited >= 0; waited -= SECOND) {
            router.hearWaited(200, waited);
        }
        assertThat(router.waits()).isEqualTo(DOWN);
        router.step(Event.TimerExpired.INSTANCE);
        assertThat(router.router.state()).isEqualTo(State.BACKUP);
    }

    @Test
    void aBackupThatFindsNothingAfterAStallGrantsTheTimeForOneMoreAdvert() {
        RouterFixture router = backup();
        wake(router, 20 * SECOND);
        assertThat(router.waits()).isEqualTo(SECOND + SKEW);
        router.expire();
        assertThat(router.router.state()).isEqualTo(State.MASTER);
    }

    @Test
    void whatWaitedFromTheBeginningOfAStallDoesNotTakeTheGraceAway() {
        RouterFixture router = backup();
        wake(router, 20 * SECOND);
        router.hearWaited(200, 19 * SECOND);
        assertThat(router.waits()).isEqualTo(SECOND + SKEW);
        router.hearWaited(0, 18 * SECOND);
        assertThat(router.waits()).isEqualTo(SECOND + SKEW);
    }

    @Test
    void aMasterHeardAfterTheStallMayResignAsEver() {
        RouterFixture router = backup();
        wake(router, 20 * SECOND);
        router.pass(100 * MILLI);
        router.hear(200);
        router.pass(100 * MILLI);
        router.hear(0);
        assertThat(router.waits()).isEqualTo(SKEW);
    }

    @Test
    void aStallShorterThanAnIntervalChangesNothing() {
        RouterFixture router = backup();
        wake(router, 999 * MILLI);
        assertThat(router.waits()).isEqualTo(DOWN - 999 * MILLI);
    }

    @Test
    void oneSilenceIsExcusedOnceOnly() {
        RouterFixture router = backup();
        wake(router, 5 * SECOND);
        wake(router, 1500 * MILLI);
        assertThat(router.waits()).isEqualTo(SECOND + SKEW - 1500 * MILLI);
        router.hear(200);
        wake(router, 5 * SECOND);
        assertThat(router.waits()).isEqualTo(SECOND + SKEW);
    }

    @Test
    void aMasterThatPreemptsStaysOneAfterAStall() {
        var router = new RouterFixture(RouterFixture.version(3, 100)).master();
        wake(router, 10 * SECOND);
        assertThat(router.router.state()).isEqualTo(State.MASTER);
    }

    @Test
    void aStalledMasterAnswersAllAdvertsThatWaitedWithOne() {
        var router = new RouterFixture(RouterFixture.version(3, 100)).master();
        wake(router, 10 * SECOND);
        for (long waited = 6 * SECOND; waited >= 0; waited -= SECOND) {
            router.hearWaited(50, waited);
        }
        router.step(Event.TimerExpired.INSTANCE);
        assertThat(router.effects.take())
                .containsExactly("observe LowerPriorityHeard", "advert 100", "announce LOWER_PRIORITY_HEARD");
    }

    @Test
    void timerExpiredBackupYieldsWhenABackupOfThatPriorityWouldHaveTakenOver() {
        long otherDown = 3 * SECOND + SECOND * 6 / 256;
        RouterSettings.Builder settings =
                RouterFixture.version(3, 100).preempt(false).stallYieldsTo(250);
        var router = new RouterFixture(settings).master();
        wake(router, otherDown - 1);
        assertThat(router.router.state()).isEqualTo(State.MASTER);
        wake(router, 1);
        assertThat(router.router.state()).isEqualTo(State.BACKUP);
        assertThat(router.router.lastTransitionReason()).isEqualTo(TransitionReason.STALLED);
        assertThat(router.effects.take()).doesNotContain("advert 100").contains("withdraw");
        assertThat(router.waits()).isEqualTo(DOWN);
    }
}
