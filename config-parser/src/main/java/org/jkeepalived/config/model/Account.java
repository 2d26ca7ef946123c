// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;

/**
 * The numbers of a user and groups, as the kernel knows them.
 *
 * @param userId uid_t, 0 to 4294967295
 * @param groupId gid_t, likewise
 * @param supplementaryGroups the others, with {@code set_supplementary_groups} or a group that begins with a colon
 */
public record Account(long userId, long groupId, List<Long> supplementaryGroups) {
    public static final Account ROOT = new Account(0, 0);

    public Account {
        supplementaryGroups = List.copyOf(supplementaryGroups);
    }

    /** One without supplementary groups. */
    public Account(long userId, long groupId) {
        this(userId, groupId, List.of());
    }

    /** Whether a file's group is one of its own. */
    public boolean isIn(long group) {
        return group == groupId || supplementaryGroups.contains(group);
    }
}
