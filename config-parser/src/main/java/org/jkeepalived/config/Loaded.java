// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.model.Configuration;

/**
 * What came of reading a configuration.
 *
 * @param configuration what to run; empty when keepalived would refuse to run with this file
 * @param diagnostics everything there is to say about it
 * @param origins where things were written
 * @param exitCode what {@code keepalived -t} exits with: 0 nothing to complain, 3 no configuration file, 4 runs with
 *     complaints, 5 configuration errors, 6 script security
 */
public record Loaded(Optional<Configuration> configuration, Diagnostics diagnostics, Origins origins, int exitCode) {}
