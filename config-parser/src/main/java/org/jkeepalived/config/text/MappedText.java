// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.util.Arrays;

/** Text whose characters remember the columns of the source line they came from. Immutable. */
final class MappedText {
    private final String text;
    /** Column of the first character, when {@link #columns} is null; the others follow it one by one. */
    private final int firstColumn;
    /** Column of each character and, last, of the end; null while the text stands as in the file. */
    private final int[] columns;

    private MappedText(String text, int firstColumn, int[] columns) {
        this.text = text;
        this.firstColumn = firstColumn;
        this.columns = columns;
    }

    /** A piece of a source line that begins at {@code firstColumn}, counted from 1. */
    static MappedText asWritten(String text, int firstColumn) {
        return new MappedText(text, firstColumn, null);
    }

    /** Text that stands for what is written between two columns, such as the next line of a definition. */
    static MappedText standingFor(String text, int column, int endColumn) {
        var columns = new int[text.length() + 1];
        Arrays.fill(columns, column);
        columns[text.length()] = endColumn;
        return new MappedText(text, column, columns);
    }

    String text() {
        return text;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether nothing was put in or taken out. */
    boolean isAsWritten() {
        return columns == null;
    }

    /** The source column of the character at {@code index}; of the end for the length. */
    int column(int index) {
        return columns == null ? firstColumn + index : columns[index];
    }

    /** The column after the character before {@code index}. */
    int endColumn(int index) {
        if (columns == null || index == 0 || index == text.length()) {
            return column(index);
        }
        return Math.max(columns[index], columns[index - 1] + 1);
    }

    MappedText substring(int from, int to) {
        if (columns == null) {
            return new MappedText(text.substring(from, to), firstColumn + from, null);
        }
        var kept = Arrays.copyOfRange(columns, from, to + 1);
        kept[to - from] = endColumn(to);
        return new MappedText(text.substring(from, to), kept[0], kept);
    }

    MappedText substring(int from) {
        return substring(from, text.length());
    }

    /** Puts {@code replacement} in the place of a range; all of it stands where the range stood. */
    MappedText replace(int from, int to, String replacement) {
        int length = text.length() - (to - from) + replacement.length();
        var moved = new int[length + 1];
        for (int i = 0; i < from; i++) {
            moved[i] = column(i);
        }
        int at = column(from);
        Arrays.fill(moved, from, from + replacement.length(), at);
        for (int i = to; i <= text.length(); i++) {
            moved[i - to + from + replacement.length()] = column(i);
        }
        return new MappedText(text.substring(0, from) + replacement + text.substring(to), moved[0], moved);
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

    static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    @Override
    public String toString() {
        return text;
    }
}
