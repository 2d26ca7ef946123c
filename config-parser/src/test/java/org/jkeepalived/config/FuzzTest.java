// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.TestInfo;

/**
 * Whatever a file holds, the loader returns, soon and without filling the memory. What once did not, and other files
 * worth mutating, are kept in {@code src/test/resources/fuzz}; those that are there to reach a limit in its folder
 * {@code limits}.
 *
 * <p>A failure prints its seed and content; {@code -Dseed=N} begins there. {@code -Dfuzz.minutes=N} makes a long run of
 * it, each generator for that time.
 */
class FuzzTest {
    private static final Duration BUDGET = Integer.getInteger("fuzz.minutes", 0) > 0
            ? Duration.ofMinutes(Integer.getInteger("fuzz.minutes"))
            : Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");
    private static final Path SPEC = Path.of("src", "test", "resources", "spec");
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

    private static void fuzz(TestInfo test, Generator generator) {
        long end = System.nanoTime() + BUDGET.toNanos();
        long slowestNanos = 0;
        long seed = SEED;
        for (; System.nanoTime() < end; seed++) {
            var content = generator.next(new Random(seed));
            var input = new String(content, StandardCharsets.ISO_8859_1);
            long start = System.nanoTime();
            assertThatCode(() -> Assertions.assertTimeoutPreemptively(PATIENCE, () -> load(content)))
                    .as("seed %d, content: %s", seed, input)
                    .doesNotThrowAnyException();
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
        }
        System.out.printf(
                "%s: %d inputs from seed %d, the slowest took %d ms%n",
                test.getDisplayName(), seed - SEED, SEED, slowestNanos / 1_000_000);
    }

    private static void load(byte[] content) {
        var loaded = FilesInMemory.load(content);
        loaded.diagnostics().human();
        loaded.diagnostics().plain();
        loaded.configuration().ifPresent(configuration -> configuration.interfaceNames());
    }

    @Test
    void bytesOfAnyKind(TestInfo test) {
        fuzz(test, random -> {
            var bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    @Test
    void keptFilesAsTheyAre() throws IOException {
        var all = new ArrayList<>(contents(KEPT));
        all.addAll(contents(KEPT.resolve("limits")));
        for (var content : all) {
            Assertions.assertTimeoutPreemptively(PATIENCE, () -> load(content));
        }
    }

    @Test
    void keptFilesAndTheSuitesWithSomeBytesChanged(TestInfo test) throws IOException {
        var files = new ArrayList<byte[]>();
        files.addAll(contents(KEPT));
        files.addAll(contents(SPEC));
        fuzz(test, random -> mutated(files.get(random.nextInt(files.size())), random));
    }

    @Test
    void linesOfKeptFilesAndTheSuitesInAnyOrder(TestInfo test) throws IOException {
        var lines = new ArrayList<String>();
        for (var directory : List.of(KEPT, SPEC)) {
            for (var content : contents(directory)) {
                new String(content, StandardCharsets.ISO_8859_1).lines().forEach(lines::add);
            }
        }
        fuzz(test, random -> {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(lines.get(random.nextInt(lines.size()))).append('\n');
            }
            return text.toString().getBytes(StandardCharsets.ISO_8859_1);
        });
    }

    private static List<byte[]> contents(Path directory) throws IOException {
        var contents = new ArrayList<byte[]>();
        try (var files = Files.newDirectoryStream(directory, "*.conf")) {
            for (var file : files) {
                contents.add(Files.readAllBytes(file));
            }
        }
        assertThat(contents).isNotEmpty();
        return contents;
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
    void keywordsAndPunctuationInAnyOrder(TestInfo test) {
        var keywords = new ArrayList<String>();
        collect(Schema.ROOT, keywords);
        fuzz(test, random -> {
            var text = new StringBuilder();
            for (int i = random.nextInt(200); i >= 0; i--) {
                text.append(random.nextInt(3) == 0 ? keywords.get(random.nextInt(keywords.size())) : word(random));
                text.append(random.nextInt(4) == 0 ? '\n' : ' ');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    @Test
    void blocksOfTheGrammarWithAnyWords(TestInfo test) {
        fuzz(test, random -> {
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
