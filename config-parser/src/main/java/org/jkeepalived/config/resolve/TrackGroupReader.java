// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.TrackGroup;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code track_group} blocks, which static entries refer to. */
final class TrackGroupReader {

    /** A group whose members have not been looked up. */
    private record Draft(Statement block, List<Word> members) {}

    private final Findings findings;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    TrackGroupReader(Findings findings) {
        this.findings = findings;
    }

    void read(Statement block) {
        if (block.size() != 2) {
            findings.warning(block.range(), "track_group must have a name - skipping")
                    .effect("the block is ignored");
            return;
        }
        var name = block.word(1).text();
        var earlier = drafts.get(name);
        if (earlier != null) {
            findings.warning(block.word(1).range(), "track_group " + name + " already defined")
                    .effect("the second block is ignored")
                    .related(earlier.block.range(), "first defined here");
            return;
        }
        var members = new GroupMembers(findings, name);
        block.body().forEach(statement -> members.read(statement, "track"));
        if (members.words().isEmpty()) {
            findings.warning(block.endRange(), "Static track group " + name + " has no members - removing")
                    .related(block.range(), "it begins here");
        } else {
            drafts.put(name, new Draft(block, members.words()));
        }
    }

    /** Whether a group of that name stands above the place now being read; keepalived knows no other. */
    boolean isKnown(String name) {
        return drafts.containsKey(name);
    }

    /** Looks the members up. */
    List<TrackGroup> complete(Set<String> instanceNames) {
        var groups = new ArrayList<TrackGroup>();
        drafts.forEach((name, draft) -> {
            var members = new ArrayList<String>();
            for (var word : draft.members) {
                if (instanceNames.contains(word.text())) {
                    members.add(word.text());
                } else {
                    findings.warning(
                                    word.range(),
                                    "vrrp instance " + word + " specified in track group " + name
                                            + " doesn't exist - ignoring")
                            .exitCode(0);
                }
            }
            if (members.isEmpty()) {
                findings.warning(draft.block.range(), "Static track group " + name + " has no VRRP instance(s)")
                        .effect("the group is removed")
                        .exitCode(0);
            } else {
                groups.add(new TrackGroup(name, members));
            }
        });
        return groups;
    }
}
