// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

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

    /** A group may change the default of {@code notify_priority_changes} later. */
    void complete() {
        settling.builder
                .notifyScripts(draft.notify.done())
                .smtpAlert(draft.smtpAlert.orElse(globals.vrrpSmtpAlert()))
                .notifyPriorityChanges(draft.notifyPriorityChanges.orElse(globals.notifyPriorityChanges));
    }
}
