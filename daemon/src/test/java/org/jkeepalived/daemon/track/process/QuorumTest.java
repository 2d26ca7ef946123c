// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuorumTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int UNLIMITED = -1;

    private static Quorum quorum(int quorum, int maximum, int forkDelay, int terminateDelay, int count) {
        return new Quorum(Definitions.quorum(quorum, maximum, forkDelay, terminateDelay), count);
    }

    @Test
    void theFirstCountDecidesWhateverTheDelays() {
        assertThat(quorum(1, UNLIMITED, 5, 5, 0).isUp()).isFalse();
        assertThat(quorum(1, UNLIMITED, 5, 5, 1).isUp()).isTrue();
        assertThat(quorum(2, 3, 5, 5, 1).isUp()).isFalse();
        assertThat(quorum(2, 3, 5, 5, 3).isUp()).isTrue();
        assertThat(quorum(2, 3, 5, 5, 4).isUp()).isFalse();
        assertThat(quorum(0, 0, 5, 5, 0).isUp()).isTrue();
        assertThat(quorum(0, 0, 5, 5, 1).isUp()).isFalse();
    }

    @Test
    void withoutDelaysEveryCountDecides() {
        for (Cause cause : Cause.values()) {
            var quorum = quorum(1, 1, 0, 0, 0);
            quorum.count(1, cause, 0);
            assertThat(quorum.isUp()).isTrue();
            quorum.count(2, cause, 0);
            assertThat(quorum.isUp()).isFalse();
            quorum.count(1, cause, 0);
            assertThat(quorum.isUp()).isTrue();
            quorum.count(0, cause, 0);
            assertThat(quorum.isUp()).isFalse();
            assertThat(quorum.isDelayed()).isFalse();
        }
    }

    @Test
    void anExitCountsAfterTheTerminateDelay() {
        var quorum = quorum(1, UNLIMITED, 0, 3, 1);
        quorum.count(0, Cause.EXIT, 10 * SECOND);
        assertThat(quorum.isUp()).isTrue();
        assertThat(quorum.isDelayed()).isTrue();
        assertThat(quorum.deadlineNanos()).isEqualTo(13 * SECOND);
        quorum.settle();
        assertThat(quorum.isUp()).isFalse();
        assertThat(quorum.isDelayed()).isFalse();
    }

    @Test
    void aProcessThatIsStartedAgainInTimeChangesNothing() {
        for (Cause cause : new Cause[] {Cause.FORK, Cause.CHANGE}) {
            var quorum = quorum(1, UNLIMITED, 5, 3, 1);
            quorum.count(0, Cause.EXIT, 0);
            quorum.count(1, cause, SECOND);
            assertThat(quorum.isUp()).isTrue();
            assertThat(quorum.isDelayed()).isFalse();
        }
    }

    @Test
    void aForkCountsAfterTheForkDelay() {
        var quorum = quorum(1, 1, 2, 0, 1);
        quorum.count(2, Cause.FORK, SECOND);
        assertThat(quorum.isUp()).isTrue();
        assertThat(quorum.deadlineNanos()).isEqualTo(3 * SECOND);
        quorum.settle();
        assertThat(quorum.isUp()).isFalse();
    }

    @Test
    void aForkedProcessThatBecomesAnotherOrEndsInTimeChangesNothing() {
        for (Cause cause : new Cause[] {Cause.CHANGE, Cause.EXIT}) {
            var quorum = quorum(1, 1, 2, 4, 1);
            quorum.count(2, Cause.FORK, 0);
            quorum.count(1, cause, SECOND);
            assertThat(quorum.isUp()).isTrue();
            assertThat(quorum.isDelayed()).isFalse();
        }
    }

    @Test
    void aProcessThatBecomesTheWantedOneCountsAtOnce() {
        var quorum = quorum(1, UNLIMITED, 5, 5, 0);
        quorum.count(1, Cause.CHANGE, 0);
        assertThat(quorum.isUp()).isTrue();
        quorum.count(0, Cause.CHANGE, 0);
        assertThat(quorum.isUp()).isFalse();
    }

    @Test
    void aScanDelaysComingByTheForkDelayAndGoingByTheTerminateDelay() {
        var quorum = quorum(1, UNLIMITED, 5, 3, 0);
        quorum.count(2, Cause.SCAN, 0);
        assertThat(quorum.isUp()).isFalse();
        assertThat(quorum.deadlineNanos()).isEqualTo(5 * SECOND);
        quorum.settle();
        assertThat(quorum.isUp()).isTrue();
        quorum.count(0, Cause.SCAN, 10 * SECOND);
        assertThat(quorum.deadlineNanos()).isEqualTo(13 * SECOND);
        quorum.count(1, Cause.SCAN, 11 * SECOND);
        assertThat(quorum.isUp()).isTrue();
    }

    @Test
    void countsOnTheSameSideOfTheLimitsMoveNoDeadline() {
        var quorum = quorum(2, UNLIMITED, 5, 3, 2);
        quorum.count(1, Cause.EXIT, 0);
        quorum.count(0, Cause.EXIT, SECOND);
        assertThat(quorum.deadlineNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void theDescriptionSaysWhatIsWrong() {
        assertThat(quorum(2, UNLIMITED, 0, 0, 1).describe())
                .isEqualTo("quorum not achieved (1 running, at least 2 wanted)");
        assertThat(quorum(1, 2, 0, 0, 3).describe()).isEqualTo("quorum not achieved (3 running, at most 2 wanted)");
        assertThat(quorum(1, 2, 0, 0, 2).describe()).isEqualTo("quorum achieved (2 running)");
        assertThat(quorum(0, 0, 0, 0, 0).describe()).isEqualTo("quorum achieved (0 running)");
    }
}
