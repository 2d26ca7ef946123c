// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;

/**
 * Instances that change their state together. Block {@code vrrp_sync_group}.
 *
 * <p>Its {@code notify_priority_changes} is a default of its members and is found there.
 *
 * @param name unique in the file
 * @param members names of instances, at least one; no instance is in two groups
 * @param tracking what every member watches; {@link Configuration#tracking} adds it to the member's own
 * @param trackingWeights {@code sync_group_tracking_weight}: members may watch with weights of their own
 * @param notifyScripts the group's own; master, backup, fault, stop and any
 * @param smtpAlert {@code smtp_alert}; default: {@code smtp_alert_vrrp}, {@code smtp_alert} of global_defs
 */
public record SyncGroup(
        String name,
        List<String> members,
        Tracking tracking,
        boolean trackingWeights,
        NotifyScripts notifyScripts,
        boolean smtpAlert) {
    public SyncGroup {
        members = List.copyOf(members);
    }
}
