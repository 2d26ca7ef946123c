// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

/**
 * Why a virtual router changed its state.
 *
 * <p>The three ways of becoming master by election are told apart as {@code new-master-reason} of RFC 8347 and
 * {@code vrrpv3StatisticsNewMasterReason} of RFC 6527 do.
 */
public enum TransitionReason {
    /** The router was started. */
    STARTED,
    /** Started, or healthy again, with priority 255: the addresses are ours, nobody is asked. */
    ADDRESS_OWNER,
    /** No master was heard within the Master_Down_Interval. {@code no-response}. */
    NO_RESPONSE,
    /** The master announced its leaving with priority 0. {@code priority}. */
    MASTER_RESIGNED,
    /** There was a master, but of lower priority than ours. {@code preempted}. */
    PREEMPTED,
    /** As master we heard an advert of higher priority. */
    HIGHER_PRIORITY_HEARD,
    /** As master we heard an advert of our priority from a higher address. */
    HIGHER_ADDRESS_HEARD,
    /** As master we did not run for so long that another must have taken over ({@code timer_expired_backup}). */
    STALLED,
    /** A condition that the configuration asks for went missing. */
    FAULT,
    /** Another member of the sync group conceded, or fell into FAULT. */
    SYNC_GROUP,
    /** Every condition is met again. */
    RECOVERED,
    /** The router was stopped. */
    STOPPED
}
