// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the schema as a page of documentation. */
public final class CompatibilityTable {
    private static final String INTRODUCTION = """
            # Compatibility

            Every keyword of keepalived.conf (keepalived 2.4.3) and what jkeepalived makes of it. This page is generated from
            the keyword schema of the parser (`mvn -pl config-parser test -Dtest=CompatibilityTableTest -Dupdate=true`); a
            test fails when it is stale.

            - *supported*: acts as in keepalived, but for the difference named.
            - *accepted*: read and checked, without effect yet; reported once.
            - *accepted, no effect*: there is nothing to do for it here, and nothing is lost.
            - *ignored*: belongs to load balancing (keepalived's checker process); reported once.

            *Since* is the keepalived release that brought the keyword. BOOL is one of on, off, true, false, yes, no; where it
            may be left out, the keyword alone means on. TIMER is a number of seconds with at most six decimals. A default that
            is a keyword stands for that keyword's value in `global_defs`.

            An unknown keyword is a warning with keepalived's words. Unlike keepalived, a block after an unknown keyword is left
            out as a whole, and a keyword of the root level that has a block ends a block whose `}` is missing. A file that
            includes itself is refused with its place.

            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);
    private final KeywordHistory history = KeywordHistory.read();

    private CompatibilityTable() {}

    /** The page docs/compatibility.md. */
    public static String markdown() {
        var table = new CompatibilityTable();
        table.appendCounts();
        table.appendSection("Root level", "", Schema.ROOT.children());
        table.appendBlocks("", Schema.ROOT.children());
        return table.page.toString();
    }

    private void appendCounts() {
        var counts = new EnumMap<Status, Integer>(Status.class);
        count(Schema.ROOT.children(), counts);
        page.append("| | keywords |\n|---|---|\n");
        counts.forEach(
                (status, count) -> page.append(String.format(Locale.ROOT, "| %s | %d |%n", status.label(), count)));
    }

    private static void count(Collection<Keyword> keywords, Map<Status, Integer> counts) {
        for (var keyword : keywords) {
            counts.merge(keyword.status(), 1, Integer::sum);
            count(keyword.children(), counts);
        }
    }

    private void appendBlocks(String path, Collection<Keyword> keywords) {
        for (var keyword : keywords) {
            if (!keyword.children().isEmpty()) {
                var name = path + keyword.name();
                appendSection("`" + name + "`", name + "/", keyword.children());
                appendBlocks(name + "/", keyword.children());
            }
        }
    }

    private void appendSection(String title, String path, Collection<Keyword> keywords) {
        page.append("\n## ")
                .append(title)
                .append(
                        "\n\n| keyword | argument | range | default | since | status | difference |\n|---|---|---|---|---|---|---|\n");
        for (var keyword : keywords) {
            page.append("| `").append(keyword.name()).append("` | ");
            page.append(code(argument(keyword))).append(" | ");
            page.append(text(keyword.range())).append(" | ");
            page.append(text(keyword.defaultValue())).append(" | ");
            page.append(history.since(path + keyword.name())).append(" | ");
            page.append(keyword.status().label()).append(" | ");
            page.append(remarks(keyword)).append(" |\n");
        }
    }

    private static String argument(Keyword keyword) {
        return keyword.shape() == Shape.BLOCK ? (keyword.argument() + " { }").strip() : keyword.argument();
    }

    private static String remarks(Keyword keyword) {
        var deprecation = keyword.deprecation().isEmpty() ? "" : "deprecated, use " + keyword.deprecation();
        return Stream.of(deprecation, keyword.difference())
                .filter(remark -> !remark.isEmpty())
                .map(CompatibilityTable::text)
                .collect(Collectors.joining("; "));
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text(text) + "`";
    }

    private static String text(String text) {
        return text.replace("|", "\\|");
    }
}
