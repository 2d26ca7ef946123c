// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.vrrp.packet.Advert;
import org.junit.jupiter.api.Test;

/** Routers a, b (and c) in one group, under a hand-turned clock. */
class SyncGroupTest {
    private static final List<String> LINK_DOWN = List.of("interface down");

    private final List<String> calls = new ArrayList<>();
    private final List<Member> all = new ArrayList<>();
    private final SyncGroup group = new SyncGroup(new GroupEffects() {
        @Override
        public void following(State to) {
            calls.add("group follows to " + to);
        }

        @Override
        public void transitionComplete(State from, State to) {
            calls.add("group " + from + " -> " + to);
        }
    });
    private long now = 7 * RouterFixture.SECOND;

    private final class Member {
        final RecordedEffects effects;
        final VirtualRouter router;

        Member(String name, int priority) {
            effects = new RecordedEffects(name + ": ", calls);
            router = new VirtualRouter(RouterFixture.version(3, priority).build());
        }

        void step(Event event) {
            router.step(event, now, effects);
        }

        void timeOut() {
            assertThat(effects.armed).isTrue();
            now = Math.max(now, effects.deadlineNanos);
            step(Event.TimerExpired.INSTANCE);
        }

        void hear(int priority) {
            var advert = new Advert();
            byte[] packet = RouterFixture.advert(router.settings(), priority, RouterFixture.HIGHER);
            assertThat(advert.readIpv4(ByteBuffer.wrap(packet), 2)).isTrue();
            step(new Event.AdvertReceived(advert));
        }

        void health(List<String> faults) {
            step(new Event.HealthChanged(faults));
        }
    }

    private Member member(String name, int priority) {
        Member member = new Member(name, priority);
        all.add(member);
        return member;
    }

    private Member joined(String name, int priority) {
        Member member = member(name, priority);
        group.add(member.router, member.effects);
        return member;
    }

    private void settle() {
        group.settle(false, now);
    }

    /** What has happened since the last call, without deadlines and observations. */
    private List<String> story() {
        List<String> story = calls.stream()
                .filter(call -> !call.contains("arm") && !call.contains("observe"))
                .toList();
        calls.clear();
        return story;
    }

    private void assertStates(State... states) {
        assertThat(all.stream().map(member -> member.router.state())).containsExactly(states);
    }

    private Member master(Member... others) {
        settle();
        for (Member other : others) {
            other.timeOut();
        }
        all.getFirst().timeOut();
        assertThat(group.state()).isEqualTo(State.MASTER);
        story();
        return all.getFirst();
    }

    @Test
    void aGroupThatStartsInBackupIsToldBeforeItsMembers() {
        joined("a", 100);
        joined("b", 100);
        settle();
        assertThat(story())
                .containsExactly(
                        "group INIT -> BACKUP",
                        "a: withdraw",
                        "a: INIT -> BACKUP STARTED",
                        "a: complete BACKUP",
                        "b: withdraw",
                        "b: INIT -> BACKUP STARTED",
                        "b: complete BACKUP");
    }

    @Test
    void aGroupStartsInFaultWhenOneMemberMissesSomething() {
        joined("a", 100);
        joined("b", 100).health(LINK_DOWN);
        settle();
        assertStates(State.FAULT, State.FAULT);
        assertThat(story())
                .containsExactly(
                        "a: withdraw",
                        "a: INIT -> FAULT SYNC_GROUP",
                        "a: complete FAULT",
                        "b: withdraw",
                        "b: INIT -> FAULT FAULT",
                        "b: complete FAULT",
                        "group INIT -> FAULT");
    }

    @Test
    void aMemberThatAloneHearsNoMasterStaysInBackupAndWaitsAgain() {
        Member a = joined("a", 100);
        joined("b", 100);
        settle();
        story();
        a.timeOut();
        assertStates(State.BACKUP, State.BACKUP);
        assertThat(story()).isEmpty();
        assertThat(a.effects.deadlineNanos - now).isEqualTo(a.router.masterDownNanos());
    }

    @Test
    void theLastThatWantsToBeMasterTakesTheOthersAlongInTheOrderOfTheGroup() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        Member c = joined("c", 100);
        settle();
        a.timeOut();
        c.timeOut();
        story();
        b.timeOut();
        assertStates(State.MASTER, State.MASTER, State.MASTER);
        assertThat(story())
                .containsExactly(
                        "b: advert 100",
                        "b: BACKUP -> MASTER NO_RESPONSE",
                        "b: install",
                        "b: announce BECAME_MASTER",
                        "b: complete MASTER",
                        "group follows to MASTER",
                        "a: advert 100",
                        "a: BACKUP -> MASTER NO_RESPONSE",
                        "a: install",
                        "a: announce BECAME_MASTER",
                        "a: complete MASTER",
                        "c: advert 100",
                        "c: BACKUP -> MASTER NO_RESPONSE",
                        "c: install",
                        "c: announce BECAME_MASTER",
                        "c: complete MASTER",
                        "group BACKUP -> MASTER");
    }

    @Test
    void aMemberThatFollowsAMasterAgainDoesNotWantToBeMasterAnyMore() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        settle();
        a.timeOut();
        a.hear(200);
        b.timeOut();
        assertStates(State.BACKUP, State.BACKUP);
    }

    @Test
    void aMemberThatOnlyDiscardsALowerMasterStillWantsToBeMaster() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        settle();
        a.timeOut();
        a.hear(50);
        b.timeOut();
        assertStates(State.MASTER, State.MASTER);
    }

    @Test
    void aMasterThatConcedesTakesTheOthersToBackupWithoutPriorityZero() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        master(b);
        b.hear(200);
        assertStates(State.BACKUP, State.BACKUP);
        assertThat(story())
                .containsExactly(
                        "b: advert 100",
                        "b: MASTER -> BACKUP HIGHER_PRIORITY_HEARD",
                        "b: withdraw",
                        "b: complete BACKUP",
                        "group follows to BACKUP",
                        "a: MASTER -> BACKUP SYNC_GROUP",
                        "a: withdraw",
                        "a: complete BACKUP",
                        "group MASTER -> BACKUP");
        assertThat(a.effects.deadlineNanos - now).isEqualTo(a.router.masterDownNanos());
        assertThat(a.router.counters().get(Counter.RELEASE_MASTER)).isOne();
    }

    @Test
    void aMemberInFaultTakesTheOthersAlongAndMastersSendPriorityZero() {
        joined("a", 100);
        Member b = joined("b", 100);
        master(b);
        b.health(LINK_DOWN);
        assertStates(State.FAULT, State.FAULT);
        assertThat(story())
                .containsExactly(
                        "b: MASTER -> FAULT FAULT",
                        "b: advert 0",
                        "b: withdraw",
                        "b: complete FAULT",
                        "group follows to FAULT",
                        "a: MASTER -> FAULT SYNC_GROUP",
                        "a: advert 0",
                        "a: withdraw",
                        "a: complete FAULT",
                        "group MASTER -> FAULT");
    }

    @Test
    void aGroupLeavesFaultWithTheLastCause() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        settle();
        a.health(LINK_DOWN);
        b.health(LINK_DOWN);
        a.health(List.of());
        assertStates(State.FAULT, State.FAULT);
        story();
        b.health(List.of());
        assertThat(story())
                .containsExactly(
                        "b: FAULT -> BACKUP RECOVERED",
                        "b: complete BACKUP",
                        "group follows to BACKUP",
                        "a: FAULT -> BACKUP RECOVERED",
                        "a: complete BACKUP",
                        "group FAULT -> BACKUP");
    }

    @Test
    void ownersOnlyStartAndRecoverAsMasters() {
        Member a = joined("a", 255);
        joined("b", 255);
        settle();
        assertStates(State.MASTER, State.MASTER);
        assertThat(story()).last().isEqualTo("group INIT -> MASTER");
        a.health(LINK_DOWN);
        assertStates(State.FAULT, State.FAULT);
        a.health(List.of());
        assertStates(State.MASTER, State.MASTER);
    }

    @Test
    void anOwnerWaitsForMembersThatAreNone() {
        joined("a", 255);
        joined("b", 100);
        settle();
        assertStates(State.BACKUP, State.BACKUP);
    }

    @Test
    void ownersThatWaitedForTheStartUpDelayBecomeMastersWhenTheLastHasWaited() {
        Member a = joined("a", 255);
        Member b = joined("b", 255);
        group.settle(true, now);
        assertStates(State.BACKUP, State.BACKUP);
        a.step(new Event.StartupDelayOver());
        assertStates(State.BACKUP, State.BACKUP);
        b.step(new Event.StartupDelayOver());
        assertStates(State.MASTER, State.MASTER);
    }

    @Test
    void oneMemberIsAGroup() {
        Member a = joined("a", 100);
        settle();
        story();
        a.timeOut();
        assertThat(story()).contains("group follows to MASTER").last().isEqualTo("group BACKUP -> MASTER");
    }

    @Test
    void aMasterThatHearsALowerOneLetsTheOtherMastersAnnounce() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        master(b);
        a.hear(50);
        assertThat(story())
                .containsExactly(
                        "a: advert 100", "a: announce LOWER_PRIORITY_HEARD", "b: announce LOWER_PRIORITY_HEARD");
    }

    @Test
    void theOthersAnnounceOnlyWhereTheConfigurationWantsIt() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        b.step(new Event.SettingsChanged(
                b.router.settings().toBuilder().announceOnLowerPriority(false).build()));
        master(b);
        a.hear(50);
        assertThat(story()).containsExactly("a: advert 100", "a: announce LOWER_PRIORITY_HEARD");
    }

    // --- Reload ------------------------------------------------------------------------------------------------------

    @Test
    void membersThatStayKeepTheirStates() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        master(b);
        group.clear();
        group.add(b.router, b.effects);
        group.add(a.router, a.effects);
        settle();
        assertThat(story()).isEmpty();
    }

    @Test
    void whoJoinsAGroupOfMastersListensFirst() {
        joined("a", 100);
        master();
        Member b = joined("b", 100);
        settle();
        assertStates(State.MASTER, State.BACKUP);
        b.timeOut();
        assertStates(State.MASTER, State.MASTER);
        assertThat(story()).doesNotContain("group follows to MASTER");
    }

    @Test
    void whoJoinsAGroupOfMastersAndFollowsAMasterTakesAllToBackup() {
        joined("a", 100);
        master();
        Member b = joined("b", 100);
        settle();
        b.hear(200);
        assertStates(State.BACKUP, State.BACKUP);
        assertThat(story()).contains("group follows to BACKUP").doesNotContain("a: advert 0");
    }

    @Test
    void whoJoinsAGroupWithAFaultTakesAllToFault() {
        joined("a", 100);
        master();
        joined("b", 100).health(LINK_DOWN);
        settle();
        assertStates(State.FAULT, State.FAULT);
    }

    @Test
    void aMasterThatJoinsAGroupOfBackupsIsOneToo() {
        joined("a", 100);
        settle();
        Member b = member("b", 100);
        b.step(new Event.Start(false));
        b.timeOut();
        group.add(b.router, b.effects);
        settle();
        assertStates(State.BACKUP, State.BACKUP);
    }

    @Test
    void mastersThatFormAGroupStayMasters() {
        Member a = member("a", 100);
        Member b = member("b", 100);
        for (Member member : all) {
            member.step(new Event.Start(false));
            member.timeOut();
        }
        story();
        group.add(a.router, a.effects);
        group.add(b.router, b.effects);
        settle();
        assertStates(State.MASTER, State.MASTER);
        assertThat(story()).containsExactly("group follows to MASTER", "group INIT -> MASTER");
    }

    @Test
    void whoLeavesAGroupInFaultIsNotHeldByItAnyMore() {
        Member a = joined("a", 100);
        joined("b", 100).health(LINK_DOWN);
        settle();
        group.clear();
        a.health(a.router.faults());
        assertThat(a.router.state()).isEqualTo(State.BACKUP);
    }

    @Test
    void aGroupRecoversWhenTheMemberInFaultLeaves() {
        Member a = joined("a", 100);
        joined("b", 100).health(LINK_DOWN);
        settle();
        group.clear();
        group.add(a.router, a.effects);
        settle();
        assertStates(State.BACKUP, State.FAULT);
        assertThat(group.state()).isEqualTo(State.BACKUP);
    }

    @Test
    void aMemberThatFailsForGoodTakesTheOthersToFaultAndIsLeftAlone() {
        Member a = joined("a", 100);
        Member b = joined("b", 100);
        master(b);
        group.fail(a.router, now);
        assertStates(State.MASTER, State.FAULT);
        b.health(List.of());
        assertThat(b.router.state()).isEqualTo(State.FAULT);
    }

    @Test
    void noRouterIsInTwoGroups() {
        Member a = joined("a", 100);
        assertThatThrownBy(() -> new SyncGroup(deaf()).add(a.router, a.effects))
                .isInstanceOf(IllegalStateException.class);
    }

    private static GroupEffects deaf() {
        return new GroupEffects() {
            @Override
            public void following(State to) {}

            @Override
            public void transitionComplete(State from, State to) {}
        };
    }

    // --- Tracking ----------------------------------------------------------------------------------------------------

    @Test
    void weightsMoveThePriorityWithinItsLimits() {
        RouterSettings settings = RouterFixture.version(3, 200).build();
        assertThat(settings.effectivePriority(0)).isEqualTo(200);
        assertThat(settings.effectivePriority(-150)).isEqualTo(50);
        assertThat(settings.effectivePriority(-200)).isEqualTo(1);
        assertThat(settings.effectivePriority(100)).isEqualTo(254);
        assertThat(settings.effectivePriority(Integer.MAX_VALUE)).isEqualTo(254);
        assertThat(settings.effectivePriority(Integer.MIN_VALUE)).isEqualTo(1);
        assertThat(RouterFixture.version(3, 255).build().effectivePriority(-100))
                .isEqualTo(255);
    }
}
