// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Finds the members of groups, and settles what groups and their members say differently. */
final class SyncGroupCompletion {
    private static final int OWNER_PRIORITY = 255;

    /** The group that an instance is in, and where that says so. */
    private record Membership(SyncGroupDraft group, Word word) {}

    private final Findings findings;
    private final Globals globals;

    /** Where instances were written; also those that cannot run and are in no model. */
    private final Map<String, Statement> blocks;

    private final Map<String, VrrpInstance> instances = new HashMap<>();
    private final Map<String, Membership> memberships = new HashMap<>();

    SyncGroupCompletion(
            Findings findings, Globals globals, Map<String, Statement> blocks, List<VrrpInstance> instances) {
        this.findings = findings;
        this.globals = globals;
        this.blocks = blocks;
        instances.forEach(instance -> this.instances.put(instance.name(), instance));
    }

    List<SyncGroup> complete(Collection<SyncGroupDraft> drafts) {
        var groups = new ArrayList<SyncGroup>();
        for (var draft : drafts) {
            var members = members(draft);
            if (members.isEmpty()) {
                findings.warning(
                                draft.block.range(),
                                "Sync group " + draft.name
                                        + ", no matching virtual router found in group declaration - removing")
                        .effect("nothing is synchronized");
                continue;
            }
            if (members.size() == 1) {
                findings.warning(
                                draft.block.range(),
                                "Sync group " + draft.name
                                        + " has only 1 virtual router(s) - this probably isn't what you want")
                        .advice("a group of one changes nothing but what is notified");
            }
            groups.add(new SyncGroup(
                    draft.name,
                    members.stream().map(Word::text).toList(),
                    TrackingCompletion.ofGroup(draft, owner(members), findings),
                    draft.trackingWeights,
                    draft.notify.done(),
                    draft.smtpAlert.orElse(globals.vrrpSmtpAlert())));
        }
        return groups;
    }

    /** An instance with what being in its group, or owning the address, means for what it watches. */
    VrrpInstance settle(VrrpInstance instance) {
        var membership = memberships.get(instance.name());
        var block = Objects.requireNonNull(blocks.get(instance.name()));
        var group = Optional.ofNullable(membership).map(Membership::group);
        var tracking = new TrackingCompletion(instance, block, findings).settle(group);
        var inherited = group.flatMap(draft -> draft.notifyPriorityChanges)
                .filter(_ -> lastOf(block, "notify_priority_changes").isEmpty());
        if (tracking.equals(instance.tracking()) && inherited.isEmpty()) {
            return instance;
        }
        return instance.toBuilder()
                .tracking(tracking)
                .notifyPriorityChanges(inherited.orElse(instance.notifyPriorityChanges()))
                .build();
    }

    private List<Word> members(SyncGroupDraft draft) {
        var members = new ArrayList<Word>();
        boolean allOwners = true;
        for (var word : draft.members.words()) {
            var name = word.text();
            if (!blocks.containsKey(name)) {
                findings.warning(
                                word.range(),
                                "Virtual router " + name + " specified in sync group " + draft.name
                                        + " doesn't exist - ignoring")
                        .advice("the name of a vrrp_instance");
                continue;
            }
            var other = memberships.putIfAbsent(name, new Membership(draft, word));
            if (other != null) {
                findings.warning(
                                word.range(),
                                "Virtual router " + name + " cannot exist in more than one sync group; ignoring "
                                        + draft.name)
                        .related(other.word.range(), "it is in group " + other.group.name + " already");
                continue;
            }
            members.add(word);
            allOwners = checkOwners(draft, word, members.size() == 1, allOwners);
        }
        return members;
    }

    /** Members that own their addresses are masters always, and the others cannot keep up with them. */
    private boolean checkOwners(SyncGroupDraft draft, Word word, boolean first, boolean ownersOnly) {
        var instance = instances.get(word.text());
        if (instance == null) {
            return ownersOnly;
        }
        boolean owner = instance.priority() == OWNER_PRIORITY
                && instance.initialState() == InitialState.MASTER
                && lastOf(blocks.get(word.text()), "state").isPresent();
        if (!first
                && ownersOnly
                && instance.initialState() == InitialState.BACKUP
                && lastOf(blocks.get(word.text()), "state").isPresent()) {
            findings.warning(
                            draft.block.range(),
                            "Sync group " + draft.name
                                    + " has some member(s) as address owner and some not as address owner."
                                    + " This won't work.")
                    .related(word.range(), "this one is not")
                    .advice("give all of them priority 255, or none");
        }
        return ownersOnly && owner;
    }

    /** Where a member has the address owner's priority. */
    private Optional<SourceRange> owner(List<Word> members) {
        return members.stream()
                .map(word -> instances.get(word.text()))
                .filter(instance -> instance != null && instance.priority() == OWNER_PRIORITY)
                .findFirst()
                .map(instance -> {
                    var block = Objects.requireNonNull(blocks.get(instance.name()));
                    return lastOf(block, "priority").orElse(block).range();
                });
    }

    private static Optional<Statement> lastOf(Statement block, String keyword) {
        return block.body().stream()
                .filter(statement -> statement.keyword().name().equals(keyword))
                .reduce((_, last) -> last);
    }
}
