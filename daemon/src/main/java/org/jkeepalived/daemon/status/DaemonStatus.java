// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.status;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The daemon at one moment.
 *
 * @param version jkeepalived's own
 * @param lastReload empty if there was none
 * @param instances in the order of the configuration
 */
public record DaemonStatus(
        String version,
        long pid,
        Instant started,
        Path configurationFile,
        Optional<LastReload> lastReload,
        List<InstanceStatus> instances) {

    /**
     * What came of the last reload.
     *
     * @param applied false if it was refused
     * @param summary in one line: what became of the instances, or why it was refused
     */
    public record LastReload(Instant at, boolean applied, String summary) {}
}
