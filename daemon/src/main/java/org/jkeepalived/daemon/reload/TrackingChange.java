// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;

/** Whether a reload changes what an instance tracks: its own lists, those of its group, or what the lists name. */
final class TrackingChange {
    private final Map<String, Tracking> before;
    private final Map<String, Tracking> after;
    private final Map<String, Fate> fates = new HashMap<>();

    TrackingChange(Optional<Configuration> before, Map<String, Tracking> after, List<PlannedBlock> trackers) {
        this.before =
                before.<Map<String, Tracking>>map(Configuration::trackings).orElse(Map.of());
        this.after = after;
        trackers.forEach(tracker -> fates.put(key(tracker.keyword(), tracker.name()), tracker.fate()));
    }

    boolean concerns(String predecessor, String instance) {
        Tracking tracking = after.get(instance);
        return !tracking.equals(before.get(predecessor))
                || Stream.of(
                                hasChanged("vrrp_script", tracking.scripts()),
                                hasChanged("vrrp_track_process", tracking.processes()),
                                hasChanged("track_file", tracking.files()),
                                hasChanged("bfd_instance", tracking.bfdSessions()))
                        .anyMatch(changed -> changed);
    }

    private boolean hasChanged(String keyword, List<Tracked> list) {
        return list.stream().anyMatch(tracked -> fates.get(key(keyword, tracked.name())) != Fate.KEPT);
    }

    private static String key(String keyword, String name) {
        return keyword + " " + name;
    }
}
