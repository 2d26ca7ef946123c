// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    private final Timestamps timestamps = new Timestamps(ZoneId.of("Europe/Paris"));

    @Test
    void looksAsTheCLibraryPrintsIt() {
        var noon = Instant.parse("2026-11-20T12:35:09.000012345Z");
        assertThat(timestamps.console(noon)).isEqualTo("Fri Nov 20 13:35:09 2026");
        assertThat(timestamps.syslog(noon)).isEqualTo("Nov 20 13:35:09");
        assertThat(timestamps.file(noon)).isEqualTo("Fri Nov 20 13:35:09.000012345 2026");
    }

    @Test
    void padsTheDayWithABlankAndTheTimeWithZeroes() {
        var early = Instant.parse("2027-03-07T01:02:03Z");
        assertThat(timestamps.console(early)).isEqualTo("Sun Mar  7 02:02:03 2027");
        assertThat(timestamps.syslog(early)).isEqualTo("Mar  7 02:02:03");
    }

    @Test
    void followsSecondsAndSummerTime() {
        var before = Instant.parse("2027-03-28T00:59:59.999Z");
        assertThat(timestamps.console(before)).isEqualTo("Sun Mar 28 01:59:59 2027");
        assertThat(timestamps.console(before.plusMillis(1))).isEqualTo("Sun Mar 28 03:00:00 2027");
    }
}
