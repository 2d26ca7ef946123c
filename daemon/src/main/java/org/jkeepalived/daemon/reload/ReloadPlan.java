// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.Tracking;

/**
 * All that a reload is going to do: the complete difference between the configuration that runs and another one. It is
 * applied as it stands, nothing is compared again. Equal configurations give equal plans.
 *
 * @param before what runs; absent for the first configuration of the daemon
 * @param after what is to run
 * @param instances those of the new configuration in the order of the file, then those removed in the order of the old one
 * @param groups sync groups, in the same order
 * @param trackers what is tracked by name, and track groups, in the same order by kind
 * @param settings what has changed at the root level and in {@code global_defs}
 * @param objects what the kernel has while instances are master
 * @param trackings what each new instance looks at, by its name
 * @param interfaceNames every network interface that the new configuration needs
 */
public record ReloadPlan(
        Optional<Configuration> before,
        Configuration after,
        List<PlannedInstance> instances,
        List<PlannedBlock> groups,
        List<PlannedBlock> trackers,
        List<PlannedSetting> settings,
        List<PlannedObject> objects,
        Map<String, Tracking> trackings,
        Set<String> interfaceNames) {
    public ReloadPlan {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
        trackers = List.copyOf(trackers);
        settings = List.copyOf(settings);
        objects = List.copyOf(objects);
        trackings = Collections.unmodifiableMap(new LinkedHashMap<>(trackings));
        interfaceNames = Collections.unmodifiableSet(new LinkedHashSet<>(interfaceNames));
    }

    /** What leads from one configuration to another. */
    public static ReloadPlan between(Configuration before, Configuration after) {
        return new Planner(Optional.of(before), after).plan();
    }

    /** What a daemon does that begins with this configuration: everything is added. */
    public static ReloadPlan first(Configuration after) {
        return new Planner(Optional.empty(), after).plan();
    }

    /** Whether nothing at all changes. */
    public boolean isEmpty() {
        return settings.isEmpty()
                && Stream.of(
                                instances.stream().map(PlannedInstance::fate),
                                groups.stream().map(PlannedBlock::fate),
                                trackers.stream().map(PlannedBlock::fate),
                                objects.stream().map(PlannedObject::fate))
                        .flatMap(fates -> fates)
                        .allMatch(fate -> fate == Fate.KEPT);
    }

    /** How many instances there are of each fate that occurs. */
    public Map<Fate, Integer> instanceCounts() {
        var counts = new EnumMap<Fate, Integer>(Fate.class);
        instances.forEach(instance -> counts.merge(instance.fate(), 1, Integer::sum));
        return counts;
    }

    /** The plan for people: what is kept is only counted, everything else has a line for each change. */
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
