// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.daemon.rival.Suspicion.Cause;
import org.junit.jupiter.api.Test;

class SuspicionsTest {
    private final List<String> told = new ArrayList<>();
    private final Suspicions suspicions = new Suspicions(new Suspicions.Listener() {
        @Override
        public void suspected(Suspicion suspicion) {
            told.add("suspected: " + suspicion.text());
        }

        @Override
        public void notSuspectedAnyMore(Suspicion suspicion, long lastSeenNanos) {
            told.add("over: " + suspicion.cause().key() + ", last seen " + lastSeenNanos);
        }
    });

    @Test
    void anEpisodeIsToldOnceHoweverOftenItsEvidenceIsSeen() {
        suspicions.suspect(Cause.ADDRESS_CLAIMED, "192.0.2.1 is at aa", 10);
        suspicions.suspect(Cause.ADDRESS_CLAIMED, "192.0.2.1 is at bb", 20);
        suspicions.end(Cause.ADDRESS_CLAIMED);
        suspicions.end(Cause.ADDRESS_CLAIMED);
        assertThat(told)
                .containsExactly(
                        "suspected: an address is used by another machine too (192.0.2.1 is at aa)",
                        "over: address_claimed, last seen 20");
    }

    @Test
    void allEndWhenWeAreNoLongerMaster() {
        suspicions.suspect(Cause.OTHER_VRID, "b", 10);
        suspicions.suspect(Cause.ADVERTS_REJECTED, "a", 11);
        assertThat(suspicions.all()).extracting(Suspicion::evidence).containsExactly("a", "b");
        suspicions.endAll();
        assertThat(suspicions.isEmpty()).isTrue();
        assertThat(told).endsWith("over: adverts_rejected, last seen 11", "over: other_vrid, last seen 10");
    }

    @Test
    void whatIsNotConfirmedForLongEnoughIsOver() {
        assertThat(suspicions.confirm(Cause.ADVERTS_DROPPED, 5)).isFalse();
        suspicions.suspect(Cause.ADVERTS_DROPPED, "a", 10);
        assertThat(suspicions.confirm(Cause.ADVERTS_DROPPED, 15)).isTrue();
        suspicions.endUnconfirmed(Cause.ADVERTS_DROPPED, 10, 24);
        assertThat(suspicions.isEmpty()).isFalse();
        suspicions.endUnconfirmed(Cause.ADVERTS_DROPPED, 10, 25);
        assertThat(suspicions.isEmpty()).isTrue();
    }

    @Test
    void causesHaveNamesForMachines() {
        assertThat(Cause.values()).extracting(Cause::key).allMatch(key -> key.matches("[a-z_]+"));
    }
}
