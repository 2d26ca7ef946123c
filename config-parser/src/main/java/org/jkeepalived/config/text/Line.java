// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import org.jkeepalived.config.diagnostic.SourceRange;

/** One line after all expansion: a lone brace, or text without braces outside quotes. */
public final class Line {
    private final Source source;
    private final int number;
    private final MappedText text;
    private final boolean quoteReported;

    Line(Source source, int number, MappedText text) {
        this(source, number, text, false);
    }

    private Line(Source source, int number, MappedText text, boolean quoteReported) {
        this.source = source;
        this.number = number;
        this.text = text;
        this.quoteReported = quoteReported;
    }

    public String text() {
        return text.text();
    }

    MappedText mapped() {
        return text;
    }

    /** The same place with a part or a substitute of its text. */
    Line with(MappedText other) {
        return new Line(source, number, other, quoteReported);
    }

    /** The same line, remembering that its open quote has been complained of. */
    Line withQuoteReported() {
        return new Line(source, number, text, true);
    }

    /** Whether an open quote on it has been complained of. */
    public boolean isQuoteReported() {
        return quoteReported;
    }

    /** Text that an expansion of this line puts in its place. */
    Line standIn(String other) {
        return with(MappedText.standingFor(
                other, text.column(0), text.column(text.text().length())));
    }

    /** Outside definitions a backslash at the end of a line is an ordinary character. */
    Line withBackslash() {
        int end = text.text().length();
        return with(text.replace(end, end, "\\"));
    }

    /** The line of the file, from 1. */
    public int number() {
        return number;
    }

    public boolean isOpeningBrace() {
        return text.text().equals("{");
    }

    public boolean isClosingBrace() {
        return text.text().equals("}");
    }

    /** The place of a part of this line; indexes into {@link #text()}. */
    public SourceRange range(int from, int to) {
        var written = source.line(number);
        int column = Math.min(text.column(from), written.length() + 1);
        int endColumn = Math.clamp(text.endColumn(to), column, written.length() + 1);
        return new SourceRange(
                source.name(), number, column, endColumn, written, text.isAsWritten() ? "" : text.text());
    }

    /** The place of the whole line. */
    public SourceRange range() {
        return range(0, text.text().length());
    }

    @Override
    public String toString() {
        return source.name() + ":" + number + ": " + text;
    }
}
