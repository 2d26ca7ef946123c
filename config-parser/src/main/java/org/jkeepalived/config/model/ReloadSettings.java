// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * What a reload does beside reading the file.
 *
 * @param checkLog {@code reload_check_config}: where the complaints of the check before it go; empty: there is no check
 * @param timeFile {@code reload_time_file}: holds the time of the next reload
 * @param repeat {@code reload_repeat}: the time file is looked at again after a reload
 * @param reloadFile {@code reload_file}: removed when a reload is done
 */
public record ReloadSettings(
        Optional<String> checkLog, Optional<String> timeFile, boolean repeat, Optional<String> reloadFile) {

    /** {@code reload_check_config} without a file. */
    public static final String NO_LOG = "/dev/null";

    /** {@code reload_file} without a name. */
    public static final String DEFAULT_RELOAD_FILE = "/etc/keepalived/keepalived.reload";
}
