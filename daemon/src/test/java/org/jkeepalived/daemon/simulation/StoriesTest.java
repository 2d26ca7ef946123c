// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Failures that keepalived is known for, and those that random stories have found here, told line by line. What is
 * checked after every turn is in {@link Scrutiny}, and at the end of each story all machines have to agree.
 */
class StoriesTest {
    private static void play(String text) {
        List<String> journal = new ArrayList<>();
        try {
            new StoryPlayer(Story.parse(text), journal).play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure.getMessage() + "\n" + String.join("\n", journal), failure);
        }
    }

    private static final String UNICAST_PAIR = """
            machines 2
            0 set 1 VI_1 vrid=51 priority=150 unicast=own vips=10.60.1.1/32
            0 set 2 VI_1 vrid=51 priority=100 unicast=own vips=10.60.1.1/32
            0 start 1
            0 start 2
            10 expect 1 VI_1 MASTER
            10 expect 2 VI_1 BACKUP
            """;

    @Test
    void aBackupWithoutItsUnicastSourceWaitsForItThroughReloads() {
        play(UNICAST_PAIR + """
                20 watch
                20 lose 2 0
                21 expect 2 VI_1 FAULT
                25 reload 2
                30 reload 2
                40 expect 1 VI_1 MASTER
                40 expect 2 VI_1 FAULT
                50 return 2 0
                60 expect 2 VI_1 BACKUP
                """);
    }

    @Test
    void aMasterWithoutItsTrackedUnicastSourceHandsOverAndComesBack() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=150 unicast=own tracksource=1 vips=10.60.1.1/32
                0 set 2 VI_1 vrid=51 priority=100 unicast=own tracksource=1 vips=10.60.1.1/32
                0 start 1
                0 start 2
                20 lose 1 0
                21 reload 1
                30 expect 1 VI_1 FAULT
                30 expect 2 VI_1 MASTER
                40 return 1 0
                60 expect 1 VI_1 MASTER
                60 expect 2 VI_1 BACKUP
                """);
    }

    @Test
    void manyRoutersOnOneLinkAreAllBackWhenItIsAlsoIfTheNewsWereLost() {
        StringBuilder story = new StringBuilder("machines 2\n");
        for (int vrid = 1; vrid <= 255; vrid++) {
            for (int machine = 1; machine <= 2; machine++) {
                int priority = machine == 1 ? 150 : 100;
                story.append("0 set %d VI_%d vrid=%d priority=%d vips=10.60.%d.1/32\n"
                        .formatted(machine, vrid, vrid, priority, vrid));
            }
        }
        story.append("""
                0 start 1
                0 start 2
                20 link 1 0 down
                25 expect 1 VI_255 FAULT
                25 expect 2 VI_255 MASTER
                30 link 1 0 up
                40 judge
                40 expect 1 VI_255 MASTER
                100 overrun 1
                100 link 1 0 down
                101 expect 1 VI_1 FAULT
                110 overrun 1
                110 link 1 0 up
                110.002 link 1 0 down
                110.003 link 1 0 up
                130 expect 1 VI_255 MASTER
                """);
        play(story.toString());
    }

    @Test
    void theStartUpDelayRunsItsCourseWhateverReloadsSay() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32
                0 set 2 VI_1 vrid=51 priority=100 vips=10.60.1.1/32
                0 startup_delay 1 10
                0 startup_delay 2 10
                0 start 1
                0 start 2
                3 reload 1
                3 reload 2
                4 startup_delay 1 0
                4 reload 1
                5 startup_delay 2 60
                5 reload 2
                6 set 1 VI_1 vrid=51 priority=151 vips=10.60.1.1/32,10.60.1.2/32
                6 reload 1
                6.1 reload 1
                6.2 reload 1
                9.9 expect 1 VI_1 BACKUP
                9.9 expect 2 VI_1 BACKUP
                20 expect 1 VI_1 MASTER
                20 expect 2 VI_1 BACKUP
                """);
    }

    @Test
    void twoMastersAreOneWithinAnIntervalAndTheSkewAfterTheyMeet() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32
                0 set 2 VI_1 vrid=51 priority=100 vips=10.60.1.1/32
                0 start 1
                0 start 2
                20 isolate 1
                20 judge
                60 expect 1 VI_1 MASTER
                60 expect 2 VI_1 MASTER
                60 heal
                61.42 expect 1 VI_1 MASTER
                61.42 expect 2 VI_1 BACKUP
                100 cut 1 2
                130 expect 2 VI_1 MASTER
                130 heal
                131.42 expect 2 VI_1 BACKUP
                """);
    }

    @Test
    void mastersThatDoNotBelieveEachOtherAreOneAgainAfterTheirFilesAgree() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 version=2 auth=one priority=150 vips=10.60.1.1/32
                0 set 2 VI_1 vrid=51 version=2 auth=two priority=100 vips=10.60.1.1/32
                0 start 1
                0 start 2
                20 expect 1 VI_1 MASTER
                20 expect 2 VI_1 MASTER
                20 set 2 VI_1 vrid=51 version=2 auth=one priority=100 vips=10.60.1.1/32
                20 reload 2
                22 expect 1 VI_1 MASTER
                22 expect 2 VI_1 BACKUP
                """);
    }

    private static final String PAIR = """
            machines 2
            0 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32
            0 set 2 VI_1 vrid=51 priority=100 vips=10.60.1.1/32
            0 start 1
            0 start 2
            """;

    @Test
    void aBackupThatStoodStillDoesNotTakeOverFromAMasterThatLivesOn() {
        StringBuilder story = new StringBuilder(PAIR).append("19 watch\n");
        for (int stop = 1; stop <= 20; stop++) {
            story.append("%d stall 2 %d\n".formatted(stop * 50, stop));
            story.append("%d suspend 2 %d\n".formatted(stop * 50 + 25, stop));
        }
        play(story + "1100 unchanged\n");
    }

    @Test
    void aMasterThatStoodStillYieldsToTheOneThatTookOverOrTakesBackItsPlace() {
        play(PAIR + """
                20 stall 1 10
                29 expect 2 VI_1 MASTER
                32 expect 1 VI_1 MASTER
                32 expect 2 VI_1 BACKUP
                """);
    }

    @Test
    void whatADaemonLeftThatWasKilledIsGoneAlsoOfAnInstanceThatIsNoMore() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32
                0 set 1 VI_2 vrid=52 priority=150 vips=10.60.2.1/32,10.60.2.2/32
                0 set 2 VI_1 vrid=51 priority=100 vips=10.60.1.1/32
                0 start 1
                0 start 2
                5 squat 1 0 10.99.0.1
                20 crash 1
                30 drop 1 VI_2
                40 start 1
                60 expect 1 VI_1 MASTER
                """);
    }

    @Test
    void anAddressThatIsRemovedWhileTheKernelIsReadAnewComesBack() {
        play("""
                machines 2
                0 set 2 VI_1 vrid=69 priority=138 vips=10.60.19.2/32,10.60.19.1/32
                0 start 2
                373.108 stall 2 3.53
                376.389 steal 2 10.60.19.1
                376.635 overrun 2
                380 reload 2
                """);
    }

    @Test
    void anAddressWhoseReportWasLostWithoutNoticeDoesNotStay() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=218 vips=10.60.1.2/32,10.60.1.1/32
                0 set 2 VI_1 vrid=51 priority=185 vips=10.60.1.2/32,10.60.1.1/32
                0 start 1
                0 start 2
                20 deafen 2 2
                20 cut 1 2
                25 heal
                30 expect 2 VI_1 BACKUP
                """);
    }

    @Test
    void aPriorityThatChangesInTheTurnOfATakeoverIsToldAfterIt() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=227 vips=10.60.1.2/24
                0 start 1
                1 stall 1 18
                3 set 1 VI_1 vrid=51 priority=192 vips=10.60.1.2/24
                3 reload 1
                """);
    }

    @Test
    void anAddressThatAReloadTakesAwayIsNotAnnouncedAlsoIfItsLinkHasChangedMeanwhile() {
        play("""
                machines 2
                0 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32,10.60.1.2/32,10.60.1.3/32
                0 set 2 VI_1 vrid=51 priority=100 vips=10.60.1.1/32
                0 start 1
                0 start 2
                20 mtu 1 0 1400
                20 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32,10.60.1.2/32
                21 reload 1
                22 set 1 VI_1 vrid=51 priority=150 vips=10.60.1.1/32
                22 reload 1
                23 cut 1 2
                40 heal
                """);
    }

    @Test
    void aStoryThatFailsIsShortenedToWhatMatters() {
        Story story = Story.parse(PAIR + """
                5 loss 10
                6 reload 1
                7 heal
                20 link 1 0 down
                30 expect 1 VI_1 MASTER
                """);
        assertThatThrownBy(() -> new StoryPlayer(story, null).play()).hasMessageContaining("VI_1 is FAULT, not MASTER");
        assertThat(Shrinker.shrink(story).lines().stream().map(Line::verb))
                .containsExactly("set", "start", "link", "expect");
        assertThat(Story.parse(story.toString())).isEqualTo(story);
    }
}
