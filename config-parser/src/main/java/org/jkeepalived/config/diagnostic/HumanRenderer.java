// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.util.Locale;

/** Prints a finding with the line that it is about. */
final class HumanRenderer {
    private static final int LINE_MAX = 160;
    private static final int TAB = 8;

    private final StringBuilder out;

    HumanRenderer(StringBuilder out) {
        this.out = out;
    }

    void append(Diagnostic diagnostic) {
        var severity = diagnostic.severity().name().toLowerCase(Locale.ROOT);
        if (diagnostic.range().isEmpty()) {
            out.append(severity)
                    .append(": ")
                    .append(printable(diagnostic.summary()))
                    .append('\n');
        } else {
            var range = diagnostic.range().get();
            appendPlace(range);
            out.append(severity)
                    .append(": ")
                    .append(printable(diagnostic.summary()))
                    .append('\n');
            appendLine(range);
        }
        appendRemark("", diagnostic.effect());
        appendRemark("", diagnostic.advice());
        for (var related : diagnostic.related()) {
            appendPlace(related.range());
            out.append(related.note()).append('\n');
            appendLine(related.range());
        }
    }

    private void appendPlace(SourceRange range) {
        out.append(range.file())
                .append(':')
                .append(range.line())
                .append(':')
                .append(range.column())
                .append(": ");
    }

    /** The line, cut to what fits around the place, and carets under the place. */
    private void appendLine(SourceRange range) {
        int start = Math.max(
                0, Math.min(range.column() - 1 - LINE_MAX / 2, range.lineText().length() - LINE_MAX));
        var margin = String.format(Locale.ROOT, "%5d | ", range.line());
        var shown = new StringBuilder();
        var marks = new StringBuilder();
        int end = Math.min(range.lineText().length(), start + LINE_MAX);
        for (int i = start; i <= end; i++) {
            boolean marked = i + 1 >= range.column() && (i + 1 < range.endColumn() || i + 1 == range.column());
            boolean tab = i < end && range.lineText().charAt(i) == '\t';
            int width = tab ? TAB - shown.length() % TAB : 1;
            if (i < end) {
                shown.append(
                        tab ? " ".repeat(width) : printable(range.lineText().substring(i, i + 1)));
            }
            marks.append((marked ? "^" : " ").repeat(i < end || marked ? width : 0));
        }
        out.append(margin).append(shown).append('\n');
        out.append(" ".repeat(margin.length() - 2))
                .append("| ")
                .append(marks.toString().stripTrailing())
                .append('\n');
        appendRemark("this reads ", range.expansion());
    }

    private void appendRemark(String prefix, String text) {
        if (!text.isEmpty()) {
            var cut = text.length() <= LINE_MAX ? text : text.substring(0, LINE_MAX) + "...";
            out.append("      = ").append(prefix).append(printable(cut)).append('\n');
        }
    }

    /** A file may hold anything; a terminal shall not obey it. */
    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        return text.codePoints()
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
