// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Whom an instance tells of its transitions. */
final class NotifyReader implements InstanceTheme {
    private final InstanceValues values;
    private final Findings findings;

    NotifyReader(InstanceValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "notify_master",
                    "notify_backup",
                    "notify_fault",
                    "notify_stop",
                    "notify_deleted",
                    "notify",
                    "notify_master_rx_lower_pri" -> readScript(draft, statement);
            case "notify_priority_changes" ->
                values.bool(draft, statement, value -> draft.notifyPriorityChanges = value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readScript(InstanceDraft draft, Statement statement) {
        var keyword = statement.keyword().name();
        boolean deleted = keyword.equals("notify_deleted");
        if (draft.scripts.containsKey(keyword) || (deleted && draft.tellDeleted)) {
            values.warn(
                    draft,
                    statement,
                    keyword + (deleted ? "" : " script") + " already specified - ignoring "
                            + (statement.size() > 1 ? statement.word(1) : ""));
            return;
        }
        draft.tellDeleted |= deleted;
        if (!deleted || statement.size() > 1) {
            Scripts.read(statement, findings).ifPresent(script -> draft.scripts.put(keyword, script));
        }
    }
}
