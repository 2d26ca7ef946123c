// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/**
 * The numbers of a user and a group, as the kernel knows them.
 *
 * @param userId uid_t, 0 to 4294967295
 * @param groupId gid_t, likewise
 */
public record Account(long userId, long groupId) {
    public static final Account ROOT = new Account(0, 0);
}
