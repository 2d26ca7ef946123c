// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.track.Health;
import org.jkeepalived.daemon.track.Influence;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.TransitionReason;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * One virtual router at one moment. It holds what it is cheap to hold on the loop, where it is made; texts are made of it
 * by those who ask.
 *
 * @param group its sync group
 * @param since when it came into this state; empty if it has never begun
 * @param reason why it did; empty likewise
 * @param faults what keeps it in FAULT, a cause each
 * @param effectivePriority the one that counts, 1 to 255
 * @param health what it tracks, and what that means to it
 * @param master who is master as far as known: ourselves, or the one we watch
 * @param masterPriority 0 if there is no master
 * @param counters all of them
 * @param suspicions signs that another machine is master too
 */
public record InstanceStatus(
        VrrpInstance config,
        Optional<String> group,
        State state,
        Optional<Instant> since,
        Optional<TransitionReason> reason,
        List<String> faults,
        int effectivePriority,
        Health health,
        Optional<IpAddress> master,
        int masterPriority,
        Map<Counter, Long> counters,
        List<SuspicionStatus> suspicions) {

    /**
     * A sign of a second master.
     *
     * @param cause for machines
     * @param text cause and evidence for people
     */
    public record SuspicionStatus(String cause, String text, Instant since) {}

    /** Its virtual addresses, those excluded from adverts at the end. */
    public List<String> addresses() {
        return Stream.concat(config.addresses().stream(), config.excludedAddresses().stream())
                .map(InstanceStatus::text)
                .toList();
    }

    private static String text(VirtualAddress address) {
        return address.address().getHostAddress() + "/" + address.prefixLength() + " dev " + address.interfaceName();
    }

    /** What each tracker has found and does to the priority, a text each. */
    public List<String> tracked() {
        return health.influences().stream().map(Influence::toString).toList();
    }
}
