// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One file, decoded. A line is cut out when it is asked for: a diagnostic may want it long after it was read. */
public final class Source {
    /** What Java puts in the place of bytes that are not UTF-8; it may be in the file as well. */
    private static final char REPLACEMENT = '\uFFFD';

    private final String name;
    private final String text;
    private final int[] lineStarts;
    /** Kept because many findings may be about one long line. */
    private Cut lastCut = new Cut(0, "");

    private record Cut(int number, String line) {}

    private Source(String name, String text, int[] lineStarts) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts;
    }

    /** UTF-8 where the bytes are UTF-8, otherwise one character for each byte: no content is refused. */
    public static Source of(String name, byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(content)) {
            text = new String(content, StandardCharsets.ISO_8859_1);
        }
        return new Source(name, text, lineStarts(text));
    }

    /** Costs two bytes for each of the content, so that it is asked only in case of doubt. */
    private static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Where each line begins, and last where the text ends. */
    private static int[] lineStarts(String text) {
        var starts = new int[text.length() / 16 + 2];
        int lines = 0;
        int start = 0;
        while (start < text.length()) {
            if (lines + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[lines++] = start;
            int newline = text.indexOf('\n', start);
            start = newline < 0 ? text.length() : newline + 1;
        }
        starts[lines] = text.length();
        return Arrays.copyOf(starts, lines + 1);
    }

    public String name() {
        return name;
    }

    public int lineCount() {
        return lineStarts.length - 1;
    }

    /** A line by its number from 1, without its end. */
    public String line(int number) {
        var last = lastCut;
        if (last.number() != number) {
            last = new Cut(number, cut(number));
            lastCut = last;
        }
        return last.line();
    }

    private String cut(int number) {
        int start = lineStarts[number - 1];
        int end = lineStarts[number];
        if (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        while (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(start, end);
    }
}
