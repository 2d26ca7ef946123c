// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Encapsulation;
import org.jkeepalived.config.text.Word;

/**
 * Reads what follows {@code encap}. As in keepalived a mistake in it does not spoil the route: what was understood is
 * kept, and the route's own options go on at the word that was not.
 */
final class EncapsulationReader {
    private final Findings findings;
    private final Values values;
    private final RoutingNames names;

    EncapsulationReader(RoutingContext context) {
        this.findings = context.findings;
        this.values = context.values;
        this.names = context.names;
    }

    /** Reads the type and its options; empty for a type that does not exist. */
    Optional<Encapsulation> read(Word encap, OptionWords words) {
        if (!words.hasMore()) {
            complain(encap, "Missing encap type").advice("ip, ip6, mpls or ila");
            return Optional.empty();
        }
        var type = words.take();
        return switch (type.text()) {
            case "ip" -> Optional.of(new Tunnel(AddressFamily.IPV4, words).read(type));
            case "ip6" -> Optional.of(new Tunnel(AddressFamily.IPV6, words).read(type));
            case "mpls" -> Optional.of(readLabels(type, words));
            case "ila" -> Optional.of(readLocator(type, words));
            default -> {
                complain(type, "Unknown encap type - " + type)
                        .effect("there is no encapsulation, and the next word is skipped")
                        .advice("ip, ip6, mpls or ila");
                words.skip();
                yield Optional.empty();
            }
        };
    }

    private Encapsulation readLabels(Word type, OptionWords words) {
        if (!words.hasMore()) {
            complain(type, "missing address for MPLS encapsulation");
            return new Encapsulation.Mpls(List.of());
        }
        var word = words.take();
        var labels = RoutingNumbers.labels(word.text());
        if (labels.isEmpty()) {
            complain(word, "invalid mpls address " + word + " for encapsulation")
                    .advice("one or two labels, such as 100 or 100/200");
        }
        return new Encapsulation.Mpls(labels.orElse(List.of()));
    }

    private Encapsulation readLocator(Word type, OptionWords words) {
        if (!words.hasMore()) {
            complain(type, "missing locator for ILA encapsulation");
            return new Encapsulation.Ila(0);
        }
        var word = words.take();
        var locator = RoutingNumbers.locator(word.text());
        if (locator.isEmpty()) {
            complain(word, "invalid locator " + word + " for ila encapsulation")
                    .advice("four groups of hexadecimal digits, such as 2001:db8:0:1");
        }
        return new Encapsulation.Ila(locator.orElse(0));
    }

    private Findings.Draft complain(Word word, String text) {
        return findings.warning(word.range(), text);
    }

    /** The options of an IP tunnel of either family. */
    private final class Tunnel {
        private final AddressFamily family;
        private final String name;
        private final OptionWords words;
        private OptionalLong id = OptionalLong.empty();
        private Optional<InetAddress> destination = Optional.empty();
        private Optional<InetAddress> source = Optional.empty();
        private OptionalInt trafficClass = OptionalInt.empty();
        private OptionalInt hopLimit = OptionalInt.empty();
        private OptionalInt flags = OptionalInt.empty();

        Tunnel(AddressFamily family, OptionWords words) {
            this.family = family;
            this.name = family == AddressFamily.IPV4 ? "ip" : "ip6";
            this.words = words;
        }

        Encapsulation read(Word type) {
            boolean sound = true;
            while (sound && words.hasMore(2) && isOption(words.peek())) {
                sound = readOption();
            }
            if (sound && destination.isEmpty() && id.isEmpty()) {
                complain(type, "address or id missing for " + name + " encapsulation");
                sound = false;
            }
            if (!sound) {
                destination = Optional.empty();
                source = Optional.empty();
            }
            return family == AddressFamily.IPV4
                    ? new Encapsulation.Ip(
                            id,
                            destination.map(Inet4Address.class::cast),
                            source.map(Inet4Address.class::cast),
                            trafficClass,
                            hopLimit,
                            flags)
                    : new Encapsulation.Ip6(
                            id,
                            destination.map(Inet6Address.class::cast),
                            source.map(Inet6Address.class::cast),
                            trafficClass,
                            hopLimit,
                            flags);
        }

        private boolean isOption(Word word) {
            return switch (word.text()) {
                case "id", "dst", "src", "flags" -> true;
                case "tos", "ttl" -> family == AddressFamily.IPV4;
                case "tc", "hoplimit" -> family == AddressFamily.IPV6;
                default -> false;
            };
        }

        /** Takes an option and its value; if the value is bad, the route's own options begin at this option again. */
        private boolean readOption() {
            int start = words.position();
            var option = words.take();
            var value = words.take();
            boolean sound = switch (option.text()) {
                case "id" -> readId(value);
                case "dst" -> {
                    destination = address(option, value);
                    yield destination.isPresent();
                }
                case "src" -> {
                    source = address(option, value);
                    yield source.isPresent();
                }
                case "tos", "tc" -> readTrafficClass(value);
                case "ttl", "hoplimit" -> number(option, value, 255, v -> hopLimit = OptionalInt.of(v));
                default -> number(option, value, 0xffff, v -> flags = OptionalInt.of(v));
            };
            if (!sound) {
                words.backTo(start);
            }
            return sound;
        }

        private boolean readId(Word value) {
            id = RoutingNumbers.unsigned64(value.text());
            if (id.isEmpty()) {
                complain(value, "encap id " + value + " value is invalid");
            }
            return id.isPresent();
        }

        private Optional<InetAddress> address(Word option, Word value) {
            var address = Addresses.parse(value.text());
            if (address.isEmpty()) {
                complain(value, "Invalid encap " + name + " " + option + " " + value);
            } else if (AddressFamily.of(address.get()) != family) {
                complain(
                        value,
                        (family == AddressFamily.IPV4 ? "IPv6" : "IPv4") + " address " + value + " not valid for "
                                + name + " encapsulation");
                return Optional.empty();
            }
            return address;
        }

        private boolean readTrafficClass(Word value) {
            trafficClass = names.dsfield(value.text());
            if (trafficClass.isEmpty()) {
                complain(
                        value,
                        family == AddressFamily.IPV4
                                ? "dsfield " + value + " not valid for ip encapsulation"
                                : "tc value " + value + " is invalid for ip6 encapsulation");
            }
            return trafficClass.isPresent();
        }

        private boolean number(Word option, Word value, int max, IntConsumer into) {
            var number =
                    values.exact(value, 0, max, option + " " + value + " is not valid for " + name + " encapsulation");
            number.ifPresent(v -> into.accept((int) v));
            return number.isPresent();
        }
    }
}
