// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jkeepalived.posix.testing.Allocations;
import org.junit.jupiter.api.Test;

class TimerFdTest {
    @Test
    void aTimerFiresAtItsPointOfSystemNanoTimeAndNotBefore() throws PosixException {
        try (var timer = TimerFd.open()) {
            long deadlineNanos = System.nanoTime() + 20_000_000;
            timer.armAt(deadlineNanos);
            assertThat(timer.expirations()).isZero();
            assertThat(timer.awaitReadable(Duration.ofSeconds(5))).isTrue();
            assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadlineNanos);
            assertThat(timer.expirations()).isEqualTo(1);
            assertThat(timer.expirations()).isZero();
        }
    }

    @Test
    void aDeadlineInThePastFiresAtOnce() throws PosixException {
        try (var timer = TimerFd.open()) {
            assertThat(timer.armAt(-5)).isZero();
            assertThat(timer.awaitReadable(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void aDisarmedTimerStaysSilent() throws PosixException {
        try (var timer = TimerFd.open()) {
            timer.armAt(1);
            timer.disarm();
            assertThat(timer.awaitReadable(Duration.ofMillis(20))).isFalse();
        }
    }

    @Test
    void armingAndReadingAllocatesNothing() throws Exception {
        try (var timer = TimerFd.open()) {
            long[] fired = new long[1];
            assertThat(Allocations.during(2000, () -> {
                        timer.armAt(1);
                        fired[0] += timer.expirations();
                    }))
                    .isZero();
            assertThat(fired[0]).isPositive();
        }
    }
}
