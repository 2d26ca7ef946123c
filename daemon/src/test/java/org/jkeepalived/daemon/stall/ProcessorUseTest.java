// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorUseTest {
    private static final long SECOND = 1_000_000_000L;
    private static final ProcessorUse NOTHING = new ProcessorUse(0, 0, 0, 0);

    @Test
    void theKernelsCountersAreRead() {
        ProcessorUse use = ProcessorUse.parse(
                "731 5000000000 12\n",
                "22012 (a) b) S 1 22012 1 0 -1 4194304 100 0 7 0 3 1\n",
                "cpu  2696968 1204552 548008 2332028 3865 0 3975 9662 0 0\ncpu0 1 2\n",
                "nr_periods 3\nnr_throttled 1\nthrottled_time 2500000000\n");
        assertThat(use).isEqualTo(new ProcessorUse(5 * SECOND, 9662 * SECOND / 100, 5 * SECOND / 2, 7));
    }

    @Test
    void bothVersionsOfControlGroupsAreUnderstood() {
        assertThat(ProcessorUse.parse("", "", "", "usage_usec 5\nthrottled_usec 2500000\n")
                        .throttledNanos())
                .isEqualTo(5 * SECOND / 2);
        assertThat(ProcessorUseFiles.groupStatFiles("4:memory:/m\n2:cpu,cpuacct:/a/b\n0::/\n"))
                .containsExactly("cpu,cpuacct/a/b/cpu.stat", "cpu,cpuacct/cpu.stat", "cpu.stat", "cpu.stat");
        assertThat(ProcessorUseFiles.groupStatFiles("0::/system.slice/keepalived.service\n"))
                .containsExactly("system.slice/keepalived.service/cpu.stat", "cpu.stat");
    }

    @Test
    void whatIsNotThereCountsAsNothing() {
        assertThat(ProcessorUse.parse("", "", "", "")).isEqualTo(NOTHING);
        assertThat(ProcessorUse.parse("x y z", "(", "cpu a b", "throttled_usec\n"))
                .isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 | 0 | 0 | 0 | it waited 5.00 s for a processor
            1 | 4 | 0 | 0 | 4.00 s were stolen by the hypervisor for other machines
            3 | 0 | 5 | 0 | the control group was throttled for 5.00 s; it waited 3.00 s for a processor
            0 | 0 | 0 | 9 | it waited for 9 pages of memory to be read from disk
            1 | 1 | 1 | 0 | the process was ready at no time, so it was stopped or frozen, or the machine was paused
            """)
    void aCauseExplainsHalfOfTheStall(long waited, long stolen, long throttled, long pages, String cause) {
        ProcessorUse spent = new ProcessorUse(waited * SECOND, stolen * SECOND, throttled * SECOND, pages);
        assertThat(StallCauses.cause(5 * SECOND, spent, false, false)).isEqualTo(cause);
    }

    @Test
    void aSignalAndTheGarbageAreCausesToo() {
        assertThat(StallCauses.cause(5 * SECOND, NOTHING, true, true)).isEqualTo("the process was stopped by a signal");
        assertThat(StallCauses.cause(SECOND / 10, NOTHING, false, true))
                .isEqualTo("the garbage was collected meanwhile");
    }
}
