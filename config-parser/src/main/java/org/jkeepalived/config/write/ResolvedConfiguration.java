// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.List;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.StaticEntries;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.TrackGroup;

/** A configuration as entries: what the model holds, every default included, and nothing else. */
public final class ResolvedConfiguration {
    private ResolvedConfiguration() {}

    /** The entries of the root level, in an order in which everything is defined before it is used. */
    public static List<Entry> of(Configuration configuration) {
        var root = new Entries();
        boolean noRefreshMessage = configuration.instances().stream()
                .anyMatch(instance -> instance.garp().masterRefreshRepeat() == 0);
        GlobalEntries.addAll(configuration.global(), noRefreshMessage, root);
        TrackerEntries.addAll(configuration.trackers(), root);
        LinkEntries.addSettings(configuration.interfaceSettings(), root);
        for (var instance : configuration.instances()) {
            root.block("vrrp_instance", instance.name(), InstanceEntries.of(instance, configuration.global()));
        }
        for (var group : configuration.syncGroups()) {
            root.block("vrrp_sync_group", group.name(), syncGroup(group));
        }
        for (var group : configuration.trackGroups()) {
            root.block("track_group", group.name(), trackGroup(group));
        }
        addStatic(configuration.staticEntries(), root);
        return root.all();
    }

    /** What is said of no instance, group or tracker. */
    static Entries globals(Configuration configuration) {
        var root = new Entries();
        GlobalEntries.addAll(configuration.global(), false, root);
        LinkEntries.addSettings(configuration.interfaceSettings(), root);
        addStatic(configuration.staticEntries(), root);
        return root;
    }

    private static void addStatic(StaticEntries statics, Entries root) {
        root.lines("static_ipaddress", AddressEntries.staticLines(statics.addresses()));
        root.lines("static_routes", RouteEntries.lines(statics.routes()));
        root.lines("static_rules", RuleEntries.lines(statics.rules()));
    }

    static Entries trackGroup(TrackGroup group) {
        var entries = new Entries();
        entries.names("group", group.instances());
        return entries;
    }

    static Entries syncGroup(SyncGroup group) {
        var entries = new Entries();
        entries.names("group", group.members());
        TrackerEntries.addLists(group.tracking(), entries);
        entries.flag("sync_group_tracking_weight", group.trackingWeights());
        NotifyEntries.addAll(group.notifyScripts(), entries);
        entries.bool("smtp_alert", group.smtpAlert());
        return entries;
    }
}
