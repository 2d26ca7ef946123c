// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** A {@code vrrp_sync_group} while it is read. */
final class SyncGroupDraft {
    final String name;
    final Statement block;
    final GroupMembers members;
    final TrackingDraft tracking = new TrackingDraft();
    final NotifyDraft notify;
    boolean trackingWeights;
    Optional<Boolean> smtpAlert = Optional.empty();
    Optional<Boolean> notifyPriorityChanges = Optional.empty();

    SyncGroupDraft(String name, Statement block, Findings findings) {
        this.name = name;
        this.block = block;
        this.members = new GroupMembers(findings, name);
        this.notify = new NotifyDraft("vrrp group " + name + ": ");
    }

    String prefix() {
        return "(" + name + ") ";
    }
}
