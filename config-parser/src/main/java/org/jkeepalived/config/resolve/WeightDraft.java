// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** The line {@code weight NUMBER [reverse]} of a block that defines a tracker, while the block is read. */
final class WeightDraft {
    private final Values values;
    private final int initial;
    private int number;
    private boolean reverse;
    private SourceRange place;

    /**
     * @param initial what holds without the line
     */
    WeightDraft(Values values, int initial) {
        this.values = values;
        this.initial = initial;
        this.number = initial;
    }

    /** Whether the line has a number and is the first that changes the weight; otherwise that is reported. */
    boolean isFirst(Statement statement, String tracker) {
        if (statement.size() < 2) {
            values.findings().warning(statement.range(), "No weight specified for " + tracker + " - ignoring");
            return false;
        }
        var word = statement.word(1);
        if (number != initial) {
            values.findings()
                    .warning(word.range(), "Weight already set for " + tracker + " - ignoring " + word)
                    .related(place, "first set here");
            return false;
        }
        return true;
    }

    /** Takes the number, and leaves it as it was when that is out of range. */
    boolean readNumber(Word word, int max, String complaint) {
        var read = values.lenient(word, -max, max, complaint);
        read.ifPresent(value -> {
            number = (int) value;
            place = word.range();
        });
        return read.isPresent();
    }

    /** Takes the word after the number, if there is one. */
    void readOption(Statement statement, String tracker) {
        if (statement.size() < 3) {
            return;
        }
        var option = statement.word(2);
        if (option.is("reverse")) {
            reverse = true;
        } else {
            values.findings()
                    .warning(option.range(), tracker + " unknown weight option " + option)
                    .effect("ignored")
                    .advice("reverse");
        }
    }

    Weight done() {
        return new Weight(number, reverse);
    }
}
