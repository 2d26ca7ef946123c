// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Encapsulation;
import org.jkeepalived.config.model.IpPrefix;
import org.jkeepalived.config.model.NextHop;
import org.jkeepalived.config.model.Realms;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.RouteMetric;
import org.jkeepalived.config.model.RouteMetrics;

/** Lines of {@code static_routes} and {@code virtual_routes}; numbers instead of names, options at their default left out. */
final class RouteEntries {
    private RouteEntries() {}

    static List<List<Part>> lines(List<Route> routes) {
        return routes.stream().map(RouteEntries::line).toList();
    }

    private static List<Part> line(Route route) {
        var parts = new ArrayList<Part>();
        route.type().ifPresent(type -> parts.add(Part.positional("type", type)));
        parts.add(Part.positional("to", text(route.destination())));
        route.source().ifPresent(source -> parts.add(Part.named("from", text(source))));
        route.preferredSource().ifPresent(source -> parts.add(Part.named("src", AddressText.of(source))));
        route.gateway().ifPresent(gateway -> parts.add(Part.named("via", AddressText.of(gateway))));
        add(parts, "dev", route.interfaceName());
        if (route.gatewayOnLink()) {
            parts.add(Part.flag("onlink"));
        }
        if (route.table() != Route.MAIN_TABLE) {
            parts.add(Part.named("table", route.table()));
        }
        add(parts, "vrf", route.vrf());
        if (route.protocol() != Route.OWN_PROTOCOL) {
            parts.add(Part.named("protocol", route.protocol()));
        }
        add(parts, "scope", route.scope());
        add(parts, "tos", route.tos());
        route.metric().ifPresent(metric -> parts.add(Part.named("metric", metric)));
        addRealms(parts, route.realms());
        route.expires().ifPresent(time -> parts.add(Part.named("expires", time.toSeconds())));
        addMetrics(parts, route.metrics());
        add(parts, "pref", route.routerPreference());
        route.ttlPropagate().ifPresent(on -> parts.add(Part.named("ttl-propagate", on ? "enabled" : "disabled")));
        if (route.insertion() != Route.Insertion.PREPEND) {
            parts.add(Part.flag(route.insertion().name().toLowerCase(Locale.ROOT)));
        }
        if (!route.tracked()) {
            parts.add(Part.flag("no_track"));
        }
        add(parts, "track_group", route.trackGroup());
        addEncapsulation(parts, route.encapsulation());
        if (!route.nextHops().isEmpty()) {
            parts.add(Part.named(
                    "nexthop",
                    new Value.Several(route.nextHops().stream()
                            .<Value>map(RouteEntries::nextHop)
                            .toList())));
        }
        return parts;
    }

    private static Value nextHop(NextHop hop) {
        var parts = new ArrayList<Part>();
        hop.gateway().ifPresent(gateway -> parts.add(Part.named("via", AddressText.of(gateway))));
        add(parts, "dev", hop.interfaceName());
        add(parts, "weight", hop.weight());
        if (hop.gatewayOnLink()) {
            parts.add(Part.flag("onlink"));
        }
        addRealms(parts, hop.realms());
        addEncapsulation(parts, hop.encapsulation());
        return new Value.Group(parts);
    }

    private static void addMetrics(List<Part> parts, RouteMetrics metrics) {
        metrics.values().forEach((metric, value) -> {
            if (metric == RouteMetric.FEATURES) {
                parts.add(Part.named("features", "ecn"));
            } else {
                parts.add(lockable(metric, new Value.Whole(value), metrics));
            }
        });
        metrics.congestionControl()
                .ifPresent(name -> parts.add(lockable(RouteMetric.CC_ALGO, new Value.Text(name), metrics)));
    }

    private static Part lockable(RouteMetric metric, Value value, RouteMetrics metrics) {
        return Part.named(
                metric.keyword(),
                metrics.locked().contains(metric)
                        ? new Value.Group(List.of(Part.flag("lock"), Part.positional("value", value)))
                        : value);
    }

    private static void addEncapsulation(List<Part> parts, Optional<Encapsulation> encapsulation) {
        encapsulation.ifPresent(tunnel -> {
            var words = new ArrayList<Part>();
            switch (tunnel) {
                case Encapsulation.Ip ip -> {
                    words.add(Part.flag("ip"));
                    addId(words, ip.id());
                    ip.destination().ifPresent(address -> words.add(Part.named("dst", AddressText.of(address))));
                    ip.source().ifPresent(address -> words.add(Part.named("src", AddressText.of(address))));
                    add(words, "tos", ip.tos());
                    add(words, "ttl", ip.ttl());
                    add(words, "flags", ip.flags());
                }
                case Encapsulation.Ip6 ip -> {
                    words.add(Part.flag("ip6"));
                    addId(words, ip.id());
                    ip.destination().ifPresent(address -> words.add(Part.named("dst", AddressText.of(address))));
                    ip.source().ifPresent(address -> words.add(Part.named("src", AddressText.of(address))));
                    add(words, "tc", ip.trafficClass());
                    add(words, "hoplimit", ip.hopLimit());
                    add(words, "flags", ip.flags());
                }
                case Encapsulation.Mpls mpls ->
                    words.add(Part.named(
                            "mpls", mpls.labels().stream().map(String::valueOf).collect(Collectors.joining("/"))));
                case Encapsulation.Ila ila -> words.add(Part.named("ila", locator(ila.locator())));
            }
            parts.add(Part.named("encap", new Value.Group(words)));
        });
    }

    private static void addId(List<Part> parts, OptionalLong id) {
        id.ifPresent(number -> parts.add(Part.named("id", Long.toUnsignedString(number))));
    }

    private static String locator(long locator) {
        return String.format(
                Locale.ROOT,
                "%x:%x:%x:%x",
                locator >>> 48,
                locator >>> 32 & 0xffff,
                locator >>> 16 & 0xffff,
                locator & 0xffff);
    }

    static void addRealms(List<Part> parts, Optional<Realms> realms) {
        realms.ifPresent(both ->
                parts.add(Part.named("realms", both.from() == 0 ? "" + both.to() : both.from() + "/" + both.to())));
    }

    static void add(List<Part> parts, String name, Optional<String> text) {
        text.ifPresent(value -> parts.add(Part.named(name, value)));
    }

    static void add(List<Part> parts, String name, OptionalInt number) {
        number.ifPresent(value -> parts.add(Part.named(name, value)));
    }

    static String text(IpPrefix prefix) {
        return AddressText.of(prefix.address()) + "/" + prefix.length();
    }
}
