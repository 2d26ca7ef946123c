// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.NextHop;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads a line of {@code static_routes} or {@code virtual_routes}: the options of "ip route add" in any order. */
final class RouteReader {
    private final RoutingContext context;

    RouteReader(RoutingContext context) {
        this.context = context;
    }

    /** Empty, and a finding, when the route is left out. */
    Optional<Route> read(Statement line, boolean isStatic) {
        return new Line(line, isStatic).read();
    }

    /** One line while it is read. */
    private final class Line extends RoutingLine {
        /** What needs no second look at the end of the line. */
        private final Route.Builder route = Route.builder();

        private final RouteMetricReader metrics = new RouteMetricReader(this);
        private WrittenPrefix destination;
        private Optional<WrittenPrefix> source = Optional.empty();
        private Optional<InetAddress> gateway = Optional.empty();
        private Optional<String> interfaceName = Optional.empty();
        private OptionalInt protocol = OptionalInt.empty();
        private Word protocolWord;
        private List<NextHop> nextHops = new ArrayList<>();

        Line(Statement line, boolean isStatic) {
            super(RouteReader.this.context, line, "route", isStatic);
        }

        Optional<Route> read() {
            while (words.hasMore()) {
                var option = words.take();
                if (option.is("nexthop")) {
                    if (!nextHops.isEmpty()) {
                        leaveOut(option, "Cannot specify nexthops with \"or\" route");
                        return Optional.empty();
                    }
                    nextHops = new NextHopReader(this).read(option);
                    break;
                }
                if (!readOption(option)) {
                    return Optional.empty();
                }
            }
            return finish();
        }

        private boolean readOption(Word option) {
            return switch (option.text()) {
                case "inet", "inet6" -> readFamily(option);
                case "from", "src", "via", "gw", "or" -> readAddressOption(option);
                case "tos", "dsfield", "table", "vrf", "protocol", "scope", "realms" -> readNamed(option);
                case "expires", "pref" -> readIpv6Only(option);
                case "add", "prepend", "append" -> {
                    route.insertion(
                            switch (option.text()) {
                                case "add" -> Route.Insertion.ADD;
                                case "append" -> Route.Insertion.APPEND;
                                default -> Route.Insertion.PREPEND;
                            });
                    yield true;
                }
                case "onlink" -> {
                    route.gatewayOnLink(true);
                    yield true;
                }
                case "encap" -> {
                    route.encapsulation(new EncapsulationReader(context).read(option, words));
                    yield true;
                }
                case "dev", "oif" -> readInterface(name -> interfaceName = Optional.of(name));
                case "as" -> readAs(option);
                case "ttl-propagate" -> readTtlPropagate();
                case "metric", "priority", "preference" -> {
                    var word = words.take();
                    yield word != null
                            && readNumber(
                                    word,
                                    Values.UNSIGNED_MAX,
                                    "Invalid metric " + word + " specified for route",
                                    v -> route.metric(OptionalLong.of(v)));
                }
                default -> metrics.read(option).or(() -> readTracking(option)).orElseGet(() -> readDestination(option));
            };
        }

        @Override
        boolean duplicateTrackGroup(Word name) {
            return leaveOut(name, "track_group " + name + " is a duplicate");
        }

        /** The destination after {@code to}, after a type, or alone. */
        private boolean readDestination(Word first) {
            var word = first;
            var named = RoutingNames.routeType(first.text());
            if (named.isPresent()) {
                route.type(named);
            }
            if (named.isPresent() || first.is("to")) {
                word = words.take();
            }
            if (word == null) {
                return false;
            }
            var prefix = readPrefix(word, "unknown route keyword " + word);
            if (prefix == null) {
                return false;
            }
            if (prefix.prefix().isPresent() && !agree(prefix.prefix().get().family())) {
                return leaveOut(word, "Cannot mix IPv4 and IPv6 addresses for route (" + word + ")");
            }
            destination = prefix;
            return true;
        }

        private boolean readAddressOption(Word option) {
            return switch (option.text()) {
                case "from" -> readSource();
                case "src" -> {
                    var word = words.take();
                    var address = word == null ? null : readAddress(word, "invalid route src address " + word);
                    route.preferredSource(Optional.ofNullable(address));
                    yield address != null && fits(word, AddressFamily.of(address));
                }
                case "or" -> readOr(option);
                default -> {
                    if (option.is("gw")) {
                        findings.warning(option.range(), "\"gw\" for routes is deprecated. Please use \"via\"");
                    }
                    yield readVia();
                }
            };
        }

        private boolean fits(Word word, AddressFamily other) {
            return agree(other) || leaveOut(word, "Cannot mix IPv4 and IPv6 addresses for route");
        }

        private boolean readVia() {
            var word = words.take();
            if (word != null && (word.is("inet") || word.is("inet6"))) {
                if (!fits(word, word.is("inet") ? AddressFamily.IPV4 : AddressFamily.IPV6)) {
                    return false;
                }
                word = words.take();
            }
            if (word == null) {
                return false;
            }
            var address = readAddress(word, "invalid route via address " + word);
            gateway = Optional.ofNullable(address);
            return address != null && fits(word, AddressFamily.of(address));
        }

        private boolean readSource() {
            var word = words.take();
            var prefix = word == null ? null : readPrefix(word, "invalid route from address " + word);
            if (prefix == null) {
                return false;
            }
            if (prefix.prefix().map(p -> p.family() != AddressFamily.IPV6).orElse(true)) {
                return leaveOut(word, "route from address only supported with IPv6 (" + word + ")");
            }
            source = Optional.of(prefix);
            return fits(word, AddressFamily.IPV6);
        }

        /** A second gateway, from before there were nexthops. */
        private boolean readOr(Word option) {
            findings.warning(option.range(), "\"or\" for routes is deprecated. Please use \"nexthop\"");
            var word = words.take();
            if (word == null) {
                return false;
            }
            if (!nextHops.isEmpty()) {
                findings.warning(word.range(), "\"or\" route already specified - ignoring subsequent");
                return true;
            }
            var address = readAddress(word, "Invalid \"or\" address " + word);
            if (address == null) {
                return false;
            }
            nextHops.add(new NextHop(
                    gateway, Optional.empty(), OptionalInt.empty(), false, Optional.empty(), Optional.empty()));
            nextHops.add(NextHop.via(address));
            gateway = Optional.empty();
            return true;
        }

        private boolean readNamed(Word option) {
            var word = words.take();
            if (word == null) {
                return false;
            }
            var names = context.names;
            return switch (option.text()) {
                case "tos", "dsfield" -> {
                    var number = names.dsfield(word.text());
                    route.tos(number);
                    yield number.isPresent() || leaveOut(word, "TOS value " + word + " is invalid");
                }
                case "table" -> {
                    var number = names.table(word.text());
                    number.ifPresent(route::table);
                    yield number.isPresent() || leaveOut(word, "Routing table " + word + " not found for route");
                }
                case "vrf" -> {
                    route.vrf(Optional.of(word.text()));
                    var facts = context.interfaces.facts(word.text());
                    if (facts.isEmpty()) {
                        yield leaveOut(word, "VRF " + word + " not found for route");
                    }
                    yield facts.get().kind() == InterfaceFacts.Kind.VRF
                            || leaveOut(word, "Route specified VRF " + word + " is not a VRF");
                }
                case "protocol" -> {
                    protocol = names.protocol(word.text());
                    protocolWord = word;
                    yield protocol.isPresent()
                            || leaveOut(word, "Protocol " + word + " not found or invalid for route");
                }
                case "scope" -> {
                    var number = names.scope(word.text());
                    route.scope(number);
                    yield number.isPresent() || leaveOut(word, "Scope " + word + " not found or invalid for route");
                }
                default -> {
                    var realms = names.realms(word.text());
                    route.realms(realms);
                    if (realms.isEmpty()) {
                        yield leaveOut(word, "Invalid realms " + word + " for route");
                    }
                    yield agree(AddressFamily.IPV4) || leaveOut(word, "realms are only valid for IPv4");
                }
            };
        }

        private boolean readIpv6Only(Word option) {
            var word = words.take();
            if (word == null) {
                return false;
            }
            if (!agree(AddressFamily.IPV6)) {
                return leaveOut(option, option + " is only valid for IPv6");
            }
            if (option.is("expires")) {
                return readNumber(
                        word,
                        Values.UNSIGNED_MAX,
                        "Invalid expires time " + word + " specified for route",
                        v -> route.expires(Optional.of(Duration.ofSeconds(v))));
            }
            // RFC 4191 section 2.1: two bits, of which 10 is reserved.
            switch (word.text()) {
                case "medium" -> route.routerPreference(OptionalInt.of(0));
                case "high" -> route.routerPreference(OptionalInt.of(1));
                case "low" -> route.routerPreference(OptionalInt.of(3));
                default -> {
                    return readNumber(
                            word,
                            255,
                            "Invalid pref value " + word + " specified for route",
                            v -> route.routerPreference(OptionalInt.of((int) v)));
                }
            }
            return true;
        }

        private boolean readInterface(Consumer<String> into) {
            var word = words.take();
            if (word == null) {
                return false;
            }
            context.interfaces.mention(word, "WARNING - interface " + word + " for VROUTE nexthop doesn't exist");
            into.accept(word.text());
            return true;
        }

        private boolean readAs(Word option) {
            words.takeIf("to");
            var word = words.take();
            findings.warning(option.range(), "\"as to\" for MPLS only - ignoring");
            return word != null;
        }

        private boolean readTtlPropagate() {
            var word = words.take();
            if (word == null) {
                return false;
            }
            if (!word.is("enabled") && !word.is("disabled")) {
                findings.warning(word.range(), "ttl-propagate value " + word + " not recognised")
                        .effect("it is disabled")
                        .advice("enabled or disabled");
            }
            route.ttlPropagate(Optional.of(word.is("enabled")));
            return true;
        }

        private Optional<Route> finish() {
            if (destination == null) {
                leaveOut(statement.head(), "Route must have a destination");
                return Optional.empty();
            }
            if (tracked && protocol.orElse(Route.OWN_PROTOCOL) != Route.OWN_PROTOCOL) {
                findings.warning(
                                protocolWord.range(),
                                "Route cannot be tracked if protocol is not RTPROT_KEEPALIVED(" + Route.OWN_PROTOCOL
                                        + "), resetting protocol")
                        .advice("say no_track, or leave protocol out");
                protocol = OptionalInt.empty();
            }
            if (trackGroup.isPresent() && interfaceName.isEmpty()) {
                findings.warning(trackGroup.get().range(), "Static route cannot have track group if no oif specified");
                trackGroup = Optional.empty();
            }
            return Optional.of(route.destination(destination.of(familyOrIpv4()))
                    .source(source.map(prefix -> prefix.of(familyOrIpv4())))
                    .gateway(gateway)
                    .interfaceName(interfaceName)
                    .protocol(protocol.orElse(Route.OWN_PROTOCOL))
                    .metrics(metrics.done())
                    .nextHops(nextHops)
                    .tracked(tracked)
                    .trackGroup(trackGroup.map(Word::text))
                    .build());
        }
    }
}
