// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * A whole configuration that can run.
 *
 * @param instances in the order of the file, names unique
 */
public record Configuration(GlobalDefinitions global, List<VrrpInstance> instances) {
    public Configuration {
        instances = List.copyOf(instances);
    }

    public Optional<VrrpInstance> instance(String name) {
        return instances.stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst();
    }

    /** Every network interface that something here needs, in the order of first use. */
    public SequencedSet<String> interfaceNames() {
        var names = new LinkedHashSet<String>();
        for (var instance : instances) {
            instance.interfaceName().ifPresent(names::add);
            instance.addresses().forEach(address -> names.add(address.interfaceName()));
            instance.excludedAddresses().forEach(address -> names.add(address.interfaceName()));
        }
        return names;
    }
}
