// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jkeepalived.vrrp.RouterFixture.HIGHER;
import static org.jkeepalived.vrrp.RouterFixture.LOWER;
import static org.jkeepalived.vrrp.RouterFixture.MILLI;
import static org.jkeepalived.vrrp.RouterFixture.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.Authentication;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;

/** What keepalived adds to the RFCs, and what this router adds to keepalived. */
class KeepalivedBehaviourTest {
    private static final Event LINK_DOWN = new Event.HealthChanged(List.of("link down"));
    private static final Event HEALTHY = new Event.HealthChanged(List.of());

    private static RouterFixture priority(int priority) {
        return new RouterFixture(RouterFixture.version(3, priority));
    }

    // --- FAULT

    @Test
    void aMasterWithAFaultResignsAndWithdraws() {
        RouterFixture router = priority(100).master();
        router.step(LINK_DOWN);
        assertThat(router.effects.take())
                .containsExactly(
                        "MASTER -> FAULT FAULT", "advert 0", "observe PriorityZeroSent", "withdraw", "complete FAULT");
        assertThat(router.effects.armed).isFalse();
        assertThat(router.router.faults()).containsExactly("link down");
    }

    @Test
    void aBackupWithAFaultSaysNothing() {
        RouterFixture router = priority(100).backup();
        router.step(LINK_DOWN);
        assertThat(router.effects.take()).containsExactly("BACKUP -> FAULT FAULT", "complete FAULT");
        assertThat(router.effects.armed).isFalse();
    }

    @Test
    void inFaultAdvertsAreNotEvenCounted() {
        RouterFixture router = priority(100).backup();
        router.step(LINK_DOWN);
        router.hear(200);
        assertThat(router.count(Counter.ADVERT_RECEIVED)).isZero();
    }

    @Test
    void onlyTheLastFaultGoneMakesItBackup() {
        RouterFixture router = priority(100).backup();
        router.step(new Event.HealthChanged(List.of("link down", "no address")));
        router.step(new Event.HealthChanged(List.of("no address")));
        assertThat(router.router.state()).isEqualTo(State.FAULT);
        router.effects.take();
        router.step(HEALTHY);
        assertThat(router.effects.take()).containsExactly("FAULT -> BACKUP RECOVERED", "complete BACKUP");
        assertThat(router.waits()).isEqualTo(router.router.masterDownNanos());
    }

    @Test
    void aRecoveredAddressOwnerIsMasterAtOnce() {
        RouterFixture router = priority(255).master();
        router.step(LINK_DOWN);
        router.effects.take();
        router.step(HEALTHY);
        assertThat(router.effects.take()).startsWith("advert 255", "FAULT -> MASTER ADDRESS_OWNER");
    }

    @Test
    void aRouterWithAFaultStartsInFault() {
        RouterFixture router = priority(255);
        router.step(LINK_DOWN);
        router.start();
        assertThat(router.effects.take()).containsExactly("withdraw", "INIT -> FAULT FAULT", "complete FAULT");
    }

    @Test
    void aRecoveredBackupForgetsTheIntervalOfTheOldMaster() {
        RouterFixture router = priority(100).backup();
        router.hear(200, HIGHER, 500);
        router.step(LINK_DOWN);
        router.step(HEALTHY);
        assertThat(router.router.masterIntervalCentis()).isEqualTo(100);
        assertThat(router.router.masterAddress()).isNull();
    }

    // --- Preemption

    @Test
    void preemptDelayStartsWithTheFirstLowerAdvertAndThenTheTimerRunsOut() {
        var router = new RouterFixture(RouterFixture.version(3, 100).preemptDelayNanos(10 * SECOND)).backup();
        for (int i = 0; i < 10; i++) {
            router.pass(SECOND);
            router.hear(50);
            assertThat(router.waits()).isEqualTo(router.router.masterDownNanos());
        }
        long deadline = router.effects.deadlineNanos;
        router.pass(SECOND);
        router.hear(50); // ten seconds after the first one
        assertThat(router.effects.deadlineNanos).isEqualTo(deadline);
        assertThat(router.observed(Observation.PreemptDelayStarted.class)).hasSize(1);
        router.expire();
        assertThat(router.router.lastTransitionReason()).isEqualTo(TransitionReason.PREEMPTED);
    }

    @Test
    void aBetterMasterStopsThePreemptDelay() {
        var router = new RouterFixture(RouterFixture.version(3, 100).preemptDelayNanos(5 * SECOND)).backup();
        router.hear(50);
        router.pass(4 * SECOND - 1);
        router.hear(150);
        assertThat(router.observed(Observation.PreemptDelayStopped.class)).hasSize(1);
        router.pass(2 * SECOND);
        router.hear(50); // starts anew
        assertThat(router.waits()).isEqualTo(router.router.masterDownNanos());
        assertThat(router.observed(Observation.PreemptDelayStarted.class)).hasSize(2);
    }

    @Test
    void preemptDelayDoesNotHoldUpATakeoverFromADeadMaster() {
        var router = new RouterFixture(RouterFixture.version(3, 100).preemptDelayNanos(500 * SECOND)).backup();
        router.hear(50);
        router.expire();
        assertThat(router.router.state()).isEqualTo(State.MASTER);
        assertThat(router.router.lastTransitionReason()).isEqualTo(TransitionReason.NO_RESPONSE);
    }

    @Test
    void theReasonOfATakeoverIsTold() {
        RouterFixture router = priority(100).backup();
        router.hear(200);
        router.hear(0);
        router.expire();
        assertThat(router.router.lastTransitionReason()).isEqualTo(TransitionReason.MASTER_RESIGNED);
    }

    @Test
    void downTimerAdvertsChangesTheNumberOfLostAdverts() {
        var router = new RouterFixture(RouterFixture.version(3, 100).downTimerAdverts(5)).backup();
        assertThat(router.waits()).isEqualTo(5 * SECOND + 156 * SECOND / 256);
    }

    // --- Start-up delay

    @Test
    void duringTheStartUpDelayNothingIsElected() {
        RouterFixture router = priority(255);
        router.step(new Event.Start(true));
        assertThat(router.router.state()).isEqualTo(State.BACKUP);
        assertThat(router.effects.armed).isFalse();
        router.hear(50);
        router.step(LINK_DOWN);
        router.step(HEALTHY);
        assertThat(router.router.state()).isEqualTo(State.BACKUP);
        assertThat(router.effects.armed).isFalse();
        router.step(new Event.StartupDelayOver());
        assertThat(router.router.state()).isEqualTo(State.MASTER);
    }

    @Test
    void afterTheStartUpDelayABackupWaitsForAMasterAndKnowsItsIntervalAlready() {
        RouterFixture router = priority(100);
        router.step(new Event.Start(true));
        router.hear(200, HIGHER, 500);
        assertThat(router.effects.armed).isFalse();
        router.pass(SECOND);
        router.step(new Event.StartupDelayOver());
        assertThat(router.waits()).isEqualTo(15 * SECOND + 156 * 5 * SECOND / 256);
        router.pass(SECOND);
        long deadline = router.effects.deadlineNanos;
        router.step(new Event.StartupDelayOver());
        assertThat(router.effects.deadlineNanos).as("the second end is ignored").isEqualTo(deadline);
    }

    // --- Two masters

    @Test
    void aLosingMasterSaysOneLastAdvertBeforeItWithdraws() {
        RouterFixture router = priority(100).master();
        router.hear(200);
        assertThat(router.effects.take())
                .containsExactly(
                        "advert 100",
                        "observe HigherPriorityHeard",
                        "MASTER -> BACKUP HIGHER_PRIORITY_HEARD",
                        "withdraw",
                        "complete BACKUP");
    }

    @Test
    void theLastAdvertIsNotRepeatedOnceAnswered() {
        RouterFixture router = priority(100).master();
        router.hear(200);
        router.effects.take();
        router.pass(MILLI);
        router.hear(200);
        for (int i = 0; i < 40; i++) {
            router.pass(SECOND);
            router.hear(200);
        }
        assertThat(router.effects.take()).isEmpty();
    }

    @Test
    void theLastAdvertIsRepeatedFourTimesIfNeverAnswered() {
        RouterFixture router = priority(100).master();
        router.hear(200);
        router.effects.take();
        var said = new ArrayList<Integer>();
        for (int i = 1; i <= 40; i++) {
            router.pass(SECOND);
            router.hear(200);
            if (!router.effects.take().isEmpty()) {
                said.add(i);
            }
        }
        assertThat(said).containsExactly(1, 3, 7, 15);
    }

    @Test
    void theLastAdvertIsNotRepeatedIfItCouldWinByNow() {
        RouterFixture router = priority(100).master();
        router.hear(200);
        router.effects.take();
        router.pass(SECOND);
        router.hear(90); // the winner lost weight; we follow or preempt, but make no claim
        assertThat(router.effects.take()).doesNotContain("advert 100");
        RouterFixture weighed = priority(100).master();
        weighed.hear(200);
        weighed.step(new Event.PriorityChanged(210));
        weighed.effects.take();
        weighed.pass(SECOND);
        weighed.hear(200);
        assertThat(weighed.effects.take()).doesNotContain("advert 210");
    }

    @Test
    void withAShorterIntervalThanTheWinnersTheLoserIsSilentUnlessTheConfigurationSaysOtherwise() {
        RouterFixture router = priority(100).master();
        router.hear(200, HIGHER, 200);
        assertThat(router.effects.take()).doesNotContain("advert 100");
        var told = new RouterFixture(RouterFixture.version(3, 100).higherPrioritySendAdvert(true)).master();
        told.hear(200, HIGHER, 200);
        assertThat(told.effects.take()).contains("advert 100");
    }

    @Test
    void theSurvivorAnnouncesOnceMoreWhenItsRivalHasFallenSilent() {
        RouterFixture router = priority(200).master();
        for (int i = 0; i < 3; i++) {
            router.expire();
        }
        router.hear(100, LOWER);
        router.pass(500 * MILLI);
        router.hear(100, LOWER);
        long lastHeard = router.now;
        router.effects.take();
        assertThat(router.router.rivalAddress()).hasToString(LOWER);
        router.expire();
        router.expire();
        assertThat(router.effects.take()).containsExactly("advert 200", "advert 200");
        router.expire();
        assertThat(router.effects.take())
                .containsExactly("advert 200", "observe DualMasterEnded", "announce DUAL_MASTER_ENDED");
        assertThat(router.observed(Observation.DualMasterEnded.class))
                .containsExactly(new Observation.DualMasterEnded(IpAddress.parse(LOWER), 500 * MILLI, lastHeard));
        assertThat(router.router.rivalAddress()).isNull();
    }

    @Test
    void theLastAdvertOfTheMasterBeforeUsIsNoDualMaster() {
        RouterFixture router = priority(200).master();
        router.pass(MILLI);
        router.hear(100, LOWER);
        router.effects.take();
        for (int i = 0; i < 4; i++) {
            router.expire();
        }
        assertThat(router.observed(Observation.DualMasterEnded.class)).isEmpty();
        assertThat(router.effects.take()).containsOnlyOnce("announce DUAL_MASTER_ENDED");
    }

    @Test
    void aLowerMasterThatGoesOnAlthoughItIsAnsweredIsSuspectedOnce() {
        RouterFixture router = priority(200).master();
        for (int i = 0; i < 2; i++) {
            router.hear(100, LOWER);
            router.pass(SECOND);
        }
        assertThat(router.observed(Observation.RivalSuspected.class)).isEmpty();
        for (int i = 0; i < 5; i++) {
            router.hear(100, LOWER);
            router.pass(SECOND);
        }
        assertThat(router.observed(Observation.RivalSuspected.class))
                .singleElement()
                .extracting(Observation.RivalSuspected::fault)
                .isEqualTo(AdvertFault.NONE);
    }

    @Test
    void aMasterWhoseAdvertsAreRejectedIsSuspectedOnceAndOutlasted() {
        RouterFixture router = new RouterFixture(
                        RouterFixture.version(2, 200).authentication(Authentication.password("secret")))
                .master();
        byte[] stranger = RouterFixture.advert(RouterFixture.version(2, 100).build(), 100, LOWER);
        router.hear(stranger);
        assertThat(router.observed(Observation.RivalSuspected.class)).isEmpty();
        for (int i = 0; i < 5; i++) {
            router.expire();
            router.hear(stranger);
        }
        assertThat(router.observed(Observation.RivalSuspected.class))
                .singleElement()
                .extracting(Observation.RivalSuspected::fault)
                .isEqualTo(AdvertFault.AUTHENTICATION_TYPE_MISMATCH);
        assertThat(router.router.rivalAddress()).hasToString(LOWER);
        router.effects.take();
        for (int i = 0; i < 5; i++) {
            router.expire();
        }
        assertThat(router.effects.take()).containsSubsequence("observe DualMasterEnded", "announce DUAL_MASTER_ENDED");
        assertThat(router.router.rivalAddress()).isNull();
    }

    @Test
    void aRivalThatIsMendedIsOutlastedOnce() {
        RouterFixture router = new RouterFixture(RouterFixture.version(2, 200)).master();
        byte[] stranger = RouterFixture.advert(RouterFixture.version(3, 100).build(), 100, LOWER);
        for (int i = 0; i < 3; i++) {
            router.expire();
            router.hear(stranger);
        }
        router.hear(100, LOWER);
        for (int i = 0; i < 10; i++) {
            router.expire();
        }
        assertThat(router.observed(Observation.DualMasterEnded.class)).hasSize(1);
        assertThat(router.router.rivalAddress()).isNull();
    }

    @Test
    void anUnreadablePacketOrOneThatResignsIsNoMaster() {
        RouterFixture router = new RouterFixture(RouterFixture.version(2, 200)).master();
        byte[] stranger = RouterFixture.advert(RouterFixture.version(3, 100).build(), 100, LOWER);
        byte[] resigning = RouterFixture.advert(RouterFixture.version(3, 100).build(), 0, LOWER);
        router.hear(stranger);
        router.effects.take();
        for (int i = 0; i < 5; i++) {
            router.expire();
            router.hear(resigning);
        }
        assertThat(router.observed(Observation.RivalSuspected.class)).isEmpty();
        assertThat(router.effects.take()).containsOnly("advert 200");
    }

    @Test
    void manyQueuedAdvertsOfARivalGetOneAnswer() {
        RouterFixture router = priority(200).master();
        for (int i = 0; i < 56; i++) {
            router.hear(100, LOWER);
        }
        assertThat(router.effects.take())
                .containsExactly("observe LowerPriorityHeard", "advert 200", "announce LOWER_PRIORITY_HEARD");
        router.pass(10 * MILLI);
        router.hear(100, LOWER);
        assertThat(router.effects.take()).contains("advert 200");
    }

    @Test
    void garpLowerPrioRepeatZeroSilencesTheAnnouncementOnly() {
        var router = new RouterFixture(RouterFixture.version(3, 200).announceOnLowerPriority(false)).master();
        router.hear(100, LOWER);
        assertThat(router.effects.take()).containsExactly("observe LowerPriorityHeard", "advert 200");
    }

    @Test
    void ourOwnAddressFromSomebodyElseIsReportedOnceAndChangesNothing() {
        RouterFixture router = priority(100).master();
        router.hear(100, RouterFixture.OURS);
        router.hear(100, RouterFixture.OURS);
        assertThat(router.effects.take()).containsExactly("observe OwnAddressHeard");
        assertThat(router.router.state()).isEqualTo(State.MASTER);
    }

    // --- Timers

    @Test
    void latenessDoesNotAddUpAndAStallIsNotMadeUpFor() {
        RouterFixture router = priority(100).master();
        long first = router.effects.deadlineNanos;
        router.now = first + 30 * MILLI;
        router.step(Event.TimerExpired.INSTANCE);
        assertThat(router.effects.deadlineNanos).isEqualTo(first + SECOND);
        router.now = first + 60 * SECOND;
        router.step(Event.TimerExpired.INSTANCE);
        assertThat(router.waits()).isEqualTo(SECOND);
        assertThat(router.effects.take()).containsExactly("advert 100", "advert 100");
    }

    @Test
    void anExpiryOfADeadlineThatWasMovedIsIgnored() {
        RouterFixture router = priority(100).backup();
        long old = router.effects.deadlineNanos;
        router.pass(2 * SECOND);
        router.hear(200);
        router.now = old;
        router.step(Event.TimerExpired.INSTANCE);
        assertThat(router.router.state()).isEqualTo(State.BACKUP);
    }

    @Test
    void rejectedAdvertsDoNotMoveTheDeadline() {
        RouterFixture router = priority(100).master();
        long deadline = router.effects.deadlineNanos;
        router.pass(300 * MILLI);
        router.hear(RouterFixture.advert(router.router.settings(), 200, HIGHER, "224.0.0.18", 64));
        assertThat(router.effects.deadlineNanos).isEqualTo(deadline);
        assertThat(router.router.state()).isEqualTo(State.MASTER);
    }

    // --- Changes

    @Test
    void aChangedPriorityMovesTheDeadlineOfABackupByTheDifferenceOfTheSkews() {
        RouterFixture router = priority(100).backup();
        long before = router.effects.deadlineNanos;
        router.pass(SECOND);
        router.step(new Event.PriorityChanged(228));
        assertThat(router.effects.deadlineNanos).isEqualTo(before - 128 * SECOND / 256);
        assertThat(router.observed(Observation.EffectivePriorityChanged.class))
                .containsExactly(new Observation.EffectivePriorityChanged(100, 228));
    }

    @Test
    void aChangedPriorityOfAMasterIsToldWithTheNextAdvert() {
        RouterFixture router = priority(100).master();
        router.step(new Event.PriorityChanged(50));
        assertThat(router.effects.take()).containsExactly("observe EffectivePriorityChanged");
        router.expire();
        assertThat(router.effects.take()).containsExactly("advert 50");
    }

    @Test
    void newAddressesOfAMasterAreAdvertisedInstalledAndAnnounced() {
        RouterFixture router = priority(100).master();
        router.step(new Event.SettingsChanged(router.router.settings().toBuilder()
                .addresses(List.of(IpAddress.parse("10.50.0.101")))
                .build()));
        assertThat(router.effects.take()).containsExactly("advert 100", "install", "announce ADDRESSES_CHANGED");
    }

    @Test
    void aNewIntervalOfABackupWithoutMasterCountsFromTheSameMoment() {
        RouterFixture router = priority(100).backup();
        long begin = router.now;
        router.pass(SECOND);
        router.step(new Event.SettingsChanged(
                router.router.settings().toBuilder().intervalCentis(50).build()));
        assertThat(router.effects.deadlineNanos).isEqualTo(begin + router.router.masterDownNanos());
    }

    @Test
    void aReloadThatShortensTheWaitBelowWhatHasPassedExpiresNow() {
        RouterFixture router = priority(100).backup();
        router.pass(3 * SECOND);
        router.step(new Event.SettingsChanged(
                router.router.settings().toBuilder().intervalCentis(10).build()));
        assertThat(router.waits()).isZero();
    }

    @Test
    void skipCheckAdvAddrComparesTheAddressesOfANewMasterOnly() {
        var router = new RouterFixture(RouterFixture.version(3, 100).skipCheckAddresses(true)).backup();
        RouterSettings other = router.router.settings().toBuilder()
                .addresses(List.of(IpAddress.parse("10.50.0.101")))
                .build();
        router.hear(RouterFixture.advert(other, 200, HIGHER));
        router.hear(RouterFixture.advert(other, 200, HIGHER));
        assertThat(router.count(Counter.ADDRESS_LIST_ERROR)).isEqualTo(1);
    }

    // --- Status and mistakes

    @Test
    void theStatusKnowsWhoLeads() {
        RouterFixture router = priority(100).backup();
        assertThat(router.router.masterAddress()).isNull();
        router.hear(200, HIGHER, 50);
        assertThat(router.router.masterAddress()).hasToString(HIGHER);
        assertThat(router.router.masterPriority()).isEqualTo(200);
        assertThat(router.router.lastAdvertSource()).hasToString(HIGHER);
        assertThat(router.router.lastAdvertNanos()).isEqualTo(router.now);
        router.expire();
        assertThat(router.router.masterAddress()).hasToString(RouterFixture.OURS);
        assertThat(router.router.lastTransitionNanos()).isEqualTo(router.now);
        assertThat(router.count(Counter.BECOME_MASTER)).isEqualTo(1);
        assertThat(router.count(Counter.ADVERT_SENT)).isEqualTo(1);
    }

    @Test
    void impossibleRequestsAreRefusedLoudly() {
        RouterFixture router = priority(100).start();
        assertThatThrownBy(() -> router.step(new Event.Start(false))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> router.step(new Event.PriorityChanged(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> router.step(
                        new Event.SettingsChanged(RouterFixture.version(2, 100).build())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countersCanBeCleared() {
        RouterFixture router = priority(100).master();
        router.router.counters().clear();
        assertThat(router.count(Counter.ADVERT_SENT)).isZero();
    }
}
