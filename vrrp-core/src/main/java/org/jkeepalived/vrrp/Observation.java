// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * What a virtual router noticed, with the values that keepalived's log lines carry. Each is reported when it happens;
 * those marked "once" are reported again only after a change of state or of master, as keepalived limits its log.
 */
public sealed interface Observation {

    /**
     * Once per fault: an advert was not believed.
     *
     * @param advert valid only during the call
     */
    record AdvertRejected(AdvertFault fault, Advert advert) implements Observation {}

    /** Once: {@code expected %u VIPs but received %u}. The advert is believed all the same. */
    record AddressCountMismatch(int expected, int received, IpAddress source) implements Observation {}

    /** Once: {@code ip address associated with VRID %d not present in advert from %s: %s}. Believed all the same. */
    record AddressMissing(IpAddress address, IpAddress source) implements Observation {}

    /** Once, VRRPv3: {@code advertisement interval mismatch ours = %u centi-sec rcv'd=%d centi-sec}. */
    record IntervalMismatch(int oursCentis, int receivedCentis, IpAddress source) implements Observation {}

    /** {@code Receive advertisement timeout}. */
    record MasterDown() implements Observation {}

    /** {@code Backup received priority 0 advertisement}, {@code Master received priority 0 message}. */
    record PriorityZeroReceived(State state, IpAddress source) implements Observation {}

    /** {@code sent 0 priority}. */
    record PriorityZeroSent() implements Observation {}

    /** Backup: {@code received lower priority (%d) advert from %s - discarding}. */
    record LowerPriorityDiscarded(int priority, IpAddress source) implements Observation {}

    /**
     * Master: {@code Received advert from %s with lower priority %d, ours %d, forcing new election}, and the notification
     * {@code MASTER_RX_LOWER_PRI}.
     *
     * @param forcedElection an advert was sent in answer; without it the line ends before the comma
     */
    record LowerPriorityHeard(int priority, int ours, IpAddress source, boolean forcedElection)
            implements Observation {}

    /** Master: {@code Master received advert from %s with higher priority %d, ours %d}. */
    record HigherPriorityHeard(int priority, int ours, IpAddress source) implements Observation {}

    /** Master: {@code Master received advert from %s with same priority %d but higher IP address than ours}. */
    record HigherAddressHeard(int priority, IpAddress source) implements Observation {}

    /** {@code WARNING - equal priority advert received from remote host with our IP address.} */
    record OwnAddressHeard(int priority, IpAddress source) implements Observation {}

    /** {@code CONFIGURATION ERROR: local instance and %s are both configured as address owner, please resolve}. */
    record OwnerConflict(IpAddress source) implements Observation {}

    /** {@code master set to %s} ({@code previous} is null), {@code master changed from %s to %s}. */
    record MasterChanged(IpAddress previous, IpAddress current) implements Observation {}

    /** {@code advertisement interval updated from %ums to %ums by master}. */
    record IntervalAdopted(int previousCentis, int currentCentis) implements Observation {}

    /** {@code changing advert interval from %ums to locally configured %ums}. */
    record IntervalRestored(int previousCentis, int currentCentis) implements Observation {}

    /** {@code start preempt delay (%lu.%6.6lu)}. */
    record PreemptDelayStarted(long delayNanos) implements Observation {}

    /** {@code stop preempt delay}. */
    record PreemptDelayStopped() implements Observation {}

    /** {@code Changing effective priority from %d to %d}. */
    record EffectivePriorityChanged(int previous, int current) implements Observation {}

    /**
     * Master, {@code timer_expired_backup}: {@code VRRP thread timer expired %f seconds ago}, so long that another router
     * must be taken for the master.
     */
    record StallYields(long latenessNanos) implements Observation {}

    /**
     * Once in an episode: another router sends adverts of our VRID as if it were master, and goes on although we are. It
     * is over with {@link DualMasterEnded}, or with the transition to another state.
     *
     * @param fault why we reject its adverts; NONE if it should yield to ours, and does not
     * @param advert valid only during the call
     */
    record RivalSuspected(AdvertFault fault, Advert advert) implements Observation {}

    /**
     * No rival master has been heard for long enough: what {@link LowerPriorityHeard} or {@link RivalSuspected} began is
     * over, and the addresses are announced once more.
     *
     * @param durationNanos from the first to the last advert of the rival
     * @param lastHeardNanos when that last advert came
     */
    record DualMasterEnded(IpAddress rival, long durationNanos, long lastHeardNanos) implements Observation {}
}
