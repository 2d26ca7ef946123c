// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.List;
import java.util.Locale;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.daemon.announce.AddressAnnouncement;
import org.jkeepalived.daemon.rival.Suspicion;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.Observation;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.slf4j.Logger;

/**
 * What an instance says in the log, in keepalived's words: tools and people search for them. Lines that keepalived only
 * writes with {@code -D} go to {@code debug}.
 */
final class InstanceLog {
    private static final double NANOS_PER_SECOND = 1e9;

    private String name;
    private final Logger log;

    InstanceLog(String name, Logger log) {
        this.name = name;
        this.log = log;
    }

    /** The instance goes on under another name. */
    void rename(String newName) {
        name = newName;
    }

    void transition(State from, State to) {
        switch (to) {
            case MASTER -> log.info("({}) Entering MASTER STATE", name);
            case BACKUP -> log.info("({}) Entering BACKUP STATE{}", name, from == State.INIT ? " (init)" : "");
            case FAULT ->
                log.info(from == State.INIT ? "({}) entering FAULT state" : "({}) Entering FAULT STATE", name);
            case INIT -> {
                // keepalived says nothing of a router that stops but what it sends and removes.
            }
        }
    }

    /** Why the router is about to enter FAULT, one line each. */
    void causes(List<String> causes) {
        for (String cause : causes) {
            // keepalived writes the colon, but for a missing address.
            log.info(
                    cause.startsWith("no ") ? "({}) entering FAULT state ({})" : "({}): entering FAULT state ({})",
                    name,
                    cause);
        }
    }

    void sendFailed(Errno error) {
        log.warn("({}): send advert error {} ({})", name, error.value(), error.text());
    }

    void settingAddresses() {
        log.debug("({}) setting VIPs.", name);
    }

    void removingAddresses() {
        log.debug("({}) removing VIPs.", name);
    }

    void addressLost(VirtualAddress address) {
        log.info(
                "Netlink reflector reports IP {} removed from {}",
                IpAddress.of(address.address()),
                address.interfaceName());
    }

    void announcing(AddressAnnouncement announcement) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "({}) Sending/queueing {} on {} for {}",
                    name,
                    announcement.isGratuitousArp() ? "gratuitous ARPs" : "Unsolicited Neighbour Adverts",
                    announcement.interfaceName(),
                    IpAddress.of(announcement.address()));
        }
    }

    /** @param reasons what trackers found that led to it */
    void observation(Observation observation, RouterSettings settings, List<String> reasons) {
        if (ObservationText.level(observation) == ObservationText.Level.ALWAYS) {
            String suffix = reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")";
            log.info("({}) {}{}", name, ObservationText.of(observation, settings), suffix);
        } else if (log.isDebugEnabled()) {
            log.debug("({}) {}", name, ObservationText.of(observation, settings));
        }
    }

    void suspected(Suspicion suspicion) {
        log.warn("({}) dual master suspected: {}", name, suspicion.text());
    }

    void notSuspectedAnyMore(Suspicion suspicion, long durationNanos) {
        log.info(
                "({}) dual master no longer suspected after {} seconds: {}",
                name,
                String.format(Locale.ROOT, "%.1f", durationNanos / NANOS_PER_SECOND),
                suspicion.cause().words());
    }

    void warn(String text) {
        log.warn("({}) {}", name, text);
    }

    void broken(RuntimeException failure) {
        log.error("({}) gave up after an internal error; restart the daemon to use it again", name, failure);
    }
}
