// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The order of the effects within a step is a contract with the daemon. */
class EffectsOrderTest {
    private static final String[] BECOMING_MASTER = {
        "observe MasterDown",
        "advert 100",
        "BACKUP -> MASTER NO_RESPONSE",
        "install",
        "announce BECAME_MASTER",
        "complete MASTER",
        "arm"
    };

    @Test
    void becomingMaster() {
        for (int version = 2; version <= 3; version++) {
            RouterFixture router = new RouterFixture(RouterFixture.version(version, 100)).backup();
            router.effects.calls.clear();
            router.expire();
            assertThat(router.effects.calls).containsExactly(BECOMING_MASTER);
        }
    }

    @Test
    void startingAsBackupFirstRemovesWhatACrashLeftBehind() {
        RouterFixture router = new RouterFixture(RouterFixture.version(3, 100)).start();
        assertThat(router.effects.calls)
                .containsExactly("withdraw", "INIT -> BACKUP STARTED", "complete BACKUP", "arm");
    }

    @Test
    void conceding() {
        RouterFixture router = new RouterFixture(RouterFixture.version(3, 100)).master();
        router.hear(200);
        assertThat(router.effects.calls)
                .containsExactly(
                        "advert 100",
                        "observe HigherPriorityHeard",
                        "MASTER -> BACKUP HIGHER_PRIORITY_HEARD",
                        "withdraw",
                        "complete BACKUP",
                        "arm");
    }
}
