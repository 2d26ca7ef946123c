// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

/**
 * The port through which a sync group acts; what its members do goes through the {@link Effects} of each.
 *
 * <p>When one member moves, the order is: all effects of that member's transition, {@code following}, all effects of the
 * other members' transitions in the order of the group, {@code transitionComplete}. A group that starts in BACKUP says so
 * before its members, as keepalived's do. Calls must not call the group back.
 */
public interface GroupEffects {

    /** The other members follow now: the moment of the log line. */
    void following(State to);

    /** The members are in the new state: the moment of the group's notifications. */
    void transitionComplete(State from, State to);
}
