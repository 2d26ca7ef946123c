// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A slice of the random stories. {@code -Dsimulation.seeds=10000} plays more, {@code -Dsimulation.first=N} starts
 * elsewhere; a failing seed is told in the message.
 */
class RandomStoryTest {
    @Test
    void afterAnyFaultsExactlyOneMasterReturnsInTime() {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 5_000);
        var events = new LongAdder();
        long begin = System.nanoTime();
        LongStream.range(first, first + seeds).parallel().forEach(seed -> events.add(RandomStory.play(seed, 3)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d seeds, 3 routers, %d simulated minutes each: %.1f s, %.1f million events%n",
                seeds, RandomStory.LENGTH.toMinutes(), seconds, events.sum() / 1e6);
        assertThat(events.sum()).isGreaterThan(seeds * 1_000);
    }

    @Test
    void afterAnyFaultsExactlyOneSyncGroupIsMasterAgain() {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 5_000) / 5;
        var events = new LongAdder();
        LongStream.range(first, first + seeds).parallel().forEach(seed -> events.add(RandomGroupStory.play(seed, 3)));
        assertThat(events.sum()).isGreaterThan(seeds * 1_000);
    }
}
