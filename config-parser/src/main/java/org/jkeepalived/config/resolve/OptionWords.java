// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** The words of a line of options, taken one after the other. */
final class OptionWords {
    private final Values values;
    private final Statement line;
    private int at;

    OptionWords(Values values, Statement line) {
        this.values = values;
        this.line = line;
    }

    boolean hasMore() {
        return at < line.size();
    }

    /** Whether this many words are left. */
    boolean hasMore(int count) {
        return at + count <= line.size();
    }

    /** The next word without taking it; there has to be one. */
    Word peek() {
        return line.word(at);
    }

    /** Takes the next word; null, and an error, when there is none. */
    Word take() {
        var word = values.require(line, at);
        if (word != null) {
            at++;
        }
        return word;
    }

    /** Takes the next word if it is this one. */
    boolean takeIf(String text) {
        if (hasMore() && peek().is(text)) {
            at++;
            return true;
        }
        return false;
    }

    /** Where the next word stands, for {@link #backTo}. */
    int position() {
        return at;
    }

    void backTo(int position) {
        at = position;
    }

    /** Passes over all that is left. */
    void skipAll() {
        at = line.size();
    }

    /** Passes over a word, if there is one. */
    void skip() {
        at++;
    }
}
