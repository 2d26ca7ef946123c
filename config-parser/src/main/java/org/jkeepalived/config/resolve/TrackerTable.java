// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.BfdInstance;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.model.Tracker;
import org.jkeepalived.config.model.Trackers;
import org.jkeepalived.config.tree.Statement;

/**
 * The trackers read so far. keepalived knows of those above the place that it reads, so the order of blocks in the file
 * matters; the table also knows which ones come further down, to say so.
 */
final class TrackerTable {
    private final Findings findings;
    private final Map<TrackerKind, Map<String, Statement>> blocks = new EnumMap<>(TrackerKind.class);
    private final Map<TrackerKind, Map<String, Tracker>> known = new EnumMap<>(TrackerKind.class);
    private final Map<TrackerKind, Set<String>> used = new EnumMap<>(TrackerKind.class);
    private final Set<String> disabled = new HashSet<>();

    TrackerTable(List<Statement> statements, Findings findings) {
        this.findings = findings;
        for (var kind : TrackerKind.values()) {
            blocks.put(kind, new HashMap<>());
            known.put(kind, new LinkedHashMap<>());
            used.put(kind, new HashSet<>());
        }
        for (var statement : statements) {
            if (statement.size() > 1) {
                TrackerKind.ofBlock(statement.keyword().name())
                        .ifPresent(kind ->
                                blocks.get(kind).putIfAbsent(statement.word(1).text(), statement));
            }
        }
    }

    /** Keeps a tracker; of two with one name the first counts, as in keepalived. */
    void add(TrackerKind kind, Statement block, Tracker tracker) {
        if (known.get(kind).putIfAbsent(tracker.name(), tracker) != null) {
            findings.note(block.range(), block.keyword() + " " + tracker.name() + " is defined twice")
                    .effect("the first one counts")
                    .related(block(kind, tracker.name()).orElse(block).range(), "first defined here");
        }
    }

    Optional<Tracker> find(TrackerKind kind, String name) {
        return Optional.ofNullable(known.get(kind).get(name));
    }

    /** The block of that name, read or not. */
    Optional<Statement> block(TrackerKind kind, String name) {
        return Optional.ofNullable(blocks.get(kind).get(name));
    }

    /** Takes a script that must not be run for known, but not for tracked. */
    void disable(String script) {
        disabled.add(script);
    }

    /** Something tracks it; false when it is disabled, and tracking it means nothing. */
    boolean use(TrackerKind kind, String name) {
        used.get(kind).add(name);
        return kind != TrackerKind.SCRIPT || !disabled.contains(name);
    }

    /** Says which scripts nothing tracks; keepalived does not run them. */
    void reportUnused() {
        for (var name : known.get(TrackerKind.SCRIPT).keySet()) {
            if (!used.get(TrackerKind.SCRIPT).contains(name) && !disabled.contains(name)) {
                block(TrackerKind.SCRIPT, name)
                        .ifPresent(block -> findings.note(block.range(), "Warning - script " + name + " is not used")
                                .effect("it is not run"));
            }
        }
    }

    Trackers done() {
        return new Trackers(
                all(TrackerKind.SCRIPT, TrackScript.class).stream()
                        .filter(script -> !disabled.contains(script.name()))
                        .toList(),
                all(TrackerKind.PROCESS, TrackProcess.class),
                all(TrackerKind.FILE, TrackFile.class),
                all(TrackerKind.BFD, BfdInstance.class));
    }

    private <T extends Tracker> List<T> all(TrackerKind kind, Class<T> type) {
        return known.get(kind).values().stream().map(type::cast).toList();
    }
}
