// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.List;
import org.jkeepalived.config.write.Change;

/**
 * What becomes of a block that has a name: a sync group, a track group, or something that is tracked.
 *
 * @param keyword such as {@code vrrp_sync_group} or {@code vrrp_script}
 * @param fate kept, adapted, added or removed
 * @param changes what differs, in words of the file
 */
public record PlannedBlock(String keyword, String name, Fate fate, List<Change> changes) {
    public PlannedBlock {
        changes = List.copyOf(changes);
    }
}
