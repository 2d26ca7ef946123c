// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessPatternTest {
    private static boolean matches(TrackProcess definition, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var pattern = new ProcessPattern(definition);
        // As a reader would that reads no more than the pattern says it needs.
        int length = pattern.isCommandLine() ? Math.min(bytes.length, pattern.neededBytes()) : bytes.length;
        return pattern.matches(ByteBuffer.wrap(bytes), length);
    }

    /** What keepalived 2.4.3 counts, command lines written with a | behind each word. */
    @ParameterizedTest(name = "{0} of [{1}] and {2}: {3}")
    @CsvSource({
        "EXACT, '', 'web|', true",
        "EXACT, '', 'web|a|', false",
        "EXACT, 'a', 'web|a|', true",
        "EXACT, 'a', 'web|', false",
        "EXACT, 'a', 'web|ab|', false",
        "EXACT, 'a', 'web|a|b|', false",
        "EXACT, 'a b', 'web|a|b|', true",
        "EXACT, 'a', 'web||a|', false",
        "PARTIAL, '', 'web|', true",
        "PARTIAL, '', 'web|a|b|', true",
        "PARTIAL, 'a', 'web|a|', true",
        "PARTIAL, 'a', 'web|a|b|', true",
        "PARTIAL, 'a', 'web|ab|', false",
        "PARTIAL, 'a b', 'web|a|', false",
        "PARTIAL, 'b', 'web|a|b|', false",
        "INITIAL, '', 'web|', true",
        "INITIAL, '', 'web|a|', true",
        "INITIAL, 'a', 'web|a|', true",
        "INITIAL, 'a', 'web|abc|', true",
        "INITIAL, 'a', 'web|abc|d|', true",
        "INITIAL, 'a', 'web|b|', false",
        "INITIAL, 'abc', 'web|ab|', false",
        "INITIAL, 'a bc', 'web|a|bcd|', true",
        "INITIAL, 'a bc', 'web|ax|bcd|', false",
        "NONE, '', 'web|anything|', true",
        "NONE, '', 'web', true",
        "NONE, '', 'webber|', false",
        "NONE, '', 'we|', false",
        "NONE, '', '/bin/web|', false",
        "NONE, '', '', false",
    })
    void parametersMatchAsInKeepalived(ParameterMatch match, String parameters, String commandLine, boolean counts) {
        String[] words = Arrays.stream(parameters.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        assertThat(matches(Definitions.command("web", match, words), commandLine.replace('|', '\0')))
                .isEqualTo(counts);
    }

    @Test
    void anEmptyWordIsAParameter() {
        assertThat(matches(Definitions.command("web", ParameterMatch.EXACT, ""), "web\0\0"))
                .isTrue();
        assertThat(matches(Definitions.command("web", ParameterMatch.EXACT, ""), "web\0"))
                .isFalse();
        assertThat(matches(Definitions.command("web", ParameterMatch.INITIAL, ""), "web\0any\0"))
                .isTrue();
    }

    @Test
    void theNameOfTheKernelMatchesAsAWhole() {
        assertThat(matches(Definitions.named("ssh"), "ssh\n")).isTrue();
        assertThat(matches(Definitions.named("ssh"), "sshd\n")).isFalse();
        assertThat(matches(Definitions.named("sshd"), "ssh\n")).isFalse();
        assertThat(matches(Definitions.named("Web Content"), "Web Content\n")).isTrue();
        assertThat(matches(Definitions.named("a) S 1 ("), "a) S 1 (\n")).isTrue();
        assertThat(matches(Definitions.named("grün"), "grün\n")).isTrue();
    }

    @Test
    void aCommandMayHaveSpaces() {
        assertThat(matches(Definitions.command("/tmp/a b", ParameterMatch.EXACT, "c d"), "/tmp/a b\0c d\0"))
                .isTrue();
        assertThat(matches(
                        Definitions.command("nginx: master process", ParameterMatch.NONE),
                        "nginx: master process\0\0\0"))
                .isTrue();
    }

    @Test
    void theKernelKeepsNoNameOfMoreThan15Bytes() {
        assertThat(new ProcessPattern(Definitions.named("123456789012345")).isTooLong())
                .isFalse();
        assertThat(new ProcessPattern(Definitions.named("1234567890123456")).isTooLong())
                .isTrue();
        assertThat(new ProcessPattern(Definitions.command("1234567890123456", ParameterMatch.NONE)).isTooLong())
                .isFalse();
        assertThat(matches(Definitions.named("1234567890123456"), "123456789012345\n"))
                .isFalse();
    }
}
