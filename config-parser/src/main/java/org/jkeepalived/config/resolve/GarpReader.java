// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** When an instance announces its addresses. */
final class GarpReader implements InstanceTheme {
    private final InstanceValues values;
    private final Findings findings;

    GarpReader(InstanceValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "garp_master_delay" ->
                garp(
                        draft,
                        statement,
                        Values.MICROSECONDS_AS_SECONDS_MAX,
                        v -> draft.garpDelay = Optional.of(Duration.ofSeconds(v)));
            case "garp_master_repeat" ->
                garp(draft, statement, Values.UNSIGNED_MAX, v -> draft.garpRepeat = repeat(draft, statement, v));
            case "garp_master_refresh" -> {
                draft.garpRefresh = Optional.of(Duration.ZERO);
                garp(
                        draft,
                        statement,
                        Values.UNSIGNED_MAX,
                        v -> draft.garpRefresh = Optional.of(Duration.ofSeconds(v)));
            }
            case "garp_master_refresh_repeat" ->
                garp(draft, statement, Values.UNSIGNED_MAX, v -> draft.garpRefreshRepeat = repeat(draft, statement, v));
            case "garp_lower_prio_delay" ->
                garp(
                        draft,
                        statement,
                        Values.MICROSECONDS_AS_SECONDS_MAX,
                        v -> draft.garpLowerPriorityDelay = Optional.of(Duration.ofSeconds(v)));
            case "garp_lower_prio_repeat" ->
                garp(draft, statement, Integer.MAX_VALUE, v -> draft.garpLowerPriorityRepeat = OptionalInt.of((int) v));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void garp(InstanceDraft draft, Statement statement, long max, LongConsumer into) {
        values.number(
                statement,
                0,
                max,
                word -> "(" + draft.name + "): " + statement.keyword() + " '" + word + "' invalid - ignoring",
                into);
    }

    private OptionalInt repeat(InstanceDraft draft, Statement statement, long count) {
        if (count == 0) {
            findings.warning(
                    statement.word(1).range(),
                    "(" + draft.name + "): " + statement.keyword() + " must be greater than 0, setting to 1");
        }
        return OptionalInt.of(Math.clamp(count, 1, Integer.MAX_VALUE));
    }
}
