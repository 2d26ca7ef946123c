// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * Where state is written on demand.
 *
 * @param useInstance {@code data_use_instance}: names of files contain the names of instance and namespace
 * @param jsonVersion {@code json_version}, 1 or 2
 * @param stateFile {@code state_dump_file}
 * @param statisticsFile {@code stats_dump_file}
 * @param jsonFile {@code json_dump_file}
 */
public record DumpSettings(
        boolean useInstance,
        int jsonVersion,
        Optional<String> stateFile,
        Optional<String> statisticsFile,
        Optional<String> jsonFile) {}
