// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.OptionalInt;

/**
 * How the operating system shall treat the process.
 *
 * @param niceness {@code vrrp_priority}, -20 to 19; 0 is the default
 * @param realTimePriority {@code vrrp_rt_priority}, 1 to 99 (SCHED_RR); empty: not real time
 * @param noSwap {@code vrrp_no_swap}: lock the memory
 */
public record ProcessSettings(int niceness, OptionalInt realTimePriority, boolean noSwap) {
    public static final ProcessSettings DEFAULT = new ProcessSettings(0, OptionalInt.empty(), false);
}
