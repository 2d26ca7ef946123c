// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Encapsulation;
import org.jkeepalived.config.model.NextHop;
import org.jkeepalived.config.model.Realms;
import org.jkeepalived.config.text.Word;

/**
 * Reads the {@code nexthop}s that end a route. As in keepalived a mistake costs the nexthop it is in and all that
 * follows, but not the route.
 */
final class NextHopReader {
    private static final int WEIGHT_MAX = 256;

    private final RoutingLine route;
    private final OptionWords words;

    /** Of the hop being read. */
    private Optional<InetAddress> gateway;

    private Optional<String> interfaceName;
    private OptionalInt weight;
    private boolean onLink;
    private Optional<Realms> realms;
    private Optional<Encapsulation> encapsulation;

    NextHopReader(RoutingLine route) {
        this.route = route;
        this.words = route.words;
    }

    /** Reads everything after the first word {@code nexthop}. */
    List<NextHop> read(Word first) {
        var hops = new ArrayList<NextHop>();
        do {
            var hop = readHop();
            if (hop.isEmpty()) {
                return hops;
            }
            hops.add(hop.get());
        } while (words.takeIf(first.text()));
        if (words.hasMore()) {
            complain(words.peek(), "Route has trailing nonsense after nexthops - " + words.peek());
        }
        return hops;
    }

    private Optional<NextHop> readHop() {
        gateway = Optional.empty();
        interfaceName = Optional.empty();
        weight = OptionalInt.empty();
        onLink = false;
        realms = Optional.empty();
        encapsulation = Optional.empty();
        while (words.hasMore() && isOption(words.peek())) {
            if (!readOption(words.take())) {
                return Optional.empty();
            }
        }
        return Optional.of(new NextHop(gateway, interfaceName, weight, onLink, realms, encapsulation));
    }

    private static boolean isOption(Word word) {
        return switch (word.text()) {
            case "via", "dev", "weight", "onlink", "encap", "realms", "as" -> true;
            default -> false;
        };
    }

    private boolean readOption(Word option) {
        return switch (option.text()) {
            case "via" -> readVia();
            case "dev" -> {
                var word = words.take();
                if (word != null) {
                    interfaceName = Optional.of(word.text());
                    route.context.interfaces.mention(
                            word, "WARNING - interface " + word + " for VROUTE nexthop doesn't exist");
                }
                yield word != null;
            }
            case "weight" -> readWeight();
            case "onlink" -> {
                onLink = true;
                yield true;
            }
            case "encap" -> {
                encapsulation = new EncapsulationReader(route.context).read(option, words);
                yield true;
            }
            case "realms" -> readRealms();
            default -> complain(option, "'as [to]' (nat) not supported");
        };
    }

    private boolean readVia() {
        var word = words.take();
        if (word != null && (word.is("inet") || word.is("inet6"))) {
            if (!route.agree(word.is("inet") ? AddressFamily.IPV4 : AddressFamily.IPV6)) {
                return complain(word, "IPv4/6 mismatch for nexthop");
            }
            word = words.take();
        }
        if (word == null) {
            return false;
        }
        gateway = Addresses.parse(word.text());
        if (gateway.isEmpty()) {
            return complain(word, "invalid nexthop address " + word);
        }
        return route.agree(AddressFamily.of(gateway.get())) || complain(word, "Address family mismatch for next hop");
    }

    private boolean readWeight() {
        var word = words.take();
        if (word == null) {
            return false;
        }
        var number = route.context.values.exact(word, 0, WEIGHT_MAX, "Invalid weight " + word + " specified for route");
        if (number.isPresent() && number.getAsLong() == 0) {
            return complain(word, "Invalid weight 0 specified for route");
        }
        number.ifPresent(value -> weight = OptionalInt.of((int) value));
        return number.isPresent();
    }

    private boolean readRealms() {
        var word = words.take();
        if (word == null) {
            return false;
        }
        realms = route.context.names.realms(word.text());
        if (realms.isEmpty()) {
            return complain(word, "Invalid realms " + word + " for route");
        }
        return route.agree(AddressFamily.IPV4) || complain(word, "realms are only supported for IPv4");
    }

    private boolean complain(Word word, String summary) {
        route.findings
                .warning(word.range(), summary)
                .effect("this nexthop and those after it are left out; the route is not");
        return false;
    }
}
