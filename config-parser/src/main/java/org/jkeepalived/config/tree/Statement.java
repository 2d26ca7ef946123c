// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.tree;

import java.util.List;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.schema.Keyword;
import org.jkeepalived.config.text.Line;
import org.jkeepalived.config.text.Word;

/**
 * A keyword with its words and its block, or one line of a block of free lines.
 *
 * @param keyword what it is; the block's own keyword for a free line
 * @param line the line it is on
 * @param words the line's words; a keyword is the first of them
 * @param body the statements or lines of its block; empty without one
 * @param end the line that closes its block of keywords, where keepalived complains of what is missing in it; otherwise
 *     the line it is on
 */
public record Statement(Keyword keyword, Line line, List<Word> words, List<Statement> body, Line end) {

    Statement(Keyword keyword, Line line, List<Word> words, List<Statement> body) {
        this(keyword, line, words, body, line);
    }

    /** The keyword, or the first word of a free line. */
    public Word head() {
        return words.getFirst();
    }

    /** How many words there are, the keyword included. */
    public int size() {
        return words.size();
    }

    /** A word by its position; the keyword is 0. */
    public Word word(int index) {
        return words.get(index);
    }

    /** The line that closes its block. */
    public SourceRange endRange() {
        return end.range();
    }

    Statement endingAt(Line closing) {
        return new Statement(keyword, line, words, body, closing);
    }

    /** From the first word to the last. */
    public SourceRange range() {
        return line.range(words.getFirst().from(), words.getLast().to());
    }
}
