// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the daemon asks of the machine it runs on.
 *
 * @param umask {@code umask}, 0 to 0777
 * @param randomSeed {@code random_seed}, 0 to 4294967295
 * @param supplementaryGroups {@code set_supplementary_groups}: scripts have all groups of their user
 * @param childWaitTime {@code child_wait_time}, whole seconds; default 5
 * @param disableLocalIgmp {@code disable_local_igmp}: no membership reports for link-local groups
 * @param linkbeatPolling {@code linkbeat_use_polling}: every interface is polled for its carrier
 * @param maxAutoPriority {@code max_auto_priority}: up to this real-time priority the daemon may raise itself, 1 to 99;
 *     0: not at all
 * @param minAutoPriorityDelayMicros {@code min_auto_priority_delay}: what counts as late, 1 to 10000000
 * @param vmacPrefix {@code vmac_prefix}: names of macvlans begin with it; default {@code vrrp}
 * @param vmacAddressPrefix {@code vmac_addr_prefix}: those for single addresses; default as {@code vmacPrefix}
 * @param configSaveDirectory {@code config_save_dir}: keeps a copy of each configuration
 * @param temporaryConfigDirectory {@code tmp_config_directory}: holds the copy that the processes read
 * @param iprouteUsrDirectory {@code iproute_usr_dir}: names of routing tables and the like
 * @param iprouteEtcDirectory {@code iproute_etc_dir}: those that replace them
 */
public record SystemSettings(
        OptionalInt umask,
        OptionalLong randomSeed,
        boolean supplementaryGroups,
        Duration childWaitTime,
        boolean disableLocalIgmp,
        boolean linkbeatPolling,
        int maxAutoPriority,
        int minAutoPriorityDelayMicros,
        String vmacPrefix,
        String vmacAddressPrefix,
        Optional<String> configSaveDirectory,
        Optional<String> temporaryConfigDirectory,
        String iprouteUsrDirectory,
        String iprouteEtcDirectory) {

    /** When the file says nothing. */
    public static final Duration CHILD_WAIT_TIME = Duration.ofSeconds(5);

    /** When the file says nothing. */
    public static final int MIN_AUTO_PRIORITY_DELAY_MICROS = 1_000_000;

    /** When the file says nothing. */
    public static final String VMAC_PREFIX = "vrrp";
}
