// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Puts words so that keepalived reads them as they were, see keepalived.conf(5), "Quoted strings". */
final class Quoting {
    /** What needs no quotes anywhere. A {@code @} or {@code ~} means something only at the beginning. */
    private static final String HARMLESS = "_-+./:,=%@~*?&|<>()[];^\\'`";

    /** What needs no quotes within a command, of which keepalived reads the inside once more. */
    private static final String HARMLESS_IN_COMMAND = "_-+./:,=%@";

    private Quoting() {}

    /** A word as it is cut anywhere but after scripts: quotes keep blanks together, and nothing keeps a quote. */
    static String word(String text) {
        boolean plain = !text.isEmpty()
                && text.charAt(0) != '@'
                && text.charAt(0) != '~'
                && !text.endsWith("\\")
                && text.codePoints().allMatch(character -> isHarmless(character, HARMLESS));
        return plain ? text : "\"" + text + "\"";
    }

    /** A word after a script: either kind of quote may keep the other. */
    static String wordAfterScript(String text) {
        return text.indexOf('"') < 0 ? word(text) : "'" + text + "'";
    }

    /** A program and its arguments as one word. */
    static String command(List<String> words) {
        return "\"" + arguments(words) + "\"";
    }

    /** Words that are cut in the way of a command, but are not one word of the line. */
    static String arguments(List<String> words) {
        return words.stream().map(Quoting::commandWord).collect(Collectors.joining(" "));
    }

    /** Single quotes keep blanks; all else that means something is given by its number. */
    private static String commandWord(String text) {
        if (!text.isEmpty() && text.codePoints().allMatch(c -> isHarmless(c, HARMLESS_IN_COMMAND))) {
            return text;
        }
        var quoted = new StringBuilder("'");
        text.codePoints().forEach(character -> {
            if (character < 0x20 || character == 0x7f || "\"'\\$#!{}~".indexOf(character) >= 0) {
                quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) character));
            } else {
                quoted.appendCodePoint(character);
            }
        });
        return quoted.append('\'').toString();
    }

    private static boolean isHarmless(int character, String special) {
        return character > 0x7f || Character.isLetterOrDigit(character) || special.indexOf(character) >= 0;
    }

    /**
     * A password, one character for each of its bytes, as text. A character that was cut in the middle to make it fit is
     * given with some other end, which is cut off again.
     */
    static String password(String bytes) {
        var padded = new StringBuilder(bytes);
        for (int attempt = 0; attempt < 4; attempt++) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(padded.toString().getBytes(StandardCharsets.ISO_8859_1)))
                        .toString();
            } catch (CharacterCodingException _) {
                padded.append('\u0090');
            }
        }
        return bytes;
    }
}
