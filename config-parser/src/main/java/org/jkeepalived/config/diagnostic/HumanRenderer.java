// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.util.Locale;

/**
 * Prints a finding with the line that it is about, and a mark under the words.
 *
 * <pre>
 * keepalived.conf:4:5: warning: Unknown keyword 'priorty'
 *     4 |     priorty 100
 *       |     ^^^^^^^
 *       = ignored, with its block if it has one
 *       = help: did you mean 'priority'?
 * </pre>
 */
final class HumanRenderer {
    /** Characters of a line or a remark that are shown; the mark stays in sight. */
    private static final int LENGTH_MAX = 160;

    private static final int TAB = 8;
    private static final String CUT = "...";

    private final StringBuilder out;

    HumanRenderer(StringBuilder out) {
        this.out = out;
    }

    void append(Diagnostic diagnostic) {
        diagnostic.range().ifPresent(this::appendPlace);
        out.append(diagnostic.severity().name().toLowerCase(Locale.ROOT));
        if (!diagnostic.rule().isEmpty()) {
            out.append('[').append(diagnostic.rule()).append(']');
        }
        out.append(": ").append(Terminal.printable(diagnostic.summary())).append('\n');
        diagnostic.range().ifPresent(this::appendLine);
        appendRemark("", diagnostic.effect());
        appendRemark("help: ", diagnostic.advice());
        for (var related : diagnostic.related()) {
            appendPlace(related.range());
            out.append(Terminal.printable(related.note())).append('\n');
            appendLine(related.range());
        }
    }

    private void appendPlace(SourceRange range) {
        out.append(Terminal.printable(range.file()))
                .append(':')
                .append(range.line())
                .append(':')
                .append(range.column())
                .append(": ");
    }

    /** The line, cut to what fits around the place, and carets under the place. */
    private void appendLine(SourceRange range) {
        var line = range.lineText();
        int start = Math.max(0, Math.min(range.column() - 1 - LENGTH_MAX / 2, line.length() - LENGTH_MAX));
        int end = Math.min(line.length(), start + LENGTH_MAX);
        int markStart = range.column() - 1;
        int markEnd = Math.max(range.endColumn() - 1, markStart + 1);
        var shown = new StringBuilder(start > 0 ? CUT : "");
        var marks = new StringBuilder(" ".repeat(shown.length()));
        for (int at = start; at < end; ) {
            int character = line.codePointAt(at);
            int next = at + Character.charCount(character);
            int width = character == '\t' ? TAB - marks.length() % TAB : Terminal.width(character);
            if (character == '\t') {
                shown.repeat(' ', width);
            } else {
                shown.appendCodePoint(Terminal.printable(character));
            }
            marks.repeat(at < markEnd && next > markStart ? '^' : ' ', width);
            at = next;
        }
        if (marks.indexOf("^") < 0) {
            // After the last character.
            marks.append('^');
        }
        if (end < line.length()) {
            shown.append(CUT);
        }
        var margin = String.format(Locale.ROOT, "%5d | ", range.line());
        out.append(margin).append(shown).append('\n');
        out.repeat(' ', margin.length() - 2)
                .append("| ")
                .append(marks.toString().stripTrailing())
                .append('\n');
        appendRemark("this reads ", range.expansion());
    }

    private void appendRemark(String prefix, String text) {
        if (!text.isEmpty()) {
            var cut = text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + CUT;
            out.append("      = ")
                    .append(prefix)
                    .append(Terminal.printable(cut))
                    .append('\n');
        }
    }
}
