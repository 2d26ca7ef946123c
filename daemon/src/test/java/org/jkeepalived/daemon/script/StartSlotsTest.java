// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartSlotsTest {
    private static final long MILLISECOND = 1_000_000;

    private final long now = System.nanoTime();
    private final StartSlots slots = new StartSlots();

    @Test
    void aLonelyScriptStartsAtOnce() {
        slots.scriptBegins();
        assertThat(slots.take(now)).isEqualTo(now);
        assertThat(slots.take(now + 1_000 * MILLISECOND)).isEqualTo(now + 1_000 * MILLISECOND);
    }

    @Test
    void scriptsThatAreDueTogetherStartAMillisecondApart() {
        for (int i = 0; i < 500; i++) {
            slots.scriptBegins();
        }
        for (int i = 0; i < 500; i++) {
            assertThat(slots.take(now)).isEqualTo(now + i * MILLISECOND);
        }
        assertThat(slots.take(now + 1_000 * MILLISECOND)).isEqualTo(now + 1_000 * MILLISECOND);
    }

    @Test
    void thousandsHaveStartedWithinHalfASecond() {
        for (int i = 0; i < 5_000; i++) {
            slots.scriptBegins();
        }
        long last = now;
        for (int i = 0; i < 5_000; i++) {
            last = slots.take(now);
        }
        assertThat(last - now).isBetween(400 * MILLISECOND, 500 * MILLISECOND);
    }
}
