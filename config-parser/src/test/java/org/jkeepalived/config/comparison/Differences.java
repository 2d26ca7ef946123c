// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The known differences. One line each, in four columns parted by {@code |}: which keepalived (a version or {@code any}),
 * which cases, what of keepalived's answer ours lacks, and why. {@code *} stands for any text.
 */
final class Differences {
    private static final Path LIST = Path.of("src", "test", "resources", "comparison", "differences.txt");
    private static final int COLUMNS = 4;

    private static final class Known {
        private final String written;
        private final String cases;
        private final Pattern name;
        private final Pattern missing;
        private int seen;

        Known(String written, String name, String missing) {
            this.written = written;
            this.cases = name;
            this.name = glob(name);
            this.missing = glob(missing);
        }

        private static Pattern glob(String text) {
            return Pattern.compile(
                    Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        }

        boolean explains(String caseName, String difference) {
            return name.matcher(caseName).matches()
                    && missing.matcher(difference).matches();
        }
    }

    private final List<Known> known;

    private Differences(List<Known> known) {
        this.known = known;
    }

    /** Those that concern a keepalived of {@code version}. */
    static Differences read(String version) throws IOException {
        var known = new ArrayList<Known>();
        for (var line : Files.readAllLines(LIST)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var columns = line.split("\\|", COLUMNS);
            if (columns.length != COLUMNS || columns[COLUMNS - 1].isBlank()) {
                throw new IllegalArgumentException("four columns are needed: " + line);
            }
            var which = columns[0].strip();
            if (which.equals("any") || which.equals(version)) {
                known.add(new Known(line, columns[1].strip(), columns[2].strip()));
            }
        }
        return new Differences(known);
    }

    boolean explain(String caseName, String difference) {
        boolean explained = false;
        for (var each : known) {
            if (each.explains(caseName, difference)) {
                each.seen++;
                explained = true;
            }
        }
        return explained;
    }

    /** What is listed for cases whose names begin so, and was not met. */
    List<String> vanished(String... prefixes) {
        return known.stream()
                .filter(each -> each.seen == 0 && Stream.of(prefixes).anyMatch(each.cases::startsWith))
                .map(each -> each.written)
                .toList();
    }

    /** How often each was met that was met at all. */
    String summary() {
        return known.stream()
                .filter(each -> each.seen > 0)
                .map(each -> String.format(Locale.ROOT, "%5d  %s%n", each.seen, each.written))
                .collect(Collectors.joining());
    }
}
