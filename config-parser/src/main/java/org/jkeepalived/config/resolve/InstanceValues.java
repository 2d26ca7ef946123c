// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Reads the arguments of an instance's keywords, with complaints that begin with the instance's name. */
final class InstanceValues {

    private final Values values;

    InstanceValues(Values values) {
        this.values = values;
    }

    Values plain() {
        return values;
    }

    Findings findings() {
        return values.findings();
    }

    /** A complaint about a whole statement. */
    Findings.Draft warn(InstanceDraft draft, Statement statement, String text) {
        return findings().warning(statement.range(), draft.prefix() + text);
    }

    void bool(InstanceDraft draft, Statement statement, Consumer<Optional<Boolean>> into) {
        var value = values.bool(
                statement,
                draft.prefix() + "invalid " + statement.keyword() + " "
                        + (statement.size() > 1 ? statement.word(1) : "") + " specified");
        if (value.isPresent()) {
            into.accept(value);
        }
    }

    void exact(Statement statement, long min, long max, Complaint complaint, LongConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.exact(word, min, max, complaint.about(word)).ifPresent(into);
        }
    }

    void number(Statement statement, long min, long max, Complaint complaint, LongConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.lenient(word, min, max, complaint.about(word)).ifPresent(into);
        }
    }

    void seconds(Statement statement, Duration min, Duration max, Complaint complaint, Consumer<Duration> into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.seconds(word, min, max, complaint.about(word)).ifPresent(into);
        }
    }
}
