// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.tree.Statement;

/** The routes and rules of an instance. */
final class RoutingListReader implements InstanceTheme {
    private final RouteReader routeReader;
    private final RuleReader ruleReader;

    RoutingListReader(RoutingContext context) {
        this.routeReader = new RouteReader(context);
        this.ruleReader = new RuleReader(context);
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "virtual_routes" ->
                statement.body().forEach(line -> routeReader.read(line, false).ifPresent(draft.routes::add));
            case "virtual_rules" ->
                statement.body().forEach(line -> ruleReader.read(line, false).ifPresent(draft.rules::add));
            default -> {
                return false;
            }
        }
        return true;
    }
}
