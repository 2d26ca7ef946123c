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
 * @param syncGroups in the order of the file; every member is in {@code instances}
 * @param trackGroups in the order of the file, likewise
 */
public record Configuration(
        GlobalDefinitions global,
        Trackers trackers,
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
        for (var instance : instances) {
            instance.interfaceName().ifPresent(names::add);
            instance.tracking().interfaces().forEach(tracked -> names.add(tracked.name()));
            instance.addresses().forEach(address -> names.add(address.interfaceName()));
            instance.excludedAddresses().forEach(address -> names.add(address.interfaceName()));
        }
        for (var group : syncGroups) {
            group.tracking().interfaces().forEach(tracked -> names.add(tracked.name()));
        }
        return names;
    }
}
