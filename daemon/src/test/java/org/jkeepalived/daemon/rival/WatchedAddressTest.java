// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;

class WatchedAddressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long RIVAL = 0x02_00_00_00_00_02L;
    private static final long ANOTHER = 0x02_00_00_00_00_03L;

    private final WatchedAddress address = new WatchedAddress(IpAddress.parse("10.50.0.100"), 2, 0);

    @Test
    void theLastWordOfTheMasterBeforeUsIsNoClaim() {
        assertThat(address.claim(RIVAL, false, SECOND)).isFalse();
        assertThat(address.isClaimed(SECOND)).isFalse();
    }

    @Test
    void aClaimIsBelievedWhenItIsRepeatedForAWhile() {
        assertThat(address.claim(RIVAL, true, 2 * SECOND)).isFalse();
        assertThat(address.claim(RIVAL, true, 3 * SECOND)).isFalse();
        assertThat(address.claim(RIVAL, true, 4 * SECOND)).isTrue();
    }

    @Test
    void claimsOfDifferentStationsDoNotConfirmOneAnother() {
        address.claim(RIVAL, true, 2 * SECOND);
        assertThat(address.claim(ANOTHER, true, 4 * SECOND)).isFalse();
        assertThat(address.claim(ANOTHER, true, 6 * SECOND)).isTrue();
    }

    @Test
    void itIsAskedForSeldomUnlessItIsClaimed() {
        assertThat(address.takeProbe(SECOND)).isFalse();
        assertThat(address.takeProbe(2 * SECOND)).isTrue();
        assertThat(address.takeProbe(10 * SECOND)).isFalse();
        address.claim(RIVAL, true, 10 * SECOND);
        assertThat(address.takeProbe(10 * SECOND)).isTrue();
        assertThat(address.takeProbe(11 * SECOND)).isTrue();
        // Nobody repeats it: back to the routine.
        assertThat(address.takeProbe(20 * SECOND)).isTrue();
        assertThat(address.takeProbe(30 * SECOND)).isFalse();
    }

    @Test
    void whoAnswersNoLongerIsGoneSoonerThanWhoOnlyAnnouncedHimself() {
        address.claim(RIVAL, false, 10 * SECOND);
        assertThat(address.isClaimed(60 * SECOND)).isTrue();
        assertThat(address.isClaimed(101 * SECOND)).isFalse();
        address.claim(RIVAL, true, 60 * SECOND);
        assertThat(address.isClaimed(63 * SECOND)).isTrue();
        assertThat(address.isClaimed(64 * SECOND)).isFalse();
    }
}
