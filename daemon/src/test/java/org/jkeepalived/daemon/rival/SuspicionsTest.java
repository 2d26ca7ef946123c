// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionsTest {
    private final List<String> told = new ArrayList<>();
    private final Suspicions suspicions = new Suspicions(new Suspicions.Listener() {
        @Override
        public void suspected(Suspicion suspicion) {
            told.add("suspected: " + suspicion.text());
        }

        @Override
        public void notSuspectedAnyMore(Suspicion suspicion, long durationNanos) {
            told.add("over: " + suspicion.cause().key() + " after " + durationNanos);
        }
    });

    @Test
    void anEpisodeIsToldOnceHoweverOftenItsEvidenceIsSeen() {
        suspicions.suspect(Suspicion.Cause.ADDRESS_CLAIMED, "192.0.2.1 is at aa", 10);
        suspicions.suspect(Suspicion.Cause.ADDRESS_CLAIMED, "192.0.2.1 is at bb", 20);
        suspicions.end(Suspicion.Cause.ADDRESS_CLAIMED, 30);
        suspicions.end(Suspicion.Cause.ADDRESS_CLAIMED, 40);
        assertThat(told)
                .containsExactly(
                        "suspected: an address is used by another machine too (192.0.2.1 is at aa)",
                        "over: address_claimed after 20");
    }

    @Test
    void allEndWhenWeAreNoLongerMaster() {
        suspicions.suspect(Suspicion.Cause.OTHER_VRID, "b", 10);
        suspicions.suspect(Suspicion.Cause.ADVERTS_REJECTED, "a", 11);
        assertThat(suspicions.all()).extracting(Suspicion::evidence).containsExactly("a", "b");
        suspicions.endAll(20);
        assertThat(suspicions.isEmpty()).isTrue();
        assertThat(told).endsWith("over: adverts_rejected after 9", "over: other_vrid after 10");
    }
}
