// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * What a reload does beside reading the file.
 *
 * @param checkLog {@code reload_check_config}: where the complaints of the check before it go; empty: there is no check
 * @param timeFile {@code reload_time_file}: holds the time of the next reload
 * @param repeat {@code reload_repeat}: the time file is looked at again after a reload
 * @param reloadFile {@code reload_file}: there while the configuration is read at a reload
 */
public record ReloadSettings(
        Optional<String> checkLog, Optional<String> timeFile, boolean repeat, Optional<String> reloadFile) {

    /** {@code reload_check_config} without a file. */
    public static final String NO_LOG = "/dev/null";

    /** Where a {@code reload_file} without a name is. */
    public static final String RUN_DIRECTORY = "/run/";

    /** Where it is with {@code use_pid_dir} or {@code instance}. */
    public static final String OWN_DIRECTORY = "/run/keepalived/";

    /** The end of its name. */
    public static final String EXTENSION = ".reload";
}
