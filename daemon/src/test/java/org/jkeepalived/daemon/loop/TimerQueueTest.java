// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();
    private final List<String> fired = new ArrayList<>();

    private Timer timer(String name) {
        return new Timer(_ -> fired.add(name));
    }

    @Test
    void timersFireInTheOrderOfTheirDeadlines() {
        queue.arm(timer("late"), 30);
        queue.arm(timer("early"), 10);
        queue.arm(timer("middle"), 20);
        queue.fireDue(25);
        assertThat(fired).containsExactly("early", "middle");
        assertThat(queue.firstDeadlineNanos()).isEqualTo(30);
    }

    @Test
    void timersOfOneDeadlineFireInTheOrderInWhichTheyWereArmed() {
        Timer[] timers = new Timer[20];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = timer(String.valueOf(i));
            queue.arm(timers[i], 100 - i);
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < timers.length; i++) {
            queue.arm(timers[i], 10);
            expected.add(String.valueOf(i));
        }
        queue.fireDue(10);
        assertThat(fired).containsExactlyElementsOf(expected);
    }

    @Test
    void anArmedTimerCanBeMovedBothWaysAndCancelled() {
        Timer first = timer("first");
        Timer second = timer("second");
        queue.arm(first, 10);
        queue.arm(second, 20);
        queue.arm(first, 30);
        queue.arm(second, 5);
        queue.fireDue(5);
        assertThat(fired).containsExactly("second");
        queue.cancel(first);
        queue.cancel(first);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(first.isArmed()).isFalse();
    }

    @Test
    void deadlinesMayPassTheOverflowOfTheClock() {
        queue.arm(timer("behind"), Long.MIN_VALUE + 5);
        queue.arm(timer("before"), Long.MAX_VALUE - 5);
        queue.fireDue(Long.MAX_VALUE);
        assertThat(fired).containsExactly("before");
    }

    @Test
    void aTimerThatArmsItselfForThePastDoesNotKeepTheLoop() {
        Timer[] self = new Timer[1];
        self[0] = new Timer(now -> {
            fired.add("again");
            queue.arm(self[0], now - 1);
        });
        queue.arm(self[0], 0);
        queue.fireDue(100);
        assertThat(fired).containsExactly("again");
    }

    @Test
    void manyRandomChangesKeepTheOrder() {
        Random random = new Random(4711);
        List<Timer> timers = new ArrayList<>();
        List<Long> deadlines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Timer[] self = new Timer[1];
            self[0] = new Timer(_ -> deadlines.add(self[0].deadlineNanos()));
            timers.add(self[0]);
        }
        for (int i = 0; i < 20_000; i++) {
            Timer timer = timers.get(random.nextInt(timers.size()));
            if (random.nextInt(4) == 0) {
                queue.cancel(timer);
            } else {
                queue.arm(timer, random.nextInt(1_000_000));
            }
        }
        long armed = timers.stream().filter(Timer::isArmed).count();
        queue.fireDue(1_000_000);
        assertThat(deadlines).hasSize((int) armed).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(queue.isEmpty()).isTrue();
    }
}
