// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.InterfaceFacts;

/** The same questions to the loader. */
final class Ours {
    private Ours() {}

    static Answer ask(Path file, Collection<String> interfaces) {
        var loaded = load(file, interfaces);
        // keepalived names the file as it was given to it: without its directory.
        var directory = "(" + file.getParent() + "/";
        return Answer.of(loaded.exitCode(), loaded.diagnostics().plain().replace(directory, "("));
    }

    static Loaded load(Path file, Collection<String> interfaces) {
        return ConfigurationLoader.load(file, machine(Set.copyOf(interfaces)));
    }

    private static Environment machine(Set<String> interfaces) {
        return new Environment() {
            @Override
            public Optional<InterfaceFacts> networkInterface(String name) {
                if (name.equals("lo")) {
                    return Optional.of(InterfaceFacts.LOOPBACK);
                }
                return interfaces.contains(name) ? Optional.of(InterfaceFacts.ETHERNET) : Optional.empty();
            }

            @Override
            public String hostName() {
                return "node.example";
            }

            @Override
            public Optional<String> variable(String name) {
                return name.equals("COLOUR") ? Optional.of("blue") : Environment.super.variable(name);
            }
        };
    }
}
