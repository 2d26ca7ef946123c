// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import org.jkeepalived.config.model.NotifyScripts;

/** The programs that hear of transitions. */
final class NotifyEntries {
    private NotifyEntries() {}

    static void addAll(NotifyScripts scripts, Entries entries) {
        entries.script("notify_backup", scripts.backup());
        entries.script("notify_master", scripts.master());
        entries.script("notify_fault", scripts.fault());
        entries.script("notify_stop", scripts.stop());
        if (scripts.deleted().isPresent()) {
            entries.script("notify_deleted", scripts.deleted());
        } else {
            entries.flag("notify_deleted", scripts.tellDeleted());
        }
        entries.script("notify", scripts.any());
        entries.script("notify_master_rx_lower_pri", scripts.masterReceivesLowerPriority());
    }
}
