// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

/**
 * The one port through which a virtual router acts. The order of the calls within one step is part of the contract:
 *
 * <ul>
 *   <li>Becoming master: {@code sendAdvert}, {@code transition}, {@code installAddresses}, {@code announceAddresses},
 *       {@code transitionComplete}, {@code armDeadline}. The advert goes first so that the old master drops the addresses
 *       before we claim them on the LAN; keepalived does the same.
 *   <li>Conceding to a better master: usually one last {@code sendAdvert}, the observation that says why,
 *       {@code transition}, {@code withdrawAddresses}, {@code transitionComplete}, {@code armDeadline}. A master that
 *       follows its sync group to BACKUP does the same without the first two.
 *   <li>Falling into FAULT as master: {@code transition}, {@code sendAdvert(0)}, {@code withdrawAddresses},
 *       {@code transitionComplete}, {@code disarmDeadline}. Stopping: the same, the advert before the transition's line.
 *   <li>Starting as backup or in FAULT: {@code withdrawAddresses} first, for what a crash may have left behind.
 * </ul>
 *
 * <p>Calls must not fail and must not call the router back; a failed effect comes back as an event. On the steady paths
 * only {@code sendAdvert} and {@code armDeadline} are called.
 */
public interface Effects {

    /**
     * Sends one advertisement to the multicast group, or to each unicast peer.
     *
     * @param priority 0 when resigning, otherwise the effective priority
     */
    void sendAdvert(int priority);

    /** Makes the virtual addresses (and routes and rules) of this router wanted. Repeated when the settings change. */
    void installAddresses();

    /** Makes them unwanted. */
    void withdrawAddresses();

    /** Tells the LAN where the addresses are, after they are in place. */
    void announceAddresses(Announcement cause);

    /** Replaces the one deadline; when it has passed, {@link Event.TimerExpired} is due: at once for one in the past. */
    void armDeadline(long deadlineNanos);

    /** Takes the deadline away. */
    void disarmDeadline();

    /** The state changes now. Comes before the effects of the new state: the moment of the log line. */
    void transition(State from, State to, TransitionReason reason);

    /** The new state is in effect: the moment of the notifications. */
    void transitionComplete(State from, State to, TransitionReason reason);

    /** Something worth a line in the log. Never called on the steady paths. */
    void observe(Observation observation);
}
