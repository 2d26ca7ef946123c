// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.ExtraGarp;
import org.jkeepalived.config.model.OldUnicastChecksum;
import org.jkeepalived.config.tree.Statement;

/** An instance's rarer settings of sockets, checksums and announcements. */
final class SocketReader implements InstanceTheme {
    private static final int OWNER_PRIORITY = 255;

    private final InstanceValues values;
    private final Findings findings;

    SocketReader(InstanceValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "unicast_fault_no_peer" -> {
                draft.unicastConfigured = true;
                draft.faultWithoutPeer = true;
            }
            case "old_unicast_checksum" -> {
                draft.unicastConfigured = true;
                if (statement.size() < 2) {
                    draft.oldUnicastChecksum = OldUnicastChecksum.ALWAYS;
                } else if (statement.word(1).is("never")) {
                    draft.oldUnicastChecksum = OldUnicastChecksum.NEVER;
                } else {
                    values.warn(
                            draft, statement, "Unknown old_unicast_chksum mode " + statement.word(1) + " - ignoring");
                }
            }
            case "kernel_rx_buf_size" -> readBufferSize(draft, statement);
            case "timer_expired_backup", "thread_timer_expired" -> readTimerExpired(draft, statement);
            case "garp_extra_if", "vmac_garp_intvl" ->
                extraGarp(values.plain(), statement, 0, "(" + draft.name + "): ")
                        .ifPresent(extra -> draft.extraGarp = Optional.of(extra));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readBufferSize(InstanceDraft draft, Statement statement) {
        var complaint = draft.prefix() + "invalid kernel_rx_buf_size specified";
        if (statement.size() == 2) {
            values.plain()
                    .exact(statement.word(1), 0, Values.UNSIGNED_MAX, complaint)
                    .ifPresent(bytes -> draft.receiveBufferBytes = OptionalLong.of(bytes));
        } else {
            findings.warning(statement.range(), complaint).effect("ignored");
        }
    }

    private void readTimerExpired(InstanceDraft draft, Statement statement) {
        if (statement.size() < 2) {
            draft.timerExpiredBackup = OptionalInt.of(OWNER_PRIORITY - 1);
            return;
        }
        values.plain()
                .exact(
                        statement.word(1),
                        1,
                        OWNER_PRIORITY - 1,
                        draft.prefix() + "timer_expired_backup highest_other_priority not valid! must be between 1 & "
                                + (OWNER_PRIORITY - 1))
                .ifPresent(priority -> draft.timerExpiredBackup = OptionalInt.of((int) priority));
    }

    /** A period, and perhaps {@code all}, in any order. */
    static Optional<ExtraGarp> extraGarp(Values values, Statement statement, int min, String prefix) {
        boolean all = false;
        var period = OptionalLong.empty();
        for (var word : statement.words().subList(1, statement.size())) {
            if (word.is("all")) {
                all = true;
                continue;
            }
            period = values.lenient(
                    word, min, 86_400, prefix + statement.keyword() + " '" + word + "' invalid - ignoring");
            if (period.isEmpty()) {
                return Optional.empty();
            }
        }
        if (period.isEmpty()) {
            values.findings()
                    .warning(statement.range(), prefix + statement.keyword() + " specified without time - ignoring");
            return Optional.empty();
        }
        return Optional.of(new ExtraGarp(Duration.ofSeconds(period.getAsLong()), all));
    }
}
