// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads a line of {@code virtual_ipaddress}: an address and options in any order. */
final class VirtualAddressReader {

    private static final int NAME_MAX = 15;

    /**
     * An address whose interface may still be the instance's.
     *
     * @param device {@code dev}; empty: not given
     * @param trackGroup {@code track_group}, static addresses only
     * @param ownMac {@code use_vmac}
     * @param builder everything else; its interface is yet to be set
     */
    record Parsed(
            InetAddress address,
            Optional<Word> device,
            Optional<Word> trackGroup,
            boolean ownMac,
            VirtualAddress.Builder builder,
            Statement statement) {}

    private final Values values;
    private final Findings findings;
    private final RoutingNames names;
    private final Interfaces interfaces;
    private final Set<String> trackGroups;

    VirtualAddressReader(RoutingContext context) {
        this.values = context.values;
        this.findings = context.findings;
        this.names = context.names;
        this.interfaces = context.interfaces;
        this.trackGroups = context.trackGroups;
    }

    /** Empty, and a finding, when the address is left out. */
    Optional<Parsed> read(Statement line) {
        return new Line(line, false).read();
    }

    /** The same for an address of {@code static_ipaddress}. */
    Optional<Parsed> readStatic(Statement line) {
        return new Line(line, true).read();
    }

    /** One line while it is read. */
    private final class Line {
        private final Statement statement;
        private final boolean isStatic;
        private final Word head;
        private final EnumSet<VirtualAddress.Flag> flags = EnumSet.noneOf(VirtualAddress.Flag.class);
        private AddressFamily family;
        private InetAddress address;
        private int prefixLength;
        private Optional<Word> device = Optional.empty();
        private int scope;
        private Word scopeWord;
        private Optional<Word> label = Optional.empty();
        private Optional<Word> broadcast = Optional.empty();
        private Optional<InetAddress> peer = Optional.empty();
        private Optional<Duration> preferredLifetime;
        private boolean tracked = true;
        private boolean ownMac;
        private Optional<Word> trackGroup = Optional.empty();

        Line(Statement statement, boolean isStatic) {
            this.statement = statement;
            this.isStatic = isStatic;
            this.head = statement.head();
        }

        Optional<Parsed> read() {
            if (!readAddress()) {
                return Optional.empty();
            }
            int at = 1;
            while (at < statement.size()) {
                var option = statement.word(at);
                if (takesValue(option)) {
                    if (at + 1 == statement.size()) {
                        leaveOut(option, "No " + option + " parameter specified for " + head);
                        return Optional.empty();
                    }
                    if (!readOption(option, statement.word(at + 1))) {
                        return Optional.empty();
                    }
                    at += 2;
                } else {
                    readFlag(option);
                    at++;
                }
            }
            return Optional.of(finish());
        }

        private boolean readAddress() {
            var parsed = parse(head);
            if (parsed.isEmpty()) {
                return false;
            }
            address = parsed.get();
            family = AddressFamily.of(address);
            prefixLength = prefixOf(head, family);
            if (family == AddressFamily.IPV6) {
                // A virtual address has moved, it is not new: detection would only delay it.
                flags.add(VirtualAddress.Flag.NODAD);
            }
            return true;
        }

        private Optional<InetAddress> parse(Word word) {
            int slash = word.text().indexOf('/');
            var parsed = Addresses.parse(slash < 0 ? word.text() : word.text().substring(0, slash));
            if (parsed.isEmpty()) {
                leaveOut(word, "VRRP parsed invalid IP " + word + ". skipping IP...");
            }
            return parsed;
        }

        private int prefixOf(Word word, AddressFamily of) {
            int slash = word.text().indexOf('/');
            if (slash < 0) {
                return of.addressBits();
            }
            return values.prefixLength(word, slash, of.addressBits());
        }

        private boolean takesValue(Word option) {
            return switch (option.text()) {
                case "track_group" -> isStatic;
                case "dev", "scope", "broadcast", "brd", "label", "peer", "preferred_lft" -> true;
                default -> false;
            };
        }

        private boolean readOption(Word option, Word value) {
            return switch (option.text()) {
                case "dev" -> readDevice(value);
                case "scope" -> readScope(value);
                case "broadcast", "brd" -> readBroadcast(value);
                case "label" -> readLabel(value);
                case "peer" -> readPeer(value);
                case "track_group" -> readTrackGroup(value);
                default -> readPreferredLifetime(value);
            };
        }

        private boolean readDevice(Word value) {
            if (device.isPresent()) {
                leaveOut(value, "Cannot specify ipaddress device more than once for " + head);
                return false;
            }
            device = Optional.of(value);
            interfaces.mention(value, "WARNING - interface " + value + " for ip address " + head + " doesn't exist");
            return true;
        }

        private boolean readScope(Word value) {
            var number = names.scope(value.text());
            if (number.isEmpty()) {
                findings.warning(value.range(), "Invalid scope '" + value + "' specified for " + head + " - ignoring")
                        .advice("global, site, link, host, nowhere, a number, or a name of /etc/iproute2/rt_scopes");
            } else {
                scope = number.getAsInt();
                scopeWord = value;
            }
            return true;
        }

        private boolean readBroadcast(Word value) {
            if (family == AddressFamily.IPV6) {
                leaveOut(value, "VRRP is trying to assign a broadcast " + value + " to the IPv6 address " + head);
                return false;
            }
            if (!value.is("+")
                    && !value.is("-")
                    && Addresses.parse4(value.text()).isEmpty()) {
                leaveOut(value, "VRRP is trying to assign invalid broadcast " + value + ". skipping VIP...");
                return false;
            }
            broadcast = Optional.of(value);
            return true;
        }

        private boolean readLabel(Word value) {
            if (value.text().length() > NAME_MAX) {
                leaveOut(
                        value,
                        "Address label " + value + " is longer than maximum length " + NAME_MAX
                                + " - removing address");
                return false;
            }
            label = Optional.of(value);
            return true;
        }

        private boolean readPeer(Word value) {
            if (peer.isPresent()) {
                findings.warning(value.range(), "Peer " + value + " - another peer has already been specified")
                        .effect("ignored");
                return true;
            }
            var parsed = Addresses.parse(value.text());
            if (parsed.isEmpty()) {
                findings.warning(value.range(), "Invalid peer address " + value).effect("ignored");
            } else if (AddressFamily.of(parsed.get()) != family) {
                findings.warning(value.range(), "Peer address " + value + " does not match address family")
                        .effect("ignored");
            } else {
                if (prefixLength != family.addressBits()) {
                    findings.warning(
                                    head.range(),
                                    "Cannot specify address prefix when specifying peer address - ignoring")
                            .effect("the prefix length is that of one address")
                            .related(value.range(), "the peer");
                }
                peer = parsed;
                prefixLength = family.addressBits();
            }
            return true;
        }

        private boolean readPreferredLifetime(Word value) {
            if (value.is("forever")) {
                preferredLifetime = Optional.empty();
            } else {
                values.lenient(value, 0, Values.UNSIGNED_MAX, "preferred_lft " + value + " is invalid")
                        .ifPresent(seconds -> preferredLifetime = seconds == Values.UNSIGNED_MAX
                                ? Optional.empty()
                                : Optional.of(Duration.ofSeconds(seconds)));
            }
            return true;
        }

        private boolean readTrackGroup(Word name) {
            if (trackGroup.isPresent()) {
                findings.warning(name.range(), "track_group " + name + " is a duplicate")
                        .effect("ignored");
            } else if (trackGroups.contains(name.text())) {
                trackGroup = Optional.of(name);
            } else {
                findings.warning(name.range(), "track_group " + name + " not found")
                        .effect("the address belongs to no group")
                        .advice("the group has to stand above its use");
            }
            return true;
        }

        private void readFlag(Word option) {
            if (isStatic && option.is("use_vmac")) {
                complainUnknown(option);
                return;
            }
            switch (option.text()) {
                case "home" -> flags.add(VirtualAddress.Flag.HOME);
                case "-nodad" -> flags.remove(VirtualAddress.Flag.NODAD);
                case "mngtmpaddr" -> flags.add(VirtualAddress.Flag.MNGTMPADDR);
                case "noprefixroute" -> flags.add(VirtualAddress.Flag.NOPREFIXROUTE);
                case "autojoin" -> flags.add(VirtualAddress.Flag.AUTOJOIN);
                case "no_track" -> tracked = false;
                case "use_vmac" -> ownMac = true;
                default -> complainUnknown(option);
            }
        }

        private void complainUnknown(Word option) {
            findings.warning(option.range(), "Unknown configuration entry '" + option + "' for ip address - ignoring")
                    .advice(statement.keyword().argument());
        }

        private Parsed finish() {
            var finished = VirtualAddress.of(address, prefixLength, "")
                    .prefixLength(prefixLength)
                    .peer(peer)
                    .flags(flags)
                    .tracked(tracked);
            if (family == AddressFamily.IPV6) {
                if (scope != 0) {
                    findings.warning(
                            scopeWord.range(),
                            "Cannot specify scope for IPv6 addresses (" + head + ") - ignoring scope");
                }
                label.ifPresent(word -> findings.warning(
                        word.range(), "Cannot specify label for IPv6 addresses (" + head + ") - ignoring label"));
                if (preferredLifetime == null) {
                    preferredLifetime =
                            prefixLength == family.addressBits() ? Optional.of(Duration.ZERO) : Optional.empty();
                }
                finished.preferredLifetime(preferredLifetime);
            } else {
                finished.scope(scope).label(label.map(Word::text)).broadcast(broadcastAddress());
            }
            return new Parsed(address, device, trackGroup, ownMac, finished, statement);
        }

        private Optional<Inet4Address> broadcastAddress() {
            if (broadcast.isEmpty()) {
                return Optional.empty();
            }
            var word = broadcast.get();
            if (peer.isPresent()) {
                findings.warning(
                        word.range(), "Cannot specify broadcast and peer addresses - ignoring broadcast address");
                return Optional.empty();
            }
            if (!word.is("+") && !word.is("-")) {
                return Addresses.parse4(word.text());
            }
            if (prefixLength > 30) {
                findings.warning(word.range(), "Address prefix length " + prefixLength + " too long for broadcast")
                        .effect("no broadcast address is set");
                return Optional.empty();
            }
            var bytes = address.getAddress();
            for (int bit = prefixLength; bit < 32; bit++) {
                int mask = 0x80 >> (bit % 8);
                bytes[bit / 8] = (byte) (word.is("+") ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
            }
            return Optional.of((Inet4Address) Addresses.address(bytes));
        }

        private void leaveOut(Word word, String summary) {
            findings.warning(word.range(), summary).effect("the address is left out");
        }
    }
}
