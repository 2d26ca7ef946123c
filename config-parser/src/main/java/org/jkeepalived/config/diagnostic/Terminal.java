// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.lang.Character.UnicodeScript;

/** What characters look like on a terminal. A file may hold anything; a terminal shall not obey it. */
final class Terminal {
    private static final int REPLACEMENT = '?';

    private Terminal() {}

    /** The same text without what would move the cursor, change colours or the direction of writing. */
    static String printable(String text) {
        return text.codePoints()
                .map(Terminal::printable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
            default -> character;
        };
    }

    /** Columns that a printable character takes: none for an accent over the one before it, two for ideographs. */
    static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    /** East Asian wide characters and pictures, Unicode annex 11, near enough. */
    private static boolean isWide(int character) {
        if (character < 0x1100) {
            return false;
        }
        boolean fullWidthForm = character >= 0xff01 && character <= 0xff60;
        boolean picture = character >= 0x1f300 && character <= 0x1faff;
        return fullWidthForm
                || picture
                || switch (UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> character < 0xff61 || character > 0xffdc;
                    default -> false;
                };
    }
}
