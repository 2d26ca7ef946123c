// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a real loop, which is held up by work that takes its time. */
class StallWatchTest {
    private static final long MILLI = 1_000_000L;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final long HELD_UP_NANOS = 300 * MILLI;

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final EventLoop loop;
    private final BlockingQueue<Stall> stalls = new LinkedBlockingQueue<>();
    private final StallWatch watch;
    private final List<String> order = new ArrayList<>();

    StallWatchTest() throws Exception {
        loop = new EventLoop("test", failures::add);
        watch = new StallWatch(loop, stall -> {
            if (stall.lengthNanos() >= HELD_UP_NANOS - 5 * MILLI) {
                order.add("stall");
            }
            stalls.add(stall);
        });
        loop.execute(() -> {
            watch.configure(INTERVAL);
            watch.start();
        });
    }

    @AfterEach
    void close() {
        loop.close();
        assertThat(failures).isEmpty();
    }

    private static void holdUp() {
        long endNanos = System.nanoTime() + HELD_UP_NANOS;
        while (System.nanoTime() - endNanos < 0) {
            Thread.onSpinWait();
        }
    }

    /** A busy machine adds shorter ones. */
    private void awaitStall(long leastNanos) throws InterruptedException {
        Stall stall;
        do {
            stall = stalls.poll(30, TimeUnit.SECONDS);
            assertThat(stall).isNotNull();
        } while (stall.lengthNanos() < leastNanos);
    }

    @Test
    void aStallIsToldBeforeTheTimersThatBecameDueInIt() throws Exception {
        CompletableFuture<Void> fired = new CompletableFuture<>();
        loop.execute(() -> {
            for (int i = 1; i <= 3; i++) {
                loop.arm(new Timer(_ -> order.add("timer")), loop.nowNanos() + i * MILLI);
            }
            loop.arm(new Timer(_ -> fired.complete(null)), loop.nowNanos() + 4 * MILLI);
            holdUp();
        });
        awaitStall(HELD_UP_NANOS - 5 * MILLI);
        fired.get(30, TimeUnit.SECONDS);
        assertThat(order.getFirst()).isEqualTo("stall");
        assertThat(order).filteredOn("timer"::equals).hasSize(3);
    }

    @Test
    void theHeartbeatShowsAStallInWhichNothingElseWasDue() throws Exception {
        loop.execute(StallWatchTest::holdUp);
        awaitStall(HELD_UP_NANOS - INTERVAL.toNanos() - 5 * MILLI);
    }

    @Test
    void aTimerThatIsArmedForThePastIsNoStall() throws Exception {
        CompletableFuture<Void> fired = new CompletableFuture<>();
        loop.execute(() -> loop.arm(new Timer(_ -> fired.complete(null)), loop.nowNanos() - 5000 * MILLI));
        fired.get(30, TimeUnit.SECONDS);
        assertThat(stalls).allMatch(stall -> stall.lengthNanos() < 5000 * MILLI);
    }
}
