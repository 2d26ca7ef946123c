// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steady paths allocate nothing, and do not owe it to a compiler that removes allocations. */
class AllocationTest {
    private static final int ROUNDS = 20_000;
    private static final Pattern RESULT = Pattern.compile("master (\\d+) backup (\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1"})
    void advertsSentAndReceivedInTheSteadyStateAllocateNothing(String mode) throws Exception {
        Process java = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        mode,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationProbe.class.getName(),
                        Integer.toString(ROUNDS))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Matcher result = RESULT.matcher(output);
            assertThat(result.find()).as(output).isTrue();
            assertThat(Long.parseLong(result.group(1))).as("bytes of a master").isLessThan(ROUNDS / 10);
            assertThat(Long.parseLong(result.group(2))).as("bytes of a backup").isLessThan(ROUNDS / 10);
        } finally {
            java.destroyForcibly();
        }
    }
}
