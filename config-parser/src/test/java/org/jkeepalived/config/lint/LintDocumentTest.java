// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of rules in docs/configuration.md are those of the code; {@code -Dupdate=true} writes them. */
class LintDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String START = "<!-- rules: written by LintDocumentTest -->\n";
    private static final String END = "<!-- end of rules -->\n";

    @Test
    void theRulesAreDocumented() throws IOException {
        var page = Files.readString(PAGE);
        var expected = page.substring(0, page.indexOf(START) + START.length())
                + "\n### Rules for one file\n\n"
                + table(Lint.rules())
                + "\n### Rules for peers\n\n`--peers` compares every two of the files. Instances belong together by virtual"
                + " router id and family.\n\n"
                + table(Peers.rules())
                + "\n"
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("update")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).content().isEqualTo(expected);
    }

    private static String table(List<LintRule> rules) {
        var table = new StringBuilder("| rule | severity | why it hurts | way out |\n|---|---|---|---|\n");
        for (var rule : rules) {
            table.append("| `")
                    .append(rule.id())
                    .append("` | ")
                    .append(rule.severity().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(rule.harm())
                    .append(" | ")
                    .append(rule.wayOut())
                    .append(" |\n");
        }
        return table.toString();
    }
}
