// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;

/**
 * When an instance announces its addresses, by gratuitous ARP and unsolicited neighbour advertisement alike.
 *
 * @param masterDelay from becoming master to the second burst, keyword {@code garp_master_delay}; zero: no second burst
 * @param masterRepeat messages per address in each of these bursts, {@code garp_master_repeat}; at least 1
 * @param masterRefresh period of the announcements while master, {@code garp_master_refresh}; zero: none
 * @param masterRefreshRepeat messages per address at each refresh, {@code garp_master_refresh_repeat}
 * @param lowerPriorityDelay from hearing a lower priority advert as master to the second burst,
 *     {@code garp_lower_prio_delay}; zero: no second burst
 * @param lowerPriorityRepeat messages per address in each of these bursts, {@code garp_lower_prio_repeat}; zero: none
 */
public record GratuitousArp(
        Duration masterDelay,
        int masterRepeat,
        Duration masterRefresh,
        int masterRefreshRepeat,
        Duration lowerPriorityDelay,
        int lowerPriorityRepeat) {

    /** What keepalived does when nothing is configured. */
    public static final GratuitousArp DEFAULT =
            new GratuitousArp(Duration.ofSeconds(5), 5, Duration.ZERO, 1, Duration.ofSeconds(5), 5);
}
