// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.tree.Statement;

/** Gratuitous ARP and its likes: limits of the whole daemon and defaults of the instances. */
final class GlobalGarpReader implements GlobalTheme {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final GlobalValues values;
    private final Globals globals;

    GlobalGarpReader(GlobalValues values, Globals globals) {
        this.values = values;
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "vrrp_garp_master_delay" ->
                values.number(
                        statement,
                        0,
                        Values.MICROSECONDS_AS_SECONDS_MAX,
                        seconds -> globals.garpDelay = Duration.ofSeconds(seconds));
            case "vrrp_garp_master_repeat" ->
                values.number(
                        statement,
                        0,
                        Values.UNSIGNED_MAX,
                        count -> globals.garpRepeat = values.repeat(statement, count));
            case "vrrp_garp_master_refresh" -> {
                globals.garpRefresh = Duration.ZERO;
                values.number(
                        statement,
                        0,
                        Values.UNSIGNED_MAX,
                        seconds -> globals.garpRefresh = Duration.ofSeconds(seconds));
            }
            case "vrrp_garp_master_refresh_repeat" ->
                values.number(
                        statement,
                        0,
                        Values.UNSIGNED_MAX,
                        count -> globals.garpRefreshRepeat = values.repeat(statement, count));
            case "vrrp_garp_lower_prio_delay" ->
                values.number(
                        statement,
                        0,
                        Values.MICROSECONDS_AS_SECONDS_MAX,
                        seconds -> globals.garpLowerPriorityDelay = Optional.of(Duration.ofSeconds(seconds)));
            case "vrrp_garp_lower_prio_repeat" ->
                values.number(
                        statement,
                        0,
                        Integer.MAX_VALUE,
                        count -> globals.garpLowerPriorityRepeat = OptionalInt.of((int) count));
            case "vrrp_garp_interval" ->
                values.timer(statement, MICROSECOND, Duration.ofSeconds(1), value -> globals.garpInterval = value);
            case "vrrp_gna_interval" ->
                values.timer(statement, MICROSECOND, Duration.ofSeconds(1), value -> globals.gnaInterval = value);
            case "vrrp_garp_extra_if", "vrrp_vmac_garp_intvl" ->
                SocketReader.extraGarp(values.plain(), statement, 1, "").ifPresent(extra -> globals.extraGarp = extra);
            case "vrrp_min_garp" ->
                values.bool(statement, value -> {
                    if (value) {
                        minimizeGarp();
                    }
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    /** One message and no repetition, but what was set before it stays. */
    private void minimizeGarp() {
        var untouched = new Globals("");
        if (globals.garpRepeat == untouched.garpRepeat) {
            globals.garpRepeat = 1;
        }
        if (globals.garpRefreshRepeat == untouched.garpRefreshRepeat) {
            globals.garpRefreshRepeat = 0;
        }
        if (globals.garpDelay.equals(untouched.garpDelay)) {
            globals.garpDelay = Duration.ZERO;
        }
    }
}
