// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.Rule;
import org.jkeepalived.config.model.RuleAction;

/** Lines of {@code static_rules} and {@code virtual_rules}; numbers instead of names, options at their default left out. */
final class RuleEntries {
    private RuleEntries() {}

    static List<List<Part>> lines(List<Rule> rules) {
        return rules.stream().map(RuleEntries::line).toList();
    }

    private static List<Part> line(Rule rule) {
        var parts = new ArrayList<Part>();
        if (rule.family() == AddressFamily.IPV6
                && rule.from().isEmpty()
                && rule.to().isEmpty()) {
            // keepalived skips the word after it.
            parts.add(Part.flag("inet6"));
            parts.add(Part.flag("inet6"));
        }
        if (rule.inverted()) {
            parts.add(Part.flag("not"));
        }
        rule.from().ifPresent(prefix -> parts.add(Part.named("from", RouteEntries.text(prefix))));
        rule.to().ifPresent(prefix -> parts.add(Part.named("to", RouteEntries.text(prefix))));
        parts.add(Part.named("priority", rule.priority()));
        if (rule.tos() != 0) {
            parts.add(Part.named("tos", rule.tos()));
        }
        rule.mark()
                .ifPresent(mark -> parts.add(Part.named(
                        "fwmark",
                        mark.mask().isPresent()
                                ? mark.value() + "/" + mark.mask().getAsLong()
                                : Long.toString(mark.value()))));
        RouteEntries.add(parts, "iif", rule.inputInterface());
        RouteEntries.add(parts, "oif", rule.outputInterface());
        rule.tunnelId().ifPresent(id -> parts.add(Part.named("tunnel-id", Long.toUnsignedString(id))));
        addRange(parts, "uidrange", rule.users());
        RouteEntries.add(parts, "ipproto", rule.ipProtocol());
        addRange(parts, "sport", rule.sourcePorts());
        addRange(parts, "dport", rule.destinationPorts());
        addAction(parts, rule.action());
        RouteEntries.addRealms(parts, rule.realms());
        RouteEntries.add(parts, "suppress_prefixlength", rule.suppressPrefixLength());
        RouteEntries.add(parts, "suppress_ifgroup", rule.suppressInterfaceGroup());
        if (rule.protocol() != (rule.tracked() ? Route.OWN_PROTOCOL : 0)) {
            parts.add(Part.named("protocol", rule.protocol()));
        }
        if (!rule.tracked()) {
            parts.add(Part.flag("no_track"));
        }
        RouteEntries.add(parts, "track_group", rule.trackGroup());
        return parts;
    }

    private static void addRange(List<Part> parts, String name, Optional<Rule.Range> range) {
        range.ifPresent(value -> parts.add(Part.named(name, value.first() + "-" + value.last())));
    }

    private static void addAction(List<Part> parts, RuleAction action) {
        parts.add(
                switch (action) {
                    case RuleAction.ToTable(long table) -> Part.named("table", table);
                    case RuleAction.ToVrfTable() -> Part.flag("l3mdev");
                    case RuleAction.GoTo(long priority) -> Part.named("goto", priority);
                    case RuleAction.Simple simple -> Part.flag(simple.name().toLowerCase(Locale.ROOT));
                });
    }
}
