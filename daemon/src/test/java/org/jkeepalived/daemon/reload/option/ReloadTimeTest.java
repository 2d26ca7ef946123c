// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadTimeTest {
    /** 14:00 in Paris, where the clocks go forward on 2026-03-29. */
    private static final Instant NOW = Instant.parse("2026-03-28T13:00:00Z");

    private static ReloadTime parse(String line) {
        return ReloadTime.parse(line, NOW, ZoneId.of("Europe/Paris"));
    }

    private static ReloadTime due(String instant, boolean dated) {
        return new ReloadTime.Due(Instant.parse(instant), dated);
    }

    @Test
    void aTimeAloneIsTheNextOfItsKind() {
        assertThat(parse("14:00:01")).isEqualTo(due("2026-03-28T13:00:01Z", false));
        assertThat(parse("13:59:59Z")).isEqualTo(due("2026-03-28T13:59:59Z", false));
        assertThat(parse("14:00:00")).as("now is over").isEqualTo(due("2026-03-29T12:00:00Z", false));
    }

    @Test
    void aDateMayHaveTwoOrFourDigitsOfTheYear() {
        assertThat(parse("26-04-01 00:00:00")).isEqualTo(due("2026-03-31T22:00:00Z", true));
        assertThat(parse("2026-04-01 00:00:00Z")).isEqualTo(due("2026-04-01T00:00:00Z", true));
    }

    @Test
    void whatHasBeenIsNotScheduled() {
        assertThat(parse("2026-03-28 14:00:00")).isEqualTo(new ReloadTime.Past());
        assertThat(parse("69-04-01 00:00:00")).isEqualTo(new ReloadTime.Past());
    }

    @Test
    void everythingElseIsInvalid() {
        for (String line : List.of(
                "",
                "Z",
                "24:00:00",
                "1:00:00",
                " 14:30:00",
                "14:30:00 ",
                "14:30",
                "2026-02-30 10:00:00",
                "2026-04-01  10:00:00",
                "2026-04-01T10:00:00",
                "2026-03-29 02:30:00")) {
            assertThat(parse(line)).as(line).isEqualTo(new ReloadTime.Invalid());
        }
    }
}
