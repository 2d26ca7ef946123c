// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.util.Arrays;

/** Text whose characters remember the columns of the source line they came from. Immutable. */
final class MappedText {

    private enum Mapping {
        /** Character by character as in the source line. */
        ALONG,
        /** All of it stands for the same piece of the source line. */
        WHOLE,
        /** Each character has its own column. */
        EACH
    }

    private static final int[] NONE = {};

    private final String text;
    private final Mapping mapping;
    private final int firstColumn;
    private final int endColumn;
    /** Only for {@link Mapping#EACH}: the column of each character and, last, of the end. */
    private final int[] columns;

    private MappedText(String text, Mapping mapping, int firstColumn, int endColumn, int[] columns) {
        this.text = text;
        this.mapping = mapping;
        this.firstColumn = firstColumn;
        this.endColumn = endColumn;
        this.columns = columns;
    }

    /** A piece of a source line that begins at {@code firstColumn}, counted from 1. */
    static MappedText asWritten(String text, int firstColumn) {
        return new MappedText(text, Mapping.ALONG, firstColumn, firstColumn + text.length(), NONE);
    }

    /** Text that stands for what is written between two columns, such as the next line of a definition. */
    static MappedText standingFor(String text, int column, int endColumn) {
        return new MappedText(text, Mapping.WHOLE, column, endColumn, NONE);
    }

    private static MappedText withColumns(String text, int[] columns) {
        return new MappedText(text, Mapping.EACH, columns[0], columns[text.length()], columns);
    }

    String text() {
        return text;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether nothing was put in or taken out. */
    boolean isAsWritten() {
        return mapping == Mapping.ALONG;
    }

    /** The source column of the character at {@code index}; of the end for the length. */
    int column(int index) {
        return switch (mapping) {
            case ALONG -> firstColumn + index;
            case WHOLE -> index == text.length() && index > 0 ? endColumn : firstColumn;
            case EACH -> columns[index];
        };
    }

    /** The column after the character before {@code index}. */
    int endColumn(int index) {
        return switch (mapping) {
            case ALONG -> firstColumn + index;
            case WHOLE -> endColumn;
            case EACH ->
                index == 0 || index == text.length()
                        ? columns[index]
                        : Math.max(columns[index], columns[index - 1] + 1);
        };
    }

    MappedText substring(int from, int to) {
        var part = text.substring(from, to);
        return switch (mapping) {
            case ALONG -> asWritten(part, firstColumn + from);
            case WHOLE -> standingFor(part, firstColumn, endColumn);
            case EACH -> {
                var kept = Arrays.copyOfRange(columns, from, to + 1);
                kept[to - from] = endColumn(to);
                yield withColumns(part, kept);
            }
        };
    }

    MappedText substring(int from) {
        return substring(from, text.length());
    }

    /** Puts {@code replacement} in the place of a range; all of it stands where the range stood. */
    MappedText replace(int from, int to, String replacement) {
        var replaced = text.substring(0, from) + replacement + text.substring(to);
        if (mapping == Mapping.WHOLE) {
            return standingFor(replaced, firstColumn, endColumn);
        }
        var moved = new int[replaced.length() + 1];
        for (int i = 0; i < from; i++) {
            moved[i] = column(i);
        }
        Arrays.fill(moved, from, from + replacement.length(), column(from));
        for (int i = to; i <= text.length(); i++) {
            moved[i - to + from + replacement.length()] = column(i);
        }
        return withColumns(replaced, moved);
    }

    /** Without blanks at both ends. */
    MappedText strip() {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return from == 0 && to == text.length() ? this : substring(from, to);
    }

    /** The same with a text of a pool. */
    MappedText shared(TextPool pool) {
        return new MappedText(pool.shared(text), mapping, firstColumn, endColumn, columns);
    }

    static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    @Override
    public String toString() {
        return text;
    }
}
