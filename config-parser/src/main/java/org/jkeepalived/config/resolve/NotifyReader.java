// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.tree.Statement;

/** Whom an instance tells of its transitions. */
final class NotifyReader implements InstanceTheme {
    private final InstanceValues values;
    private final NotifyScriptReader scripts;

    NotifyReader(InstanceValues values, NotifyScriptReader scripts) {
        this.values = values;
        this.scripts = scripts;
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "smtp_alert" ->
                values.plain()
                        .bool(
                                statement,
                                "Invalid vrrp_instance smtp_alert parameter "
                                        + (statement.size() > 1 ? statement.word(1) : ""))
                        .ifPresent(value -> draft.smtpAlert = Optional.of(value));
            case "notify_priority_changes" ->
                values.bool(draft, statement, value -> draft.notifyPriorityChanges = value);
            default -> {
                return scripts.read(statement, draft.notify);
            }
        }
        return true;
    }
}
