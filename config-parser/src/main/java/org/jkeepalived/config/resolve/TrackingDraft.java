// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.config.tree.Statement;

/** The {@code track_...} lists of an instance or group while they are read. */
final class TrackingDraft {

    /** A line that counts, and the weight that it has. */
    private record Entry(Statement line, Weight weight) {}

    private final Map<TrackerKind, Map<String, Entry>> lists = new EnumMap<>(TrackerKind.class);

    /** The line that has the name already, or null. */
    Statement lineOf(TrackerKind kind, String name) {
        var entry = lists.getOrDefault(kind, Map.of()).get(name);
        return entry == null ? null : entry.line;
    }

    void add(TrackerKind kind, Statement line, Weight weight) {
        lists.computeIfAbsent(kind, _ -> new LinkedHashMap<>()).put(line.head().text(), new Entry(line, weight));
    }

    Tracking done() {
        return lists.isEmpty()
                ? Tracking.NONE
                : new Tracking(
                        list(TrackerKind.INTERFACE),
                        list(TrackerKind.SCRIPT),
                        list(TrackerKind.FILE),
                        list(TrackerKind.PROCESS),
                        list(TrackerKind.BFD));
    }

    private List<Tracked> list(TrackerKind kind) {
        return lists.getOrDefault(kind, Map.of()).entrySet().stream()
                .map(entry -> new Tracked(entry.getKey(), entry.getValue().weight()))
                .toList();
    }
}
