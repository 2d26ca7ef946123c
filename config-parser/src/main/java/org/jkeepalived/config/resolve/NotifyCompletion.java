// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.model.NotifyScripts;

/** Settles whom an instance tells of its transitions. */
final class NotifyCompletion {
    private final Settling settling;
    private final InstanceDraft draft;
    private final Globals globals;

    NotifyCompletion(Settling settling, Globals globals) {
        this.settling = settling;
        this.draft = settling.draft;
        this.globals = globals;
    }

    void complete() {
        settling.builder
                .notifyScripts(notifyScripts())
                .notifyPriorityChanges(draft.notifyPriorityChanges.orElse(globals.notifyPriorityChanges));
    }

    private NotifyScripts notifyScripts() {
        return new NotifyScripts(
                Optional.ofNullable(draft.scripts.get("notify_master")),
                Optional.ofNullable(draft.scripts.get("notify_backup")),
                Optional.ofNullable(draft.scripts.get("notify_fault")),
                Optional.ofNullable(draft.scripts.get("notify_stop")),
                Optional.ofNullable(draft.scripts.get("notify_deleted")),
                Optional.ofNullable(draft.scripts.get("notify")),
                Optional.ofNullable(draft.scripts.get("notify_master_rx_lower_pri")),
                draft.tellDeleted);
    }
}
