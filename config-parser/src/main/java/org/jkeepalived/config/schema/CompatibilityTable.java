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
    private CompatibilityTable() {}

    /** The page docs/compatibility.md. */
    public static String markdown() {
        var page = new StringBuilder();
        page.append("""
                # Compatibility

                Every keyword of keepalived.conf (keepalived 2.4.3) and what jkeepalived makes of it. This page is generated \
                from the
                keyword schema of the parser (`mvn -pl config-parser test -Dtest=CompatibilityTableTest -Dupdate=true`); a \
                test fails when
                it is stale.

                - *supported*: acts as in keepalived, but for the difference named.
                - *not supported yet*: understood and checked for its form, reported once, without effect.
                - *outside this daemon*: belongs to load balancing (keepalived's checker process) and is ignored; reported once.
                - *accepted, no effect*: there is nothing to do for it here, and nothing is lost.

                An unknown keyword is a warning with keepalived's words. Unlike keepalived, a block after an unknown keyword is left
                out as a whole, and a keyword of the root level that has a block ends a block whose `}` is missing. A file that includes
                itself is refused with its place.

                """);
        appendCounts(page);
        appendSection(page, "Root level", Schema.ROOT.children());
        appendBlocks(page, "", Schema.ROOT.children());
        return page.toString();
    }

    private static void appendCounts(StringBuilder page) {
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

    private static void appendBlocks(StringBuilder page, String path, Collection<Keyword> keywords) {
        for (var keyword : keywords) {
            if (!keyword.children().isEmpty()) {
                var name = path + keyword.name();
                appendSection(page, "`" + name + "`", keyword.children());
                appendBlocks(page, name + "/", keyword.children());
            }
        }
    }

    private static void appendSection(StringBuilder page, String title, Collection<Keyword> keywords) {
        page.append("\n## ")
                .append(title)
                .append("\n\n| keyword | argument | range | default | status | remarks |\n|---|---|---|---|---|---|\n");
        for (var keyword : keywords) {
            page.append("| `").append(keyword.name()).append("` | ");
            page.append(code(argument(keyword))).append(" | ");
            page.append(text(keyword.range())).append(" | ");
            page.append(text(keyword.defaultValue())).append(" | ");
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
