// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import org.jkeepalived.config.diagnostic.SourceRange;

/**
 * One word of a line.
 *
 * @param text the word without its quotes
 * @param line the line it is on
 * @param from index of its first character in the line's text, the quote included
 * @param to index after its last one
 */
public record Word(String text, Line line, int from, int to) {
    public SourceRange range() {
        return line.range(from, to);
    }

    public boolean is(String other) {
        return text.equals(other);
    }

    @Override
    public String toString() {
        return text;
    }
}
