// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Programs that run before everything else and after it.
 *
 * @param startup {@code startup_script}
 * @param startupTimeout {@code startup_script_timeout}, 1 to 1000 s
 * @param shutdown {@code shutdown_script}
 * @param shutdownTimeout {@code shutdown_script_timeout}, 1 to 1000 s
 */
public record LifecycleScripts(
        Optional<Script> startup, Duration startupTimeout, Optional<Script> shutdown, Duration shutdownTimeout) {

    /** When the file says nothing. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public static final LifecycleScripts NONE =
            new LifecycleScripts(Optional.empty(), DEFAULT_TIMEOUT, Optional.empty(), DEFAULT_TIMEOUT);
}
