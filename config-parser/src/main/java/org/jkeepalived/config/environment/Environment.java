// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

import java.util.Optional;
import java.util.Set;

/** What reading a configuration has to ask of the machine; answered by the caller. */
public interface Environment {

    /** The interface of that name, if it exists now. */
    Optional<InterfaceFacts> networkInterface(String name);

    /** The host's name, the default {@code router_id}. */
    String hostName();

    /** What {@code @id} lines are compared with: option {@code -i}, otherwise the host's name up to its first dot. */
    default String configId() {
        int dot = hostName().indexOf('.');
        return dot < 0 ? hostName() : hostName().substring(0, dot);
    }

    /** The value of an environment variable, for <code>${_ENV NAME}</code>. */
    default Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    /** Where files come from. */
    default SourceLoader sources() {
        return SourceLoader.files();
    }

    /** Files and users, for what is said of scripts. */
    default Host host() {
        return Host.local();
    }

    /** A machine with these interfaces, for dry runs and tests. */
    static Environment of(String hostName, Set<String> interfaceNames) {
        var known = Set.copyOf(interfaceNames);
        return new Environment() {
            @Override
            public Optional<InterfaceFacts> networkInterface(String name) {
                return known.contains(name) ? Optional.of(InterfaceFacts.ETHERNET) : Optional.empty();
            }

            @Override
            public String hostName() {
                return hostName;
            }
        };
    }
}
