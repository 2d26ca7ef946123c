// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code NAME.conf} of the suite beside what is said about it in {@code NAME.expected}. After a change,
 * {@code -Dupdate=true} writes the expectations anew, for a look at the difference.
 */
class SpecSuiteTest {
    private static final Path SUITE = Path.of("src", "test", "resources", "spec");

    static Stream<String> names() throws IOException {
        try (var files = Files.list(SUITE)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".conf"))
                    .map(file -> file.substring(0, file.length() - ".conf".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFileGetsItsDiagnostics(String name) throws IOException {
        var loaded = FilesInMemory.load(Files.readAllBytes(SUITE.resolve(name + ".conf")));
        var actual = "exit " + loaded.exitCode()
                + (loaded.configuration().isPresent() ? ", runs\n" : ", does not run\n")
                + loaded.diagnostics().human().replace(FilesInMemory.MAIN.toString(), name + ".conf");
        var expectation = SUITE.resolve(name + ".expected");
        if (Boolean.getBoolean("update")) {
            Files.writeString(expectation, actual);
        }
        assertThat(expectation).content().isEqualTo(actual);
    }
}
