// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One file, decoded and cut into lines. */
public final class Source {
    private final String name;
    private final List<String> lines;

    private Source(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** UTF-8 where the bytes are UTF-8, otherwise one character for each byte: no content is refused. */
    public static Source of(String name, byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException _) {
            text = new String(content, StandardCharsets.ISO_8859_1);
        }
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            int next = newline < 0 ? end : end + 1;
            while (end > start && text.charAt(end - 1) == '\r') {
                end--;
            }
            lines.add(text.substring(start, end));
            start = next;
        }
        return new Source(name, lines);
    }

    public String name() {
        return name;
    }

    public int lineCount() {
        return lines.size();
    }

    /** A line by its number from 1, without its end. */
    public String line(int number) {
        return lines.get(number - 1);
    }
}
