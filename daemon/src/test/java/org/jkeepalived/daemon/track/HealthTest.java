// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jkeepalived.config.model.Weight;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static Influence script(String name, int weight, Status status) {
        return new Influence(TrackerKind.SCRIPT, name, new Weight(weight, false), status, Instant.EPOCH);
    }

    @Test
    void withoutTrackersAnInstanceIsWell() {
        assertThat(Health.NONE.isDecided()).isTrue();
        assertThat(Health.NONE.faults()).isEmpty();
        assertThat(Health.NONE.weight()).isZero();
        assertThat(Health.NONE).hasToString("no fault");
    }

    @Test
    void itCollectsFaultsAndAddsWeights() {
        Health health = new Health(List.of(
                script("a", 0, new Status.Down("timed out")),
                script("b", 0, new Status.Undecided("has not run yet")),
                script("c", -30, new Status.Down("exited with status 2")),
                script("d", 5, new Status.Up("succeeded"))));

        assertThat(health.isDecided()).isFalse();
        assertThat(health.faults()).containsExactly("script a timed out");
        assertThat(health.weight()).isEqualTo(-25);
        assertThat(health).hasToString("waits for script b has not run yet; fault: script a timed out; priority -25");
    }

    @Test
    void itNamesWhatChangedTheWeight() {
        Influence same = script("same", 5, new Status.Up("succeeded"));
        Health before = new Health(List.of(
                same, script("falls", 10, new Status.Up("succeeded")), script("goes", 3, new Status.Up("succeeded"))));
        Health now = new Health(List.of(same, script("falls", 10, new Status.Down("exited with status 1"))));

        assertThat(now.reasonsOfWeight(before))
                .containsExactly("script falls exited with status 1", "script goes is not tracked any more");
        assertThat(now.reasonsOfWeight(now)).isEmpty();
    }
}
