// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.TrackGroup;
import org.jkeepalived.config.model.Tracker;
import org.jkeepalived.config.model.Trackers;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.write.Change;
import org.jkeepalived.config.write.Changes;

/** Works out the plan of one reload. */
final class Planner {
    /** What counts at the daemon's start only; what comes with no word in the file is not here. */
    private static final Set<String> AT_START = Set.of(
            "net_namespace",
            "instance",
            "use_pid_dir",
            "vrrp_startup_delay",
            "vrrp_delay_after_boot",
            "startup_script",
            "startup_script_timeout",
            "vrrp_priority",
            "vrrp_rt_priority",
            "vrrp_no_swap",
            "vrrp_cpu_affinity",
            "vrrp_rlimit_rttime",
            "vrrp_netlink_cmd_rcv_bufs",
            "vrrp_netlink_cmd_rcv_bufs_force",
            "vrrp_netlink_monitor_rcv_bufs",
            "vrrp_netlink_monitor_rcv_bufs_force",
            "process_monitor_rcv_bufs",
            "process_monitor_rcv_bufs_force",
            "process_name",
            "vrrp_process_name",
            "bfd_process_name",
            "umask",
            "random_seed");

    private final Optional<Configuration> before;
    private final Configuration after;

    Planner(Optional<Configuration> before, Configuration after) {
        this.before = before;
        this.after = after;
    }

    ReloadPlan plan() {
        List<PlannedBlock> trackers = trackers();
        Map<String, Tracking> trackings = after.trackings();
        List<PlannedInstance> instances = instances(new TrackingChange(before, trackings, trackers));
        return new ReloadPlan(
                before,
                after,
                instances,
                groups(),
                trackers,
                settings(),
                KernelObjects.plan(before, after, instances),
                trackings,
                after.interfaceNames());
    }

    private List<PlannedInstance> instances(TrackingChange trackingChange) {
        Map<String, VrrpInstance> predecessors =
                before.map(running -> Succession.predecessors(running, after)).orElse(Map.of());
        var remaining = new LinkedHashMap<String, VrrpInstance>();
        before.ifPresent(running -> running.instances().forEach(instance -> remaining.put(instance.name(), instance)));
        var planned = new ArrayList<PlannedInstance>();
        for (VrrpInstance instance : after.instances()) {
            VrrpInstance predecessor = predecessors.get(instance.name());
            if (predecessor == null) {
                planned.add(new PlannedInstance(
                        Fate.ADDED, Optional.empty(), Optional.of(instance), List.of(), List.of(), true));
            } else {
                remaining.remove(predecessor.name());
                planned.add(successor(predecessor, instance, trackingChange));
            }
        }
        remaining
                .values()
                .forEach(gone -> planned.add(new PlannedInstance(
                        Fate.REMOVED, Optional.of(gone), Optional.empty(), List.of(), List.of(), false)));
        return planned;
    }

    private PlannedInstance successor(VrrpInstance predecessor, VrrpInstance instance, TrackingChange tracking) {
        List<String> reasons = Succession.obstacles(predecessor, instance);
        Fate fate;
        if (!reasons.isEmpty()) {
            fate = Fate.RESTARTED;
        } else if (!predecessor.name().equals(instance.name())) {
            fate = Fate.RENAMED;
        } else {
            fate = predecessor.equals(instance) ? Fate.KEPT : Fate.ADAPTED;
        }
        return new PlannedInstance(
                fate,
                Optional.of(predecessor),
                Optional.of(instance),
                Changes.between(predecessor, instance, after.global()),
                reasons,
                fate == Fate.RESTARTED || tracking.concerns(predecessor.name(), instance.name()));
    }

    private List<PlannedBlock> groups() {
        return blocks(
                "vrrp_sync_group",
                before.map(Configuration::syncGroups).orElse(List.of()),
                after.syncGroups(),
                SyncGroup::name,
                Changes::between);
    }

    private List<PlannedBlock> trackers() {
        var planned = new ArrayList<PlannedBlock>();
        addTrackers("vrrp_script", Trackers::scripts, planned);
        addTrackers("vrrp_track_process", Trackers::processes, planned);
        addTrackers("track_file", Trackers::files, planned);
        addTrackers("bfd_instance", Trackers::bfdInstances, planned);
        planned.addAll(blocks(
                "track_group",
                before.map(Configuration::trackGroups).orElse(List.of()),
                after.trackGroups(),
                TrackGroup::name,
                Changes::between));
        return planned;
    }

    private <T extends Tracker> void addTrackers(
            String keyword, Function<Trackers, List<T>> kind, List<PlannedBlock> planned) {
        planned.addAll(blocks(
                keyword,
                before.map(running -> kind.apply(running.trackers())).orElse(List.of()),
                kind.apply(after.trackers()),
                Tracker::name,
                Changes::between));
    }

    private static <T> List<PlannedBlock> blocks(
            String keyword,
            List<T> before,
            List<T> after,
            Function<? super T, String> name,
            BiFunction<? super T, ? super T, List<Change>> changes) {
        var remaining = new LinkedHashMap<String, T>();
        before.forEach(block -> remaining.put(name.apply(block), block));
        var planned = new ArrayList<PlannedBlock>();
        for (T block : after) {
            T old = remaining.remove(name.apply(block));
            Fate fate = old == null ? Fate.ADDED : old.equals(block) ? Fate.KEPT : Fate.ADAPTED;
            planned.add(new PlannedBlock(
                    keyword, name.apply(block), fate, old == null ? List.of() : changes.apply(old, block)));
        }
        remaining.keySet().forEach(gone -> planned.add(new PlannedBlock(keyword, gone, Fate.REMOVED, List.of())));
        return planned;
    }

    private List<PlannedSetting> settings() {
        return before.map(running -> Changes.betweenGlobals(running, after)).orElse(List.of()).stream()
                .map(change -> new PlannedSetting(change, !AT_START.contains(change.keyword())))
                .toList();
    }
}
