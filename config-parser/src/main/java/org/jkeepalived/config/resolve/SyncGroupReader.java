// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code vrrp_sync_group} blocks; keepalived.conf(5), "VRRP synchronization group(s)". */
final class SyncGroupReader {
    private final Values values;
    private final Findings findings;
    private final TrackingReader tracking;
    private final NotifyScriptReader scripts;
    private final Map<String, SyncGroupDraft> drafts = new LinkedHashMap<>();

    SyncGroupReader(Values values, TrackingReader tracking, NotifyScriptReader scripts) {
        this.values = values;
        this.findings = values.findings();
        this.tracking = tracking;
        this.scripts = scripts;
    }

    /** All groups that have members, in the order of the file. */
    Collection<SyncGroupDraft> drafts() {
        return drafts.values();
    }

    void read(Statement block) {
        if (block.size() != 2) {
            findings.warning(block.range(), "vrrp_sync_group must have a name - skipping")
                    .effect("the block is ignored");
            return;
        }
        var name = block.word(1).text();
        var earlier = drafts.get(name);
        if (earlier != null) {
            findings.warning(block.word(1).range(), "vrrp sync group " + name + " already defined")
                    .effect("the second block is ignored")
                    .related(earlier.block.range(), "first defined here");
            return;
        }
        var draft = new SyncGroupDraft(name, block, findings);
        block.body().forEach(statement -> readLine(draft, statement));
        if (draft.members.words().isEmpty()) {
            findings.warning(block.endRange(), "Sync group " + name + " has no members - removing")
                    .related(block.range(), "it begins here")
                    .advice("group { INSTANCE ... }");
        } else {
            drafts.put(name, draft);
        }
    }

    private void readLine(SyncGroupDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "group" -> draft.members.read(statement, "sync");
            case "sync_group_tracking_weight" -> draft.trackingWeights = true;
            case "global_tracking" -> {
                draft.trackingWeights = true;
                findings.warning(
                                statement.range(),
                                draft.prefix()
                                        + "global_tracking is deprecated. Use track_interface/script/file on the sync group")
                        .effect("it is taken for sync_group_tracking_weight");
            }
            case "smtp_alert" ->
                values.bool(statement, "Invalid vrrp_group smtp_alert parameter " + argument(statement))
                        .ifPresent(value -> draft.smtpAlert = Optional.of(value));
            case "notify_priority_changes" ->
                values.bool(
                                statement,
                                draft.prefix() + "Invalid value '" + argument(statement)
                                        + "' for sync group notify_priority_changes specified")
                        .ifPresent(value -> draft.notifyPriorityChanges = Optional.of(value));
            default -> {
                if (!tracking.read(draft.name, statement, draft.tracking)) {
                    scripts.read(statement, draft.notify);
                }
            }
        }
    }

    private static String argument(Statement statement) {
        return statement.size() > 1 ? statement.word(1).text() : "";
    }
}
