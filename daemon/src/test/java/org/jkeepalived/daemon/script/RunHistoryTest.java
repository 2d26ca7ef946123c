// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunHistoryTest {
    private static final int RISE = 2;
    private static final int FALL = 3;

    private final RunHistory history = new RunHistory();

    private boolean success() {
        return history.add(true, RISE, FALL);
    }

    private boolean failure() {
        return history.add(false, RISE, FALL);
    }

    @Test
    void theFirstResultDecidesAlone() {
        assertThat(success()).isTrue();
        assertThat(history.isWell()).isTrue();

        var other = new RunHistory();
        assertThat(other.add(false, RISE, FALL)).isTrue();
        assertThat(other.isWell()).isFalse();
    }

    @Test
    void fallFailuresInARowMakeItFail() {
        success();
        assertThat(failure()).isFalse();
        assertThat(failure()).isFalse();
        assertThat(history.isWell()).isTrue();
        assertThat(failure()).isTrue();
        assertThat(history.isWell()).isFalse();
    }

    @Test
    void riseSuccessesInARowMakeItWell() {
        failure();
        assertThat(success()).isFalse();
        assertThat(success()).isTrue();
        assertThat(history.isWell()).isTrue();
    }

    @Test
    void oneContraryResultBeginsTheCountAnew() {
        success();
        failure();
        failure();
        success();
        failure();
        failure();
        assertThat(history.isWell()).isTrue();
        assertThat(failure()).isTrue();
    }

    @Test
    void afterARestartTheNextResultDecidesAndTheOldOneCountsUntilThen() {
        success();
        history.restart();
        assertThat(history.isWell()).isTrue();
        assertThat(failure()).isTrue();
        assertThat(history.isWell()).isFalse();
    }
}
