// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the operating system shall treat a process; keywords begin with {@code vrrp_} or {@code bfd_}.
 *
 * @param niceness {@code priority}, -20 to 19; 0 is the default
 * @param realTimePriority {@code rt_priority}, 1 to 99 (SCHED_RR); empty: not real time
 * @param noSwap {@code no_swap}: lock the memory
 * @param cpus {@code cpu_affinity}: the processors it may run on; none: all
 * @param realTimeLimitMicros {@code rlimit_rttime}: processor time without a system call that blocks, 2 to 4294967295
 */
public record ProcessSettings(
        int niceness,
        OptionalInt realTimePriority,
        boolean noSwap,
        List<Integer> cpus,
        OptionalLong realTimeLimitMicros) {
    public static final ProcessSettings DEFAULT =
            new ProcessSettings(0, OptionalInt.empty(), false, List.of(), OptionalLong.empty());

    public ProcessSettings {
        cpus = List.copyOf(cpus);
    }
}
