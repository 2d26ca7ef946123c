// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keeps the end of a stream of any length and knows its last line that is not blank. */
final class LastLine {
    /** As much as fits a log line. */
    static final int CHARACTERS_MAX = 200;

    /** Enough for the line in UTF-8, and for some blank ones after it. */
    private static final int BYTES_KEPT = 1024;

    private final byte[] kept = new byte[BYTES_KEPT];
    private int length;

    /** Adds what is between position and limit. */
    void add(ByteBuffer bytes) {
        int added = Math.min(bytes.remaining(), BYTES_KEPT);
        int remaining = Math.min(length, BYTES_KEPT - added);
        System.arraycopy(kept, length - remaining, kept, 0, remaining);
        bytes.get(bytes.limit() - added, kept, remaining, added);
        length = remaining + added;
    }

    /** The line without its control characters and without blanks around it; the beginning of one that is too long. */
    String text() {
        var end = new String(kept, 0, length, StandardCharsets.UTF_8);
        var line = end.lines().filter(text -> !text.isBlank()).reduce("", (_, later) -> later);
        var clean = line.codePoints()
                .map(character -> isHarmless(character) ? character : ' ')
                .limit(CHARACTERS_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return clean.toString().strip();
    }

    private static boolean isHarmless(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.FORMAT;
    }
}
