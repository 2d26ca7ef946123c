// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;

/**
 * A program that is run at intervals; 0 as its exit code means well. Block {@code vrrp_script}.
 *
 * @param name unique in the file
 * @param script what to run
 * @param interval from one start to the next, {@code interval}; whole milliseconds, 1 ms to 4294 s
 * @param timeout how long a run may take until it counts as failed, {@code timeout}; default: the interval
 * @param rise results of 0 in a row until it counts as well, {@code rise}; 1 and more
 * @param fall other results in a row until it counts as failed, {@code fall}; 1 and more
 * @param weight {@code weight}; default 0
 * @param initFail whether it counts as failed until the first result, {@code init_fail}
 */
public record TrackScript(
        String name,
        Script script,
        Duration interval,
        Duration timeout,
        int rise,
        int fall,
        Weight weight,
        boolean initFail)
        implements Tracker {

    /** The same with what its script was found to be. */
    public TrackScript running(Script resolved) {
        return new TrackScript(name, resolved, interval, timeout, rise, fall, weight, initFail);
    }
}
