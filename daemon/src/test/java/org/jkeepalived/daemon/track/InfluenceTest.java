// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jkeepalived.config.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of weights, as keepalived 2.4.3 does it. */
class InfluenceTest {
    private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");

    private static Influence of(TrackerKind kind, int weight, boolean reverse, Status status) {
        return new Influence(kind, "it", new Weight(weight, reverse), status, NOON);
    }

    @ParameterizedTest(name = "weight {0}, reverse {1}, up {2}: priority {3}, fault {4}")
    @CsvSource({
        "  0, false, true,    0, false",
        "  0, false, false,   0, true",
        "  0, true,  true,    0, true",
        "  0, true,  false,   0, false",
        " 20, false, true,   20, false",
        " 20, false, false,   0, false",
        " 20, true,  true,  -20, false",
        " 20, true,  false,   0, false",
        "-20, false, true,    0, false",
        "-20, false, false, -20, false",
        "-20, true,  true,    0, false",
        "-20, true,  false,  20, false",
        "254, false, true,  253, false",
        "-254, false, false, -254, false",
    })
    void whatIsUpOrDownAddsItsWeightOrIsAFault(
            int weight, boolean reverse, boolean up, int contribution, boolean fault) {
        Influence influence =
                of(TrackerKind.PROCESS, weight, reverse, up ? new Status.Up("up") : new Status.Down("down"));

        assertThat(influence.contribution()).isEqualTo(contribution);
        assertThat(influence.fault().isPresent()).isEqualTo(fault);
        assertThat(influence.isDecided()).isTrue();
    }

    @ParameterizedTest(name = "number {0}, weight {1}, reverse {2}: priority {3}, fault {4}")
    @CsvSource({
        "0,             1, false,    0, false",
        "5,             1, false,    5, false",
        "-5,            1, false,   -5, false",
        "5,             1, true,    -5, false",
        "5,           -20, false, -100, false",
        "5,           -20, true,   100, false",
        "-253,          1, false, -253, false",
        "-254,          1, false,    0, true",
        "254,           1, true,     0, true",
        "127,          -2, false,    0, true",
        "253,           1, false,  253, false",
        "254,           1, false,  253, false",
        "2147483648,  254, false,  253, false",
        "-2147483648, 254, false,    0, true",
        "0,             0, false,    0, false",
        "1,             0, false,    0, true",
        "-1,            0, false,    0, true",
        "0,             0, true,     0, true",
        "1,             0, true,     0, false",
    })
    void aNumberIsMultipliedByTheWeightAndIsAFaultFromMinus254On(
            long number, int weight, boolean reverse, int contribution, boolean fault) {
        Influence influence = of(TrackerKind.FILE, weight, reverse, new Status.Level(number, "of /run/f"));

        assertThat(influence.contribution()).isEqualTo(contribution);
        assertThat(influence.fault().isPresent()).isEqualTo(fault);
    }

    @ParameterizedTest(name = "{0} with weight {1}: decided {2}")
    @CsvSource({"SCRIPT, 0, false", "SCRIPT, 10, true", "SCRIPT, -10, true", "FILE, 0, false", "PROCESS, 10, false"})
    void anInstanceWaitsForAFirstResultUnlessItIsAScriptThatOnlyChangesThePriority(
            TrackerKind kind, int weight, boolean decided) {
        Influence influence = of(kind, weight, false, new Status.Undecided("has not run yet"));

        assertThat(influence.isDecided()).isEqualTo(decided);
        assertThat(influence.contribution()).isZero();
        assertThat(influence.fault()).isEmpty();
    }

    @Test
    void aFaultNamesTheTrackerAndItsFinding() {
        assertThat(of(TrackerKind.SCRIPT, 0, false, new Status.Down("exited with status 1: \"refused\""))
                        .fault())
                .contains("script it exited with status 1: \"refused\"");
        assertThat(of(TrackerKind.INTERFACE, 0, false, new Status.Down("down")).fault())
                .contains("interface it down");
        assertThat(of(TrackerKind.FILE, 0, false, new Status.Level(7, "7 in /run/f"))
                        .fault())
                .contains("tracked file it has status -254: 7 in /run/f");
    }

    @Test
    void oneLineTellsEverything() {
        assertThat(of(TrackerKind.FILE, -2, true, new Status.Level(7, "7 in /run/f")))
                .hasToString("tracked file it has status 14: 7 in /run/f"
                        + " (weight -2 reverse, since 2027-01-01T12:00:00Z): priority +14");
    }
}
