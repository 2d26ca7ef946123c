// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** The {@code group} list of a {@code vrrp_sync_group} or {@code track_group}. */
final class GroupMembers {
    private final Findings findings;
    private final String name;
    private final List<Word> words = new ArrayList<>();
    private Statement list;

    GroupMembers(Findings findings, String name) {
        this.findings = findings;
        this.name = name;
    }

    /**
     * Takes the list.
     *
     * @param kind what keepalived calls the group
     */
    void read(Statement statement, String kind) {
        if (!words.isEmpty()) {
            findings.warning(statement.range(), "Group list already specified for sync group " + name)
                    .effect("the second list is ignored")
                    .related(list.range(), "this one counts");
            return;
        }
        list = statement;
        statement.body().forEach(line -> words.addAll(line.words()));
        if (words.isEmpty()) {
            findings.warning(statement.range(), "Warning - " + kind + " group " + name + " has empty group block");
        }
    }

    List<Word> words() {
        return words;
    }
}
