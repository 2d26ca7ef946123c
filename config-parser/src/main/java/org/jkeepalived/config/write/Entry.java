// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.List;
import java.util.Optional;

/** A keyword of a resolved configuration with all that belongs to it. */
public sealed interface Entry {

    /** The keyword. */
    String keyword();

    /**
     * A keyword and its words.
     *
     * @param parts the words; one without a name for a keyword with a single argument
     * @param origin where the value comes from, as far as the writing depends on it
     */
    record Setting(String keyword, List<Part> parts, Origin origin) implements Entry {
        public Setting {
            parts = List.copyOf(parts);
        }
    }

    /** How a setting may be written. */
    enum Origin {
        /** In any case. */
        GIVEN,
        /** It is the default: a release that lacks the keyword can do without. */
        DEFAULT,
        /** It is the default, and keepalived has no word for it: only a comment can say it. */
        UNSPOKEN
    }

    /** A keyword that stands for itself; when it is off, it is not in the file. */
    record Flag(String keyword, boolean on) implements Entry {}

    /**
     * A keyword with a block of keywords.
     *
     * @param name tells it from other blocks with the keyword; empty where there is only one
     */
    record Block(String keyword, Optional<String> name, List<Entry> body) implements Entry {
        public Block {
            body = List.copyOf(body);
        }
    }

    /**
     * A keyword with a block of lines that are not keywords.
     *
     * @param lines each line by its parts; a single part without a name for mere words
     */
    record Lines(String keyword, List<List<Part>> lines) implements Entry {
        public Lines {
            lines = lines.stream().map(List::copyOf).toList();
        }
    }
}
