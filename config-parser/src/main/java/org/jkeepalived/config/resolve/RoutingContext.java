// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.HashSet;
import java.util.Set;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.environment.SourceLoader;
import org.jkeepalived.config.model.AddressFamily;

/** What the readers of addresses, routes and rules share for the length of a file. */
final class RoutingContext {
    /** keepalived gives rules without a priority of their own the numbers from here downwards. */
    private static final int FIRST_RULE_PRIORITY = 16_384;

    final Values values;
    final Findings findings;
    final SourceLoader sources;
    final Host host;
    final RoutingNames names;
    final Interfaces interfaces;

    /** Those that stand further up in the file: keepalived knows no others yet. */
    final Set<String> trackGroups = new HashSet<>();

    private int nextRulePriority4 = FIRST_RULE_PRIORITY;
    private int nextRulePriority6 = FIRST_RULE_PRIORITY;

    RoutingContext(Values values, Environment environment, RoutingNames names, Interfaces interfaces) {
        this.sources = environment.sources();
        this.host = environment.host();
        this.values = values;
        this.findings = values.findings();
        this.names = names;
        this.interfaces = interfaces;
    }

    int nextRulePriority(AddressFamily family) {
        return family == AddressFamily.IPV4 ? nextRulePriority4-- : nextRulePriority6--;
    }
}
