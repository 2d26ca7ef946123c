// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

/**
 * One copy of what a file says again and again: most words of ten thousand instances are the same hundred. It holds a
 * bounded number of short texts and forgets whatever is in the way of a new one.
 */
public final class TextPool {
    private static final int SLOTS = 1 << 10;
    private static final int LENGTH_MAX = 24;

    private final String[] texts = new String[SLOTS];

    /** An equal text, where possible one that is kept already. */
    public String shared(String text) {
        if (text.length() > LENGTH_MAX) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        var kept = texts[slot];
        if (text.equals(kept)) {
            return kept;
        }
        texts[slot] = text;
        return text;
    }
}
