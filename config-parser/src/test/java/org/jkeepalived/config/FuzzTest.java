// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jkeepalived.config.schema.Keyword;
import org.jkeepalived.config.schema.Schema;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, the loader returns. A failure prints the seed and the content. */
class FuzzTest {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private static final String[] WORDS = {
        "{",
        "}",
        "{}",
        "\"",
        "'",
        "\\",
        "#",
        "!",
        "$X",
        "${X}",
        "$X=",
        "$X= \\",
        "@node",
        "@^node",
        "~SEQ(X,1,2)",
        "~LST({X,Y}, {1,2})",
        "~SEQ(",
        "${_RANDOM 1 2}",
        "include keepalived.conf",
        "include *",
        "10.0.0.1/24",
        "fe80::1",
        "dev",
        "eth0",
        "eth9",
        "label",
        "-1",
        "0",
        "99999999999999999999",
        "1.5",
        "on",
        "off",
        "MASTER",
        "\u00e9",
        "\0",
        "255",
        "brd",
        "+",
        "peer",
        "scope",
        "global",
        "min_ttl",
        "PASS",
        "preferred_lft",
        "forever",
        "\\\n",
        "\n",
        "\n",
        "\n",
        "\r\n"
    };

    private interface Generator {
        byte[] next(Random random);
    }

    private static void fuzz(Generator generator) {
        long end = System.nanoTime() + BUDGET.toNanos();
        for (long seed = SEED; System.nanoTime() < end; seed++) {
            var content = generator.next(new Random(seed));
            var input = new String(content, StandardCharsets.ISO_8859_1);
            assertThatCode(() -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> load(content)))
                    .as("seed %d, content: %s", seed, input)
                    .doesNotThrowAnyException();
        }
    }

    private static void load(byte[] content) {
        var loaded = FilesInMemory.load(content);
        loaded.diagnostics().human();
        loaded.diagnostics().plain();
        loaded.configuration().ifPresent(configuration -> configuration.interfaceNames());
    }

    @Test
    void bytesOfAnyKind() {
        fuzz(random -> {
            var bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    @Test
    void theSuitesFilesWithSomeBytesChanged() throws IOException {
        var files = new ArrayList<byte[]>();
        try (var suite = Files.newDirectoryStream(Path.of("src", "test", "resources", "spec"), "*.conf")) {
            for (var file : suite) {
                files.add(Files.readAllBytes(file));
            }
        }
        fuzz(random -> mutated(files.get(random.nextInt(files.size())), random));
    }

    private static byte[] mutated(byte[] original, Random random) {
        var bytes = original.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(40), bytes.length - at);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}\"'\\#!$@~\n \t=,()".charAt(random.nextInt(17));
                case 2 -> System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                default -> Arrays.fill(bytes, at, at + length, (byte) ' ');
            }
        }
        return bytes;
    }

    @Test
    void keywordsAndPunctuationInAnyOrder() {
        var keywords = new ArrayList<String>();
        collect(Schema.ROOT, keywords);
        fuzz(random -> {
            var text = new StringBuilder();
            for (int i = random.nextInt(200); i >= 0; i--) {
                text.append(random.nextInt(3) == 0 ? keywords.get(random.nextInt(keywords.size())) : word(random));
                text.append(random.nextInt(4) == 0 ? '\n' : ' ');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    @Test
    void blocksOfTheGrammarWithAnyWords() {
        fuzz(random -> {
            var text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                append(pick(Schema.ROOT, random), text, random);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    private static void append(Keyword keyword, StringBuilder text, Random random) {
        text.append(keyword.name());
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(' ').append(word(random));
        }
        text.append('\n');
        if (keyword.shape().hasBraces()) {
            text.append("{\n");
            for (int i = random.nextInt(8); i > 0; i--) {
                if (keyword.children().isEmpty()) {
                    text.append(word(random)).append(' ').append(word(random)).append('\n');
                } else {
                    append(pick(keyword, random), text, random);
                }
            }
            text.append("}\n");
        }
    }

    private static Keyword pick(Keyword block, Random random) {
        return List.copyOf(block.children()).get(random.nextInt(block.children().size()));
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static void collect(Keyword block, List<String> into) {
        for (var keyword : block.children()) {
            into.add(keyword.name());
            collect(keyword, into);
        }
    }
}
