// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

/** What a keyword is followed by. */
public enum Shape {
    /** Nothing. */
    FLAG(0),
    /** Nothing (yes), or one of on, off, true, false, yes, no. */
    BOOLEAN(1),
    /** One word. */
    WORD(1),
    /** Words, whose number is the keyword's own affair. */
    WORDS(Integer.MAX_VALUE),
    /** A program with arguments, quoted as keepalived.conf(5) says, and perhaps a user and a group. */
    SCRIPT(Integer.MAX_VALUE),
    /** Perhaps words, and a block of keywords. */
    BLOCK(Integer.MAX_VALUE),
    /** A block of lines that are not keywords. */
    LINES(0);

    private final int maxWords;

    Shape(int maxWords) {
        this.maxWords = maxWords;
    }

    /** Words after the keyword that mean something; further ones are ignored. */
    public int maxWords() {
        return maxWords;
    }

    public boolean hasBraces() {
        return this == BLOCK || this == LINES;
    }
}
