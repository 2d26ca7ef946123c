// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the kernel has counted of reasons why a thread did not run, since it began or between two moments.
 *
 * @param waitedNanos the thread was ready, and others ran
 * @param stolenNanos the hypervisor ran other machines, on all processors together
 * @param throttledNanos the control group had used up its share of the processors
 * @param pagesRead what the thread waited for to be read from disk: pages of its memory
 */
record ProcessorUse(long waitedNanos, long stolenNanos, long throttledNanos, long pagesRead) {
    private static final double NANOS_PER_SECOND = 1e9;
    /** USER_HZ, the unit of /proc/stat, on every architecture that Java runs on. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private static final long NANOS_PER_MICRO = 1_000L;
    private static final int SCHEDSTAT_WAITED = 1;
    private static final int PROCESSORS_STOLEN = 8;
    /** The manual's field 12, majflt, counted from the first one behind the name. */
    private static final int STAT_MAJOR_FAULTS = 9;

    /**
     * Reads what the kernel writes; what is not there counts as 0.
     *
     * @param schedstat /proc/PID/task/TID/schedstat
     * @param threadStat /proc/PID/task/TID/stat
     * @param processors /proc/stat
     * @param groupStat cpu.stat of the control group, of either version; empty without one
     */
    static ProcessorUse parse(String schedstat, String threadStat, String processors, String groupStat) {
        String afterName = threadStat.substring(threadStat.lastIndexOf(')') + 1);
        return new ProcessorUse(
                word(schedstat, SCHEDSTAT_WAITED),
                word(processors, PROCESSORS_STOLEN) * NANOS_PER_TICK,
                throttled(groupStat),
                word(afterName, STAT_MAJOR_FAULTS));
    }

    private static long throttled(String groupStat) {
        for (String line : groupStat.lines().toList()) {
            if (line.startsWith("throttled_usec ")) {
                return word(line, 1) * NANOS_PER_MICRO;
            }
            if (line.startsWith("throttled_time ")) {
                return word(line, 1);
            }
        }
        return 0;
    }

    private static long word(String text, int index) {
        String[] words = text.strip().split("\\s+", -1);
        return index < words.length && words[index].matches("\\d{1,18}") ? Long.parseLong(words[index]) : 0;
    }

    ProcessorUse since(ProcessorUse before) {
        return new ProcessorUse(
                waitedNanos - before.waitedNanos,
                stolenNanos - before.stolenNanos,
                throttledNanos - before.throttledNanos,
                pagesRead - before.pagesRead);
    }

    /** Which of these explain at least half of a stall, in words; often none. */
    List<String> reasons(long stallNanos) {
        List<String> reasons = new ArrayList<>();
        if (stolenNanos >= stallNanos / 2) {
            reasons.add(seconds(stolenNanos) + " s were stolen by the hypervisor for other machines");
        }
        if (throttledNanos >= stallNanos / 2) {
            reasons.add("the control group was throttled for " + seconds(throttledNanos) + " s");
        }
        if (waitedNanos >= stallNanos / 2) {
            reasons.add("it waited " + seconds(waitedNanos) + " s for a processor");
        }
        if (pagesRead > 0) {
            reasons.add("it waited for " + pagesRead + " pages of memory to be read from disk");
        }
        return reasons;
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / NANOS_PER_SECOND);
    }
}
