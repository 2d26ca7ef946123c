// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.IpPrefix;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** A line that describes a route or a rule, while it is read: what both have in common. */
abstract class RoutingLine {
    final RoutingContext context;
    final Findings findings;
    final Statement statement;
    final OptionWords words;

    /** What is left out when something is wrong: "route" or "rule". */
    private final String kind;

    private final boolean isStatic;

    AddressFamily family;
    boolean tracked = true;
    Optional<Word> trackGroup = Optional.empty();

    /**
     * An address prefix as written; {@code default}, {@code any} and {@code all} are every address of the family that
     * the rest of the line decides.
     */
    record WrittenPrefix(Optional<IpPrefix> prefix) {
        IpPrefix of(AddressFamily family) {
            return prefix.orElseGet(() -> IpPrefix.all(family));
        }
    }

    RoutingLine(RoutingContext context, Statement statement, String kind, boolean isStatic) {
        this.context = context;
        this.findings = context.findings;
        this.statement = statement;
        this.words = new OptionWords(context.values, statement);
        this.kind = kind;
        this.isStatic = isStatic;
    }

    /** Complains of something that costs the whole line; false, for the caller to pass on. */
    boolean leaveOut(Word word, String summary) {
        return leaveOut(word, summary, "");
    }

    boolean leaveOut(Word word, String summary, String advice) {
        findings.warning(word.range(), summary)
                .effect("the " + kind + " is left out")
                .advice(advice);
        return false;
    }

    AddressFamily familyOrIpv4() {
        return family == null ? AddressFamily.IPV4 : family;
    }

    /** {@code inet} or {@code inet6}; keepalived, up to 2.4.3, skips the word after it. */
    boolean readFamily(Word option) {
        var named = option.is("inet6") ? AddressFamily.IPV6 : AddressFamily.IPV4;
        if (!agree(named)) {
            return leaveOut(
                    option, option + " specified for " + (named == AddressFamily.IPV6 ? "IPv4 " : "IPv6 ") + kind);
        }
        if (words.hasMore()) {
            findings.note(words.peek().range(), "'" + words.peek() + "' is skipped, because it follows " + option)
                    .effect("keepalived does so too")
                    .advice("write 0.0.0.0/0 or ::/0 for every address, and leave " + option + " out");
        }
        words.skip();
        return true;
    }

    /** The first address decides the family; whether this one fits. */
    boolean agree(AddressFamily other) {
        if (family == null) {
            family = other;
        }
        return family == other;
    }

    /** A prefix or a word for every address; null and a complaint when it is none. */
    WrittenPrefix readPrefix(Word word, String complaint) {
        switch (word.text()) {
            case "default", "any", "all" -> {
                return new WrittenPrefix(Optional.empty());
            }
            case "default6" -> {
                findings.note(word.range(), "'default6' is deprecated - please replace with 'inet6 default'")
                        .advice("::/0 does as well");
                return new WrittenPrefix(Optional.of(IpPrefix.all(AddressFamily.IPV6)));
            }
            default -> {}
        }
        int slash = word.text().indexOf('/');
        var address = Addresses.parse(slash < 0 ? word.text() : word.text().substring(0, slash));
        if (address.isEmpty()) {
            leaveOut(word, complaint, "an address, a prefix such as 10.0.0.0/8, or default");
            return null;
        }
        int bits = AddressFamily.of(address.get()).addressBits();
        int length = slash < 0 ? bits : context.values.prefixLength(word, slash, bits);
        return new WrittenPrefix(Optional.of(new IpPrefix(address.get(), length)));
    }

    /** An address without a prefix; null and a complaint when it is none. */
    InetAddress readAddress(Word word, String complaint) {
        var address = Addresses.parse(word.text());
        if (address.isEmpty()) {
            leaveOut(word, complaint);
            return null;
        }
        return address.get();
    }

    boolean readNumber(Word word, long max, String complaint, LongConsumer into) {
        var number = context.values.exact(word, 0, max, complaint);
        number.ifPresent(into);
        return number.isPresent();
    }

    /** {@code no_track}, and {@code track_group} where that is an option; empty: neither of them. */
    Optional<Boolean> readTracking(Word option) {
        if (option.is("no_track")) {
            tracked = false;
            return Optional.of(true);
        }
        return isStatic && option.is("track_group") ? Optional.of(readTrackGroup()) : Optional.empty();
    }

    /** What becomes of the line is not the same for routes and rules. */
    abstract boolean duplicateTrackGroup(Word name);

    private boolean readTrackGroup() {
        var name = words.take();
        if (name == null) {
            return false;
        }
        if (trackGroup.isPresent()) {
            return duplicateTrackGroup(name);
        }
        if (context.trackGroups.contains(name.text())) {
            trackGroup = Optional.of(name);
        } else {
            findings.warning(name.range(), "track_group " + name + " not found")
                    .effect("the " + kind + " belongs to no group")
                    .advice("the group has to stand above its use");
        }
        return true;
    }
}
