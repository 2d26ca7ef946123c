// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Processor time grows with the size of the file, not faster. */
class ScaleTest {

    private static byte[] file(int instances) {
        var text = new StringBuilder();
        for (int i = 0; i < instances; i++) {
            text.append("vrrp_instance VI_")
                    .append(i)
                    .append(" {\n")
                    .append("    state BACKUP\n    interface eth0.")
                    .append(i / 250)
                    .append('\n')
                    .append("    virtual_router_id ")
                    .append(i % 250 + 1)
                    .append('\n')
                    .append("    priority 100\n    advert_int 1\n")
                    .append("    virtual_ipaddress {\n        10.")
                    .append(i / 65_536)
                    .append('.')
                    .append(i / 256 % 256)
                    .append('.')
                    .append(i % 256)
                    .append("/24\n    }\n}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Duration time(byte[] file, int instances) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        var configuration = FilesInMemory.load(file).configuration().orElseThrow();
        var elapsed = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertThat(configuration.instances()).hasSize(instances);
        return elapsed;
    }

    @Test
    void tenThousandInstancesTakeTenTimesAsLongAsOneThousand() {
        var small = file(1_000);
        var large = file(10_000);
        time(small, 1_000);
        time(large, 10_000);
        var best = Duration.ofDays(1);
        var bestLarge = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            var one = time(small, 1_000);
            var ten = time(large, 10_000);
            best = one.compareTo(best) < 0 ? one : best;
            bestLarge = ten.compareTo(bestLarge) < 0 ? ten : bestLarge;
        }
        assertThat(bestLarge).isLessThan(best.multipliedBy(40)).isLessThan(Duration.ofSeconds(3));
    }

    /** Before it is dropped, what was written takes some three times the memory of what it means. */
    @Test
    void memoryGrowsWithTheSizeOfTheFile() {
        var small = held(file(1_000));
        var large = held(file(10_000));
        assertThat(large).isLessThan(small * 15).isLessThan(10_000 * 4_000L);
    }

    /** Bytes that a loaded configuration keeps in the heap, the file itself included. */
    private static long held(byte[] file) {
        FilesInMemory.load(file);
        long before = used();
        var loaded = FilesInMemory.load(file);
        long held = used() - before;
        assertThat(loaded.configuration()).isPresent();
        return held;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void theManualsLargestExampleLoads() {
        var text = """
                $VI4= \\
                track_file offset_instance_4.${IF}.${NUM}.${ID} { \\
                    file "${_PWD}/679/track_files/4.${IF}.${NUM}.${ID}" \\
                    weight -100 \\
                } \\
                vrrp_instance vrrp4.${IF}.${NUM}.${ID} { \\
                    interface bond${IF}.${NUM} \\
                    use_vmac vrrp4.${IF}.${NUM}.${ID} \\
                    virtual_router_id ${ID} \\
                    priority 130 \\
                    virtual_ipaddress { \\
                        10.${IF}.${NUM}.${ID}/24 \\
                    } \\
                    track_file { \\
                        offset_instance_4.${IF}.${NUM}.${ID} \\
                    } \\
                }
                ~SEQ(IF,0,7) ~SEQ(NUM,0,31) ~SEQ(ID,1,254) $VI4
                """;
        var instances = FilesInMemory.load(text).configuration().orElseThrow().instances();
        assertThat(instances).hasSize(65_024);
        assertThat(instances.getFirst().name()).isEqualTo("vrrp4.0.0.1");
        assertThat(instances.getLast().name()).isEqualTo("vrrp4.7.31.254");
        assertThat(instances.getLast().interfaceName()).contains("bond7.31");
    }
}
