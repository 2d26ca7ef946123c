// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Reads the arguments of keywords of {@code global_defs}, with keepalived's usual complaints. */
final class GlobalValues {

    /** 32 bits of microseconds. */
    private static final Duration TIMER_MAX = Duration.ofNanos(4_294_967_295_000L);

    private final Values values;

    GlobalValues(Values values) {
        this.values = values;
    }

    Values plain() {
        return values;
    }

    Findings findings() {
        return values.findings();
    }

    void bool(Statement statement, Consumer<Boolean> into) {
        values.bool(
                        statement,
                        "Invalid value '" + argument(statement) + "' for global " + statement.keyword() + " specified")
                .ifPresent(into);
    }

    void number(Statement statement, long min, long max, LongConsumer into) {
        numberOr(statement, min, max, statement.keyword() + " '" + argument(statement) + "' invalid - ignoring", into);
    }

    /** A number whose keyword has a complaint of its own. */
    void numberOr(Statement statement, long min, long max, String complaint, LongConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.lenient(word, min, max, complaint).ifPresent(into);
        }
    }

    /**
     * Seconds with up to six decimals.
     *
     * @param large from where on a longer time is probably a slip
     */
    void timer(Statement statement, Duration min, Duration large, Consumer<Duration> into) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        values.seconds(word, min, TIMER_MAX, statement.keyword() + " '" + word + "' is invalid")
                .ifPresent(value -> {
                    into.accept(value);
                    if (value.compareTo(large) >= 0) {
                        findings()
                                .note(
                                        word.range(),
                                        "The " + statement.keyword() + " is very large - " + word + " seconds");
                    }
                });
    }

    /** At least one message, as keepalived has it since 2.0.7. */
    int repeat(Statement statement, long count) {
        if (count == 0) {
            findings()
                    .warning(statement.word(1).range(), statement.keyword() + " must be greater than 0, setting to 1");
        }
        return Math.clamp(count, 1, Integer.MAX_VALUE);
    }

    static String argument(Statement statement) {
        return statement.size() > 1 ? statement.word(1).text() : "";
    }
}
