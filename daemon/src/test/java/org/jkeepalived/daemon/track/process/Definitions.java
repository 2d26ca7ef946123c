// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.jkeepalived.config.model.Weight;

/** Configurations to test with. */
final class Definitions {
    private Definitions() {}

    /** {@code process NAME}. */
    static TrackProcess named(String process) {
        return process(process, List.of(), ParameterMatch.NONE, false);
    }

    /** {@code process NAME WORDS...} with a match. */
    static TrackProcess command(String process, ParameterMatch match, String... parameters) {
        return process(process, List.of(parameters), match, true);
    }

    private static TrackProcess process(
            String process, List<String> parameters, ParameterMatch match, boolean fullCommand) {
        return new TrackProcess(
                "tracked",
                process,
                parameters,
                match,
                fullCommand,
                1,
                OptionalInt.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Weight.NONE);
    }

    /** {@code quorum} and {@code quorum_max} (none if negative), and the delays. */
    static TrackProcess quorum(int quorum, int maximum, int forkDelaySeconds, int terminateDelaySeconds) {
        return new TrackProcess(
                "tracked",
                "web",
                List.of(),
                ParameterMatch.NONE,
                false,
                quorum,
                maximum < 0 ? OptionalInt.empty() : OptionalInt.of(maximum),
                Duration.ofSeconds(terminateDelaySeconds),
                Duration.ofSeconds(forkDelaySeconds),
                Weight.NONE);
    }
}
