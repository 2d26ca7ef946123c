// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.posix.testing.Allocations;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    void aNegativeResultNamesTheSameErrorAsItsNumber() {
        assertThat(Errno.of(-99)).isSameAs(Errno.of(99)).isSameAs(Errno.EADDRNOTAVAIL);
        assertThat(Errno.EADDRNOTAVAIL).hasToString("Cannot assign requested address (EADDRNOTAVAIL)");
    }

    @Test
    void numbersThatOnlyTheKernelKnowsKeepTheirValue() {
        assertThat(Errno.of(524).value()).isEqualTo(524);
        assertThat(Errno.of(524)).isEqualTo(Errno.of(-524)).isNotEqualTo(Errno.of(525));
        assertThat(Errno.of(524)).hasToString("Unknown error 524 (E524)");
    }

    @Test
    void knownNumbersAreFoundWithoutAllocation() throws Exception {
        assertThat(Allocations.during(1000, () -> Errno.of(-11))).isZero();
    }
}
