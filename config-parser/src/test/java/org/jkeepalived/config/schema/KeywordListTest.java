// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jkeepalived.config.FilesInMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The paths of all keywords that keepalived 2.4.3 installs, one a line, blocks before what is in them. */
class KeywordListTest {

    static Stream<String> paths() throws IOException {
        return Stream.concat(lines("vrrp.txt"), lines("lvs.txt"));
    }

    private static Stream<String> lines(String file) throws IOException {
        var resource = Objects.requireNonNull(KeywordListTest.class.getResourceAsStream("/keywords/" + file));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyKeywordIsUnderstoodInItsPlace(String path) {
        var loaded = FilesInMemory.load(file(List.of(path.split("/", -1)), Schema.ROOT));
        assertThat(loaded.diagnostics().plain())
                .doesNotContain("Unknown keyword")
                .doesNotContain("Unexpected")
                .doesNotContain("Missing '{'");
    }

    /** A file with this one keyword in its blocks, and words and lines where its form has some. */
    private static String file(List<String> path, Keyword block) {
        var keyword = block.child(path.getFirst());
        assertThat(keyword).as(path.getFirst()).isNotNull();
        var words = keyword.argument().startsWith("{") ? "" : " " + sample(keyword.argument());
        var body = path.size() > 1 ? file(path.subList(1, path.size()), keyword) : "";
        return switch (keyword.shape()) {
            case BLOCK -> keyword.name() + words + " {\n" + body + "}\n";
            case LINES -> keyword.name() + "\n{\n 10.0.0.1 word\n}\n";
            case FLAG, BOOLEAN, WORD, WORDS, SCRIPT -> keyword.name() + words + "\n";
        };
    }

    private static String sample(String argument) {
        return argument.isEmpty() ? "" : argument.startsWith("SCRIPT") ? "\"/bin/true 'a b'\"" : "1";
    }
}
