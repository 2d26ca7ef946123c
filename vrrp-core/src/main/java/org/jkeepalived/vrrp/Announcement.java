// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

/**
 * Why a master tells the LAN where its addresses are (gratuitous ARP, unsolicited neighbour advertisement). How often and
 * with which delays is configured per cause: {@code garp_master_*} or {@code garp_lower_prio_*}.
 */
public enum Announcement {
    /** Just became master: {@code garp_master_repeat}, again after {@code garp_master_delay}, then the refresh. */
    BECAME_MASTER,
    /** Another master of lower priority was heard: {@code garp_lower_prio_repeat} and {@code _delay}. */
    LOWER_PRIORITY_HEARD,
    /** That other master has fallen silent, and may have announced itself last: once more, {@code garp_lower_prio_*}. */
    DUAL_MASTER_ENDED,
    /** The configuration changed the addresses of a master: as {@link #BECAME_MASTER}, new ones suffice. */
    ADDRESSES_CHANGED
}
