// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A whole configuration that can run.
 *
 * @param staticEntries addresses, routes and rules of no instance
 * @param interfaceSettings what is said of interfaces, whoever uses them
 * @param instances in the order of the file, names unique
 * @param syncGroups in the order of the file; every member is in {@code instances}
 * @param trackGroups in the order of the file, likewise
 */
public record Configuration(
        GlobalDefinitions global,
        Trackers trackers,
        StaticEntries staticEntries,
        InterfaceSettings interfaceSettings,
        List<VrrpInstance> instances,
        List<SyncGroup> syncGroups,
        List<TrackGroup> trackGroups) {
    public Configuration {
        instances = List.copyOf(instances);
        syncGroups = List.copyOf(syncGroups);
        trackGroups = List.copyOf(trackGroups);
    }

    public Optional<VrrpInstance> instance(String name) {
        return instances.stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst();
    }

    /** The group that an instance is in. */
    public Optional<SyncGroup> syncGroupOf(VrrpInstance instance) {
        return syncGroups.stream()
                .filter(group -> group.members().contains(instance.name()))
                .findFirst();
    }

    /** All that an instance watches besides its own interface, what it has from its group included. */
    public Tracking tracking(VrrpInstance instance) {
        return syncGroupOf(instance)
                .map(group -> instance.tracking().with(group.tracking().without(instance)))
                .orElse(instance.tracking());
    }

    /** Every network interface that something here needs, in the order of first use. */
    public SequencedSet<String> interfaceNames() {
        var names = new LinkedHashSet<String>();
        staticEntries.addresses().forEach(entry -> names.add(entry.address().interfaceName()));
        addRoutes(staticEntries.routes(), names);
        for (var instance : instances) {
            instance.interfaceName().ifPresent(names::add);
            instance.tracking().interfaces().forEach(tracked -> names.add(tracked.name()));
            instance.addresses().forEach(address -> names.add(address.interfaceName()));
            instance.excludedAddresses().forEach(address -> names.add(address.interfaceName()));
            addRoutes(instance.routes(), names);
        }
        for (var group : syncGroups) {
            group.tracking().interfaces().forEach(tracked -> names.add(tracked.name()));
        }
        return names;
    }

    private static void addRoutes(List<Route> routes, Set<String> names) {
        for (var route : routes) {
            route.interfaceName().ifPresent(names::add);
            route.nextHops().forEach(hop -> hop.interfaceName().ifPresent(names::add));
        }
    }
}
