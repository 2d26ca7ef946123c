// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.tree.Statement;

/** When an instance speaks and yields: intervals, preemption, what it makes of others' adverts. */
final class ElectionReader implements InstanceTheme {
    private static final Duration ADVERT_MIN = Duration.ofMillis(10);
    private static final Duration ADVERT_MAX = Duration.ofSeconds(255);
    private static final Duration PREEMPT_DELAY_MAX = Duration.ofSeconds(1_000);

    private final InstanceValues values;

    ElectionReader(InstanceValues values) {
        this.values = values;
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "advert_int" ->
                values.seconds(
                        statement,
                        ADVERT_MIN,
                        ADVERT_MAX,
                        word -> draft.prefix() + "Advert interval (" + word + ") not valid! Must be > 0 - ignoring",
                        value -> draft.advertInterval = value);
            case "nopreempt" -> draft.nopreempt = true;
            case "preempt" -> draft.nopreempt = false;
            case "preempt_delay" -> {
                draft.preemptDelay = Duration.ZERO;
                values.seconds(
                        statement,
                        Duration.ZERO,
                        PREEMPT_DELAY_MAX,
                        _ -> draft.prefix() + "Preempt_delay not valid! must be between 0-1000",
                        value -> draft.preemptDelay = value);
            }
            case "down_timer_adverts" ->
                values.number(
                        statement,
                        1,
                        100,
                        word -> "(" + draft.name + "): Invalid down_timer_adverts [1:100] '" + word + "'",
                        count -> draft.downTimerAdverts = OptionalInt.of((int) count));
            case "lower_prio_no_advert" -> values.bool(draft, statement, value -> draft.lowerPriorityNoAdvert = value);
            case "higher_prio_send_advert" ->
                values.bool(draft, statement, value -> draft.higherPrioritySendAdvert = value);
            case "owner_ignore_adverts" -> values.bool(draft, statement, value -> draft.ownerIgnoreAdverts = value);
            case "skip_check_adv_addr" ->
                values.bool(draft, statement, value -> draft.skipCheckAdvertAddresses = value);
            case "v3_checksum_as_v2" -> values.bool(draft, statement, value -> draft.v3ChecksumAsV2 = value);
            case "accept" -> draft.accept = Optional.of(true);
            case "no_accept" -> draft.accept = Optional.of(false);
            default -> {
                return false;
            }
        }
        return true;
    }
}
