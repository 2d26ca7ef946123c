// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.List;
import java.util.Objects;
import org.jkeepalived.vrrp.packet.Advert;

/** What can happen to a virtual router. Everything it knows reaches it this way. */
public sealed interface Event {

    /**
     * The router starts (RFC 9568 section 6.4.1). Health that is known to be bad should have been told before, so that it
     * starts in FAULT.
     *
     * @param startupDelay {@code vrrp_startup_delay} is running: elect nobody until {@link StartupDelayOver}
     */
    record Start(boolean startupDelay) implements Event {}

    /** The global start-up delay ended, or a reload took it away. Ignored by a router that does not wait for it. */
    record StartupDelayOver() implements Event {}

    /**
     * A packet for our VRID, family and interface arrived. The router checks it.
     *
     * <p>It may have waited in the kernel: {@link Advert#waitedNanos()} says how long before the time of the step it came.
     *
     * <p>One instance may be kept beside each {@link Advert} and used for all its packets.
     */
    record AdvertReceived(Advert advert) implements Event {
        public AdvertReceived {
            Objects.requireNonNull(advert);
        }
    }

    /**
     * The process did not run for a while (it was stopped or starved, or the machine paused), and now does again. To be
     * told before the adverts that waited meanwhile are, and before the deadlines that passed meanwhile.
     *
     * @param sinceNanos when it ran last for certain, at the latest; in the past
     */
    record Stalled(long sinceNanos) implements Event {}

    /** The deadline passed. An expiry of a deadline that was moved meanwhile is recognised and ignored. */
    record TimerExpired() implements Event {
        public static final TimerExpired INSTANCE = new TimerExpired();
    }

    /**
     * What is missing changed: interface, link, address, trackers without weight.
     *
     * @param faults a cause each, for people; empty means healthy
     */
    record HealthChanged(List<String> faults) implements Event {
        public HealthChanged {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Trackers with weights, or the configuration, changed the effective priority.
     *
     * @param effectivePriority 1-254; of an address owner 255, which nothing changes
     */
    record PriorityChanged(int effectivePriority) implements Event {}

    /**
     * A reload or a new primary address changed the settings; family, version and VRID must be the same. The pre-encoded
     * adverts must be renewed before this event, because a master may send one at once.
     *
     * @param effectivePriority as of {@link PriorityChanged}, by the new settings
     */
    record SettingsChanged(RouterSettings settings, int effectivePriority) implements Event {
        public SettingsChanged {
            Objects.requireNonNull(settings);
        }

        /** No tracker changes the priority. */
        public SettingsChanged(RouterSettings settings) {
            this(settings, settings.priority());
        }
    }

    /** The router stops (RFC 9568: Shutdown event). */
    record Stop() implements Event {}
}
