// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A number of running processes that has to be there. Block {@code vrrp_track_process}.
 *
 * @param name unique in the file
 * @param process the program: the name that the kernel keeps (15 bytes of it, /proc/PID/comm), or with {@code fullCommand}
 *     the first word of the command line
 * @param parameters further words of the command line
 * @param parameterMatch how the words of a command line are compared with them
 * @param fullCommand whether /proc/PID/cmdline is read and not comm; {@code full_command}, or any parameter or match
 * @param quorum how many there have to be, {@code quorum}; 0 to 65535, 0 only with {@code quorumMax} 0; default 1
 * @param quorumMax how many there may be, {@code quorum_max}; 0 to 65535
 * @param terminateDelay how long too few, or after too many few enough, are put up with, {@code terminate_delay} or
 *     {@code delay}; up to 3600 s, zero: none
 * @param forkDelay how long it takes until enough, or too many, count, {@code fork_delay} or {@code delay}; likewise
 * @param weight {@code weight}; default 0
 */
public record TrackProcess(
        String name,
        String process,
        List<String> parameters,
        ParameterMatch parameterMatch,
        boolean fullCommand,
        int quorum,
        OptionalInt quorumMax,
        Duration terminateDelay,
        Duration forkDelay,
        Weight weight)
        implements Tracker {

    /** {@code param_match}. */
    public enum ParameterMatch {
        /** Parameters do not matter. */
        NONE,
        /** They are all there is; the default with parameters, and without any: there must be none. */
        EXACT,
        /** They come first, and the last of them may be longer. */
        INITIAL,
        /** They come first, exactly. */
        PARTIAL
    }

    public TrackProcess {
        parameters = List.copyOf(parameters);
    }
}
