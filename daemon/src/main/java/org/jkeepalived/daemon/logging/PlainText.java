// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

/** Keeps a logged string on one line: names and paths in it come from files and from other programs. */
final class PlainText {
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private PlainText() {}

    /** {@code text} with every control character and line separator written as an escape. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mustEscape(text.charAt(i))) {
                return escape(text, i);
            }
        }
        return text;
    }

    private static boolean mustEscape(char c) {
        return (c < ' ' && c != '\t')
                || (c >= DELETE && c <= LAST_CONTROL)
                || c == LINE_SEPARATOR
                || c == PARAGRAPH_SEPARATOR;
    }

    private static String escape(String text, int from) {
        var escaped = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!mustEscape(c)) {
                escaped.append(c);
            } else if (c == '\n') {
                escaped.append("\\n");
            } else if (c == '\r') {
                escaped.append("\\r");
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }
}
