// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

/** Rules about groups of instances. */
final class GroupChecks {
    private GroupChecks() {}

    static void singleMember(Subject subject, Report report) {
        for (var group : subject.configuration().syncGroups()) {
            if (group.members().size() == 1) {
                report.at(
                        subject.place("vrrp_sync_group", group.name(), "group"),
                        "sync group " + group.name() + " has one member, "
                                + group.members().getFirst());
            }
        }
    }
}
