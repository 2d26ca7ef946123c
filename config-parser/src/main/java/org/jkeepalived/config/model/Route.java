// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A route, a line of {@code static_routes} or {@code virtual_routes}; names are resolved to the kernel's numbers
 * (linux/rtnetlink.h, struct rtmsg and RTA_*), interfaces and VRFs are not.
 *
 * @param type RTN_*, 0 to 255; empty: {@link #UNICAST}, and of no account when the route is deleted
 * @param destination {@code to}
 * @param source {@code from}, IPv6 only
 * @param preferredSource {@code src}
 * @param gateway {@code via}
 * @param interfaceName {@code dev}, {@code oif}
 * @param table {@code table}, 0 to 4294967295; default 254 (main); that of {@link #vrf} if there is one
 * @param vrf {@code vrf}: the table is that of this interface
 * @param protocol {@code protocol}, 0 to 255; 18 (keepalived) whenever the route is tracked
 * @param scope {@code scope}, 0 (global) to 255 (nowhere); empty: global
 * @param tos {@code tos}, {@code dsfield}, 0 to 255
 * @param metric {@code metric}, {@code priority}, {@code preference}, 0 to 4294967295
 * @param realms {@code realms}, IPv4 only
 * @param gatewayOnLink {@code onlink}: the gateway counts as reachable (RTNH_F_ONLINK)
 * @param expires {@code expires}, IPv6 only, whole seconds
 * @param metrics {@code mtu}, {@code rtt} and the like
 * @param routerPreference {@code pref}, IPv6 only: 0 medium, 1 high, 3 low (RFC 4191), or any number to 255
 * @param ttlPropagate {@code ttl-propagate}
 * @param encapsulation {@code encap}
 * @param nextHops {@code nexthop}, and the deprecated {@code or}
 * @param insertion {@code add}, {@code prepend}, {@code append}
 * @param tracked whether the loss of the route is noticed and undone, that is, {@code no_track} is absent
 * @param trackGroup {@code track_group}, static routes only
 */
public record Route(
        OptionalInt type,
        IpPrefix destination,
        Optional<IpPrefix> source,
        Optional<InetAddress> preferredSource,
        Optional<InetAddress> gateway,
        Optional<String> interfaceName,
        long table,
        Optional<String> vrf,
        int protocol,
        OptionalInt scope,
        OptionalInt tos,
        OptionalLong metric,
        Optional<Realms> realms,
        boolean gatewayOnLink,
        Optional<Duration> expires,
        RouteMetrics metrics,
        OptionalInt routerPreference,
        Optional<Boolean> ttlPropagate,
        Optional<Encapsulation> encapsulation,
        List<NextHop> nextHops,
        Insertion insertion,
        boolean tracked,
        Optional<String> trackGroup) {

    /** RTN_UNICAST. */
    public static final int UNICAST = 1;

    /** RT_TABLE_MAIN. */
    public static final long MAIN_TABLE = 254;

    /** RTPROT_KEEPALIVED: how keepalived, and we, know a route or rule as ours. */
    public static final int OWN_PROTOCOL = 18;

    /** Where the kernel puts a route beside others to the same destination. */
    public enum Insertion {
        /** Before them, the default. */
        PREPEND,
        /** Only if there is none (NLM_F_EXCL). */
        ADD,
        /** After them (NLM_F_APPEND). */
        APPEND
    }

    public Route {
        Objects.requireNonNull(destination);
        nextHops = List.copyOf(nextHops);
    }

    /** The family of every address here. */
    public AddressFamily family() {
        return destination.family();
    }

    /** A unicast route of the main table, with nothing special about it. */
    public static Builder to(IpPrefix destination) {
        return builder().destination(destination);
    }

    /** The same; {@link Builder#destination} has still to be said. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options of a route. */
    public static final class Builder {
        private IpPrefix destination;
        private OptionalInt type = OptionalInt.empty();
        private Optional<IpPrefix> source = Optional.empty();
        private Optional<InetAddress> preferredSource = Optional.empty();
        private Optional<InetAddress> gateway = Optional.empty();
        private Optional<String> interfaceName = Optional.empty();
        private long table = MAIN_TABLE;
        private Optional<String> vrf = Optional.empty();
        private int protocol = OWN_PROTOCOL;
        private OptionalInt scope = OptionalInt.empty();
        private OptionalInt tos = OptionalInt.empty();
        private OptionalLong metric = OptionalLong.empty();
        private Optional<Realms> realms = Optional.empty();
        private boolean gatewayOnLink;
        private Optional<Duration> expires = Optional.empty();
        private RouteMetrics metrics = RouteMetrics.NONE;
        private OptionalInt routerPreference = OptionalInt.empty();
        private Optional<Boolean> ttlPropagate = Optional.empty();
        private Optional<Encapsulation> encapsulation = Optional.empty();
        private List<NextHop> nextHops = List.of();
        private Insertion insertion = Insertion.PREPEND;
        private boolean tracked = true;
        private Optional<String> trackGroup = Optional.empty();

        private Builder() {}

        public Builder destination(IpPrefix value) {
            destination = value;
            return this;
        }

        public Builder type(OptionalInt value) {
            type = value;
            return this;
        }

        public Builder source(Optional<IpPrefix> value) {
            source = value;
            return this;
        }

        public Builder preferredSource(Optional<InetAddress> value) {
            preferredSource = value;
            return this;
        }

        public Builder gateway(Optional<InetAddress> value) {
            gateway = value;
            return this;
        }

        public Builder interfaceName(Optional<String> value) {
            interfaceName = value;
            return this;
        }

        public Builder table(long value) {
            table = value;
            return this;
        }

        public Builder vrf(Optional<String> value) {
            vrf = value;
            return this;
        }

        public Builder protocol(int value) {
            protocol = value;
            return this;
        }

        public Builder scope(OptionalInt value) {
            scope = value;
            return this;
        }

        public Builder tos(OptionalInt value) {
            tos = value;
            return this;
        }

        public Builder metric(OptionalLong value) {
            metric = value;
            return this;
        }

        public Builder realms(Optional<Realms> value) {
            realms = value;
            return this;
        }

        public Builder gatewayOnLink(boolean value) {
            gatewayOnLink = value;
            return this;
        }

        public Builder expires(Optional<Duration> value) {
            expires = value;
            return this;
        }

        public Builder metrics(RouteMetrics value) {
            metrics = value;
            return this;
        }

        public Builder routerPreference(OptionalInt value) {
            routerPreference = value;
            return this;
        }

        public Builder ttlPropagate(Optional<Boolean> value) {
            ttlPropagate = value;
            return this;
        }

        public Builder encapsulation(Optional<Encapsulation> value) {
            encapsulation = value;
            return this;
        }

        public Builder nextHops(List<NextHop> value) {
            nextHops = value;
            return this;
        }

        public Builder insertion(Insertion value) {
            insertion = value;
            return this;
        }

        public Builder tracked(boolean value) {
            tracked = value;
            return this;
        }

        public Builder trackGroup(Optional<String> value) {
            trackGroup = value;
            return this;
        }

        public Route build() {
            return new Route(
                    type,
                    destination,
                    source,
                    preferredSource,
                    gateway,
                    interfaceName,
                    table,
                    vrf,
                    protocol,
                    scope,
                    tos,
                    metric,
                    realms,
                    gatewayOnLink,
                    expires,
                    metrics,
                    routerPreference,
                    ttlPropagate,
                    encapsulation,
                    nextHops,
                    insertion,
                    tracked,
                    trackGroup);
        }
    }
}
