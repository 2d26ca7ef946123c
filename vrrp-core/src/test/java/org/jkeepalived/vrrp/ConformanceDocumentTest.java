// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} names tests; those of other modules are looked for in their sources as well. */
class ConformanceDocumentTest {
    private static final Path ROOT = root();
    private static final Pattern TEST = Pattern.compile("`(?:([a-z-]+):)?(\\w+)(?:\\.(\\w+))?#(\\w+)`");
    private static final Pattern REASON = Pattern.compile("\\*\\*(Kernel|Differs|Not met|Operator)\\*\\*: \\S.*");

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/conformance.md"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/conformance.md"));
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        List<MatchResult> names = TEST.matcher(document()).results().toList();
        assertThat(names).hasSizeGreaterThan(100);
        List<String> missing = new ArrayList<>();
        for (MatchResult name : names) {
            if (!exists(name)) {
                missing.add(name.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(MatchResult name) throws IOException {
        String module = name.group(1) == null ? "vrrp-core" : name.group(1);
        String nested = name.group(3);
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
            for (Path file :
                    files.filter(f -> f.endsWith(name.group(2) + ".java")).toList()) {
                String source = Files.readString(file);
                if (nested != null) {
                    Matcher begin = Pattern.compile("\n    class " + nested + " \\{.*?\n    \\}", Pattern.DOTALL)
                            .matcher(source);
                    source = begin.find() ? begin.group() : "";
                }
                if (source.contains("void " + name.group(4) + "(")) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void everyRequirementHasATestOrAReason() throws IOException {
        List<String> rows = document()
                .lines()
                .filter(line -> line.startsWith("| ") && Character.isDigit(line.charAt(2)))
                .toList();
        assertThat(rows).hasSizeGreaterThan(90);
        for (String row : rows) {
            String[] cells = row.substring(2, row.length() - 2).split(" \\| ", -1);
            assertThat(cells).as(row).hasSize(4);
            assertThat(cells[2]).as(row).matches("MUST|MUST NOT|SHOULD|SHOULD NOT|MAY|-");
            boolean proven = TEST.matcher(cells[3]).lookingAt();
            assertThat(proven || REASON.matcher(cells[3]).matches()).as(row).isTrue();
        }
    }
}
