// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.List;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.Authentication;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * What the configuration says about one virtual router, as far as the protocol is concerned. Immutable; made with
 * {@link #builder}.
 *
 * @param family address family
 * @param version 2 or 3
 * @param vrid 1-255, {@code virtual_router_id}
 * @param priority 1-255, {@code priority}; 255 makes it the address owner
 * @param intervalCentis {@code advert_int}: 1-4095 centiseconds, for version 2 whole seconds up to 25500
 * @param addresses {@code virtual_ipaddress}, those that are advertised
 * @param primaryAddress the source of our adverts, which decides between equal priorities; unspecified while unknown
 * @param preempt a backup of higher priority takes over from a living master, keepalived's default
 * @param preemptDelayNanos {@code preempt_delay}; 0 for none
 * @param downTimerAdverts 1-100, {@code down_timer_adverts}: lost adverts that make a master dead, by default 3
 * @param stallYieldsTo {@code timer_expired_backup}: after a stall in which a backup of this priority, 1-254, would have
 *     taken over, a master goes to BACKUP; 0 if it does not. Only without preemption
 * @param lowerPriorityNoAdvert {@code lower_prio_no_advert}: a master does not answer adverts of lower priority
 * @param higherPrioritySendAdvert {@code higher_prio_send_advert}: a master that concedes always sends a last advert
 * @param announceOnLowerPriority false if {@code garp_lower_prio_repeat} is 0
 * @param ownerIgnoresAdverts {@code owner_ignore_adverts}
 * @param skipCheckAddresses {@code skip_check_adv_addr}: do not compare the addresses of a master known already
 * @param authentication version 2 only
 * @param checksumAsV2 {@code v3_checksum_as_v2}
 * @param unicast {@code unicast_peer} is given, adverts do not use multicast
 * @param peers the unicast peers
 * @param checkUnicastSource {@code check_unicast_src}: only configured peers are believed, within their TTL range
 */
public record RouterSettings(
        AddressFamily family,
        int version,
        int vrid,
        int priority,
        int intervalCentis,
        List<IpAddress> addresses,
        IpAddress primaryAddress,
        boolean preempt,
        long preemptDelayNanos,
        int downTimerAdverts,
        int stallYieldsTo,
        boolean lowerPriorityNoAdvert,
        boolean higherPrioritySendAdvert,
        boolean announceOnLowerPriority,
        boolean ownerIgnoresAdverts,
        boolean skipCheckAddresses,
        Authentication authentication,
        boolean checksumAsV2,
        boolean unicast,
        List<UnicastPeer> peers,
        boolean checkUnicastSource) {

    /** The priority of the address owner (RFC 9568 section 5.2.4). */
    public static final int PRIORITY_OWNER = 255;

    /** The priority that says "I am leaving". */
    public static final int PRIORITY_RESIGN = 0;

    static final long NANOS_PER_CENTISECOND = 10_000_000L;

    /**
     * @throws IllegalArgumentException if a value is outside its range
     */
    public RouterSettings {
        addresses = List.copyOf(addresses);
        peers = List.copyOf(peers);
        // The encoder checks version, VRID, interval and addresses.
        new AdvertEncoder(family, version, vrid, intervalCentis, addresses, authentication, checksumAsV2);
        if (priority < 1 || priority > PRIORITY_OWNER) {
            throw new IllegalArgumentException("priority is out of range: " + priority);
        }
        if (downTimerAdverts < 1 || preemptDelayNanos < 0) {
            throw new IllegalArgumentException("negative or no time to wait for a master");
        }
        if (stallYieldsTo < 0 || stallYieldsTo >= PRIORITY_OWNER || (stallYieldsTo > 0 && preempt)) {
            throw new IllegalArgumentException("a stalled master cannot yield to priority " + stallYieldsTo);
        }
        if (primaryAddress.family() != family) {
            throw new IllegalArgumentException("primary address " + primaryAddress + " is not " + family);
        }
    }

    /** Settings with keepalived's defaults: priority 100, 1 s, three adverts lost, preemption, no addresses. */
    public static Builder builder(AddressFamily family, int version, int vrid) {
        return new Builder(family, version, vrid);
    }

    /** A builder that starts with these settings. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes the bytes of our adverts. */
    public AdvertEncoder encoder() {
        return new AdvertEncoder(family, version, vrid, intervalCentis, addresses, authentication, checksumAsV2);
    }

    /**
     * The priority of a router whose trackers add this sum of weights: 1-254, however large the sum; that of an address
     * owner stays 255.
     */
    public int effectivePriority(int weights) {
        return isAddressOwner() ? priority : Math.clamp((long) priority + weights, 1, PRIORITY_OWNER - 1);
    }

    public boolean isAddressOwner() {
        return priority == PRIORITY_OWNER;
    }

    public long intervalNanos() {
        return intervalCentis * NANOS_PER_CENTISECOND;
    }

    /**
     * Skew_Time: lets the better of several backups speak first.
     *
     * @param effectivePriority 1-255
     * @param masterIntervalCentis the master's interval; VRRPv2 does not look at it (RFC 3768 section 6.1)
     */
    public long skewNanos(int effectivePriority, int masterIntervalCentis) {
        long unit = version == 2 ? 100 * NANOS_PER_CENTISECOND : masterIntervalCentis * NANOS_PER_CENTISECOND;
        return (256L - effectivePriority) * unit / 256;
    }

    /** Master_Down_Interval (RFC 9568: Active_Down_Interval): silence that makes a master dead. */
    public long masterDownNanos(int effectivePriority, int masterIntervalCentis) {
        return (long) downTimerAdverts * masterIntervalCentis * NANOS_PER_CENTISECOND
                + skewNanos(effectivePriority, masterIntervalCentis);
    }

    /** Collects settings; each method is named after the component of {@link RouterSettings} that it sets. */
    public static final class Builder {
        private final AddressFamily family;
        private final int version;
        private final int vrid;
        private int priority = 100;
        private int intervalCentis = 100;
        private List<IpAddress> addresses = List.of();
        private IpAddress primaryAddress;
        private boolean preempt = true;
        private long preemptDelayNanos;
        private int downTimerAdverts = 3;
        private int stallYieldsTo;
        private boolean lowerPriorityNoAdvert;
        private boolean higherPrioritySendAdvert;
        private boolean announceOnLowerPriority = true;
        private boolean ownerIgnoresAdverts;
        private boolean skipCheckAddresses;
        private Authentication authentication = Authentication.NONE;
        private boolean checksumAsV2;
        private boolean unicast;
        private List<UnicastPeer> peers = List.of();
        private boolean checkUnicastSource;

        private Builder(AddressFamily family, int version, int vrid) {
            this.family = family;
            this.version = version;
            this.vrid = vrid;
            this.primaryAddress = IpAddress.unspecified(family);
        }

        private Builder(RouterSettings settings) {
            this(settings.family, settings.version, settings.vrid);
            priority = settings.priority;
            intervalCentis = settings.intervalCentis;
            addresses = settings.addresses;
            primaryAddress = settings.primaryAddress;
            preempt = settings.preempt;
            preemptDelayNanos = settings.preemptDelayNanos;
            downTimerAdverts = settings.downTimerAdverts;
            stallYieldsTo = settings.stallYieldsTo;
            lowerPriorityNoAdvert = settings.lowerPriorityNoAdvert;
            higherPrioritySendAdvert = settings.higherPrioritySendAdvert;
            announceOnLowerPriority = settings.announceOnLowerPriority;
            ownerIgnoresAdverts = settings.ownerIgnoresAdverts;
            skipCheckAddresses = settings.skipCheckAddresses;
            authentication = settings.authentication;
            checksumAsV2 = settings.checksumAsV2;
            unicast = settings.unicast;
            peers = settings.peers;
            checkUnicastSource = settings.checkUnicastSource;
        }

        public Builder priority(int value) {
            priority = value;
            return this;
        }

        public Builder intervalCentis(int value) {
            intervalCentis = value;
            return this;
        }

        public Builder addresses(List<IpAddress> value) {
            addresses = value;
            return this;
        }

        public Builder primaryAddress(IpAddress value) {
            primaryAddress = value;
            return this;
        }

        public Builder preempt(boolean value) {
            preempt = value;
            return this;
        }

        public Builder preemptDelayNanos(long value) {
            preemptDelayNanos = value;
            return this;
        }

        public Builder downTimerAdverts(int value) {
            downTimerAdverts = value;
            return this;
        }

        public Builder stallYieldsTo(int value) {
            stallYieldsTo = value;
            return this;
        }

        public Builder lowerPriorityNoAdvert(boolean value) {
            lowerPriorityNoAdvert = value;
            return this;
        }

        public Builder higherPrioritySendAdvert(boolean value) {
            higherPrioritySendAdvert = value;
            return this;
        }

        public Builder announceOnLowerPriority(boolean value) {
            announceOnLowerPriority = value;
            return this;
        }

        public Builder ownerIgnoresAdverts(boolean value) {
            ownerIgnoresAdverts = value;
            return this;
        }

        public Builder skipCheckAddresses(boolean value) {
            skipCheckAddresses = value;
            return this;
        }

        public Builder authentication(Authentication value) {
            authentication = value;
            return this;
        }

        public Builder checksumAsV2(boolean value) {
            checksumAsV2 = value;
            return this;
        }

        /** Makes the router unicast, also with an empty list. */
        public Builder peers(List<UnicastPeer> value) {
            unicast = true;
            peers = value;
            return this;
        }

        public Builder checkUnicastSource(boolean value) {
            checkUnicastSource = value;
            return this;
        }

        public RouterSettings build() {
            return new RouterSettings(
                    family,
                    version,
                    vrid,
                    priority,
                    intervalCentis,
                    addresses,
                    primaryAddress,
                    preempt,
                    preemptDelayNanos,
                    downTimerAdverts,
                    stallYieldsTo,
                    lowerPriorityNoAdvert,
                    higherPrioritySendAdvert,
                    announceOnLowerPriority,
                    ownerIgnoresAdverts,
                    skipCheckAddresses,
                    authentication,
                    checksumAsV2,
                    unicast,
                    peers,
                    checkUnicastSource);
        }
    }
}
