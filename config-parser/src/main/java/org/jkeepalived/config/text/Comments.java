// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

/** Takes comments and surrounding blanks off a line. */
final class Comments {
    private Comments() {}

    /**
     * What {@link #strip} leaves.
     *
     * @param text the line without its comment; a backslash at its end (the line is to be continued) is gone
     * @param continued whether there was one
     * @param unterminatedQuote whether a quote is open at the end
     * @param protectedInVain whether the comment begins at a backslash that was to prevent it
     */
    record Stripped(MappedText text, boolean continued, boolean unterminatedQuote, boolean protectedInVain) {}

    /**
     * Comments begin at {@code #} or {@code !} outside double quotes. A backslash before one of these does not help:
     * keepalived's first reading takes it away, and the processes read what the first reading wrote, where the comment
     * is one. Before another character both stay.
     */
    static Stripped strip(MappedText line) {
        var text = line.strip();
        boolean quoted = false;
        boolean continued = false;
        boolean protectedInVain = false;
        int at = 0;
        int end = -1;
        while (end < 0 && at < text.text().length()) {
            switch (text.text().charAt(at)) {
                case '"' -> {
                    quoted = !quoted;
                    at++;
                }
                case '\\' -> {
                    if (at + 1 == text.text().length()) {
                        continued = true;
                        end = at;
                    } else if (!quoted && isCommentStart(text.text().charAt(at + 1))) {
                        protectedInVain = true;
                        end = at;
                    } else {
                        at += 2;
                    }
                }
                case '#', '!' -> {
                    if (quoted) {
                        at++;
                    } else {
                        end = at;
                    }
                }
                default -> at++;
            }
        }
        return new Stripped(end < 0 ? text : text.substring(0, end).strip(), continued, quoted, protectedInVain);
    }

    private static boolean isCommentStart(char character) {
        return character == '#' || character == '!';
    }
}
