// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.Rule;
import org.jkeepalived.config.model.StaticEntries;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads what belongs to no instance: {@code static_ipaddress}, {@code static_routes}, {@code static_rules}. */
final class StaticReader {
    private final RoutingContext context;
    private final VirtualAddressReader addressReader;
    private final RouteReader routeReader;
    private final RuleReader ruleReader;
    private final String defaultInterface;
    private final List<StaticEntries.Address> addresses = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    StaticReader(RoutingContext context, String defaultInterface) {
        this.context = context;
        this.defaultInterface = defaultInterface;
        this.addressReader = new VirtualAddressReader(context);
        this.routeReader = new RouteReader(context);
        this.ruleReader = new RuleReader(context);
    }

    /** Takes a block of the root level if it is one of these. */
    void read(Statement block) {
        switch (block.keyword().name()) {
            case "track_group" -> {
                if (block.size() > 1) {
                    context.trackGroups.add(block.word(1).text());
                }
            }
            case "static_ipaddress" -> block.body().forEach(this::readAddress);
            case "static_routes" ->
                block.body().forEach(line -> routeReader.read(line, true).ifPresent(routes::add));
            case "static_rules" ->
                block.body().forEach(line -> ruleReader.read(line, true).ifPresent(rules::add));
            default -> {}
        }
    }

    StaticEntries done() {
        return new StaticEntries(addresses, routes, rules);
    }

    private void readAddress(Statement line) {
        var parsed = addressReader.readStatic(line).orElse(null);
        if (parsed == null) {
            return;
        }
        if (parsed.device().isEmpty() && !context.interfaces.exists(defaultInterface)) {
            context.findings
                    .error(
                            line.head().range(),
                            "Static address " + line.head()
                                    + " requires either an interface or default interface must exist")
                    .effect("keepalived refuses to run with this")
                    .advice("say dev INTERFACE, or default_interface in global_defs (now " + defaultInterface + ")")
                    .exitCode(Findings.EXIT_CANNOT_RUN);
            return;
        }
        var interfaceName = parsed.device().map(Word::text).orElse(defaultInterface);
        addresses.add(new StaticEntries.Address(
                parsed.builder().interfaceName(interfaceName).build(),
                parsed.trackGroup().map(Word::text)));
    }
}
