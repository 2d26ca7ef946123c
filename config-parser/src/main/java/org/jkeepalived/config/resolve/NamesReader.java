// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Names of the machine and its interfaces. */
final class NamesReader implements GlobalTheme {
    private final Findings findings;
    private final Globals globals;

    NamesReader(Findings findings, Globals globals) {
        this.findings = findings;
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "router_id" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "routerid name missing - ignoring");
                } else {
                    globals.routerId = statement.word(1).text();
                }
            }
            case "default_interface" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "default_interface requires interface name");
                } else {
                    globals.defaultInterface = statement.word(1).text();
                }
            }
            case "dynamic_interfaces" -> {
                globals.dynamicInterfaces = true;
                if (statement.size() > 1 && !statement.word(1).is("allow_if_changes")) {
                    findings.warning(
                            statement.word(1).range(), "Unknown dynamic_interfaces option '" + statement.word(1) + "'");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
