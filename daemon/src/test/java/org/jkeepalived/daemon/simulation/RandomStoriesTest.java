// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A slice of the random stories. {@code -Dsimulation.seeds=100000} plays more, {@code -Dsimulation.first=N} starts elsewhere.
 * A seed that fails is told with the shortest story found that fails, to be played again by {@link StoryTest}.
 */
class RandomStoriesTest {
    private static final int JOURNAL_LINES = 120;
    private static final double NANOS_PER_HOUR = 3600e9;

    @Test
    void whateverHappensThereIsOneMasterAgainAndEachMachineIsInOrder() {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 800);
        long failuresMax = Long.getLong("simulation.failures", 1);
        long begin = System.nanoTime();
        long played = 0;
        long events = 0;
        double hours = 0;
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed < first + seeds && failures.size() < failuresMax; seed++) {
            Story story = StoryWriter.write(seed);
            var player = new StoryPlayer(story, null);
            try {
                player.play();
            } catch (AssertionError | RuntimeException failure) {
                failures.add("seed " + seed + ": " + failure + "\n" + tell(story));
            }
            played++;
            events += player.world().events();
            hours += player.world().routerNanos() / NANOS_PER_HOUR;
        }
        System.out.printf(
                "simulation: %d seeds, %.0f router-hours, %.1f million events, %.1f s, %d failed%n",
                played, hours, events / 1e6, (System.nanoTime() - begin) / 1e9, failures.size());
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n\n", failures));
        }
    }

    /** The shortest story that fails, and the end of what happens in it. */
    private static String tell(Story story) {
        Story shortest = Shrinker.shrink(story);
        List<String> journal = new ArrayList<>();
        String failure = "nothing, when told again";
        try {
            new StoryPlayer(shortest, journal).play();
        } catch (AssertionError | RuntimeException again) {
            failure = again.toString();
        }
        return shortest + "\n--- " + failure + "\n"
                + String.join("\n", journal.subList(Math.max(0, journal.size() - JOURNAL_LINES), journal.size()));
    }
}
