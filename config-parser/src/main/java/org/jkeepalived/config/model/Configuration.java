// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * All that an instance watches besides its own interface: what it and its group name, and, with weight 0, the
     * interfaces that its addresses, routes and rules need, and those of static entries that name a track group of it.
     */
    public Tracking tracking(VrrpInstance instance) {
        return tracking(instance, syncGroupOf(instance));
    }

    /** {@link #tracking} of all instances by their names, in the order of the file. */
    public SequencedMap<String, Tracking> trackings() {
        var groupOfMember = new HashMap<String, SyncGroup>();
        syncGroups.forEach(group -> group.members().forEach(member -> groupOfMember.put(member, group)));
        var trackings = new LinkedHashMap<String, Tracking>();
        instances.forEach(instance -> trackings.put(
                instance.name(), tracking(instance, Optional.ofNullable(groupOfMember.get(instance.name())))));
        return trackings;
    }

    private Tracking tracking(VrrpInstance instance, Optional<SyncGroup> syncGroup) {
        var own = instance.tracking().with(needed(instance));
        return syncGroup
                .map(group -> own.with(group.tracking().without(instance)))
                .orElse(own);
    }

    private Tracking needed(VrrpInstance instance) {
        var names = new LinkedHashSet<String>();
        Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .filter(VirtualAddress::tracked)
                .forEach(address -> names.add(address.interfaceName()));
        instance.routes().stream()
                .filter(Route::tracked)
                .forEach(route -> route.interfaceName().ifPresent(names::add));
        instance.rules().stream().filter(Rule::tracked).forEach(rule -> {
            rule.inputInterface().ifPresent(names::add);
            rule.outputInterface().ifPresent(names::add);
        });

        staticEntries.addresses().stream()
                .filter(entry -> entry.address().tracked() && concerns(entry.trackGroup(), instance))
                .forEach(entry -> names.add(entry.address().interfaceName()));
        staticEntries.routes().stream()
                .filter(route -> route.tracked() && concerns(route.trackGroup(), instance))
                .forEach(route -> route.interfaceName().ifPresent(names::add));
        staticEntries.rules().stream()
                .filter(rule -> rule.tracked() && concerns(rule.trackGroup(), instance))
                .forEach(rule -> rule.inputInterface().ifPresent(names::add));

        instance.interfaceName().ifPresent(names::remove);
        return Tracking.NONE.withInterfaces(
                names.stream().map(name -> new Tracked(name, Weight.NONE)).toList());
    }

    private boolean concerns(Optional<String> groupName, VrrpInstance instance) {
        return groupName.isPresent()
                && trackGroups.stream()
                        .anyMatch(group -> group.name().equals(groupName.get())
                                && group.instances().contains(instance.name()));
    }

    /** Every network interface that something here needs, in the order of first use. */
    public SequencedSet<String> interfaceNames() {
        var names = new LinkedHashSet<String>();
        staticEntries.addresses().forEach(entry -> names.add(entry.address().interfaceName()));
        addRoutes(staticEntries.routes(), names);
        var trackings = trackings();
        for (var instance : instances) {
            instance.interfaceName().ifPresent(names::add);
            trackings.get(instance.name()).interfaces().forEach(tracked -> names.add(tracked.name()));
            instance.addresses().forEach(address -> names.add(address.interfaceName()));
            instance.excludedAddresses().forEach(address -> names.add(address.interfaceName()));
            addRoutes(instance.routes(), names);
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
