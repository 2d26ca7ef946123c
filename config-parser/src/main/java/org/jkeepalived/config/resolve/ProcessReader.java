// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.OptionalInt;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** What the process asks of the operating system. */
final class ProcessReader implements GlobalTheme {
    private final GlobalValues values;
    private final Findings findings;
    private final Globals globals;

    ProcessReader(GlobalValues values, Globals globals) {
        this.values = values;
        this.findings = values.findings();
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "vrrp_priority" -> readNiceness(statement);
            case "vrrp_rt_priority" -> readRealTimePriority(statement);
            case "vrrp_no_swap" -> globals.noSwap = true;
            case "vrrp_netlink_cmd_rcv_bufs" -> readBuffers(statement, "vrrp_netlink_cmd", globals.commandBuffers);
            case "vrrp_netlink_monitor_rcv_bufs" ->
                readBuffers(statement, "vrrp_netlink_monitor", globals.monitorBuffers);
            case "vrrp_netlink_cmd_rcv_bufs_force" ->
                values.bool(statement, value -> globals.commandBuffers.force = value);
            case "vrrp_netlink_monitor_rcv_bufs_force" ->
                values.bool(statement, value -> globals.monitorBuffers.force = value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readNiceness(Statement statement) {
        globals.niceness = 0;
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No vrrp process priority specified");
        } else {
            values.numberOr(
                    statement, -20, 19, "Invalid vrrp process priority specified", n -> globals.niceness = (int) n);
        }
    }

    private void readRealTimePriority(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No vrrp process real-time priority specified");
            return;
        }
        var word = statement.word(1);
        values.numberOr(
                statement,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                "vrrp process real-time priority '" + word + "' invalid",
                priority -> {
                    if (priority < 1) {
                        findings.warning(
                                word.range(),
                                "vrrp process real-time priority " + priority
                                        + " less than minimum 1 - setting to minimum");
                    } else if (priority > 99) {
                        findings.warning(
                                word.range(),
                                "vrrp process real-time priority " + priority
                                        + " greater than maximum 99 - setting to maximum");
                    }
                    globals.realTimePriority = OptionalInt.of(Math.clamp(priority, 1, 99));
                });
    }

    private void readBuffers(Statement statement, String type, Globals.Buffers buffers) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), type + "_rcv_bufs size missing");
            return;
        }
        var word = statement.word(1);
        values.plain()
                .exact(word, 0, Values.UNSIGNED_MAX, type + "_rcv_bufs size (" + word + ") invalid")
                .ifPresent(bytes -> {
                    if (bytes > 0) {
                        buffers.bytes = OptionalInt.of((int) Math.min(bytes, Integer.MAX_VALUE));
                    }
                });
    }
}
