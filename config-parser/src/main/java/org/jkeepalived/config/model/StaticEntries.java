// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;
import java.util.Optional;

/**
 * What the kernel shall have as long as the daemon runs, whoever is master: {@code static_ipaddress},
 * {@code static_routes} and {@code static_rules}, in the order of the file.
 */
public record StaticEntries(List<Address> addresses, List<Route> routes, List<Rule> rules) {

    public static final StaticEntries NONE = new StaticEntries(List.of(), List.of(), List.of());

    /**
     * A static address.
     *
     * @param trackGroup {@code track_group}: the instances that it concerns
     */
    public record Address(VirtualAddress address, Optional<String> trackGroup) {}

    public StaticEntries {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }
}
