// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.TrackGroup;
import org.jkeepalived.config.model.Tracker;
import org.jkeepalived.config.model.VrrpInstance;

/**
 * What differs between the same thing of two configurations, keyword by keyword, in the order of the resolved
 * configuration. Secrets are not told, only that they have changed.
 */
public final class Changes {
    private static final Set<String> SECRETS = Set.of("auth_pass", "key");
    private static final String HIDDEN = "(hidden)";

    private final List<Change> changes = new ArrayList<>();

    private Changes() {}

    /**
     * Between two forms of an instance; other names, and what a group adds, are no difference.
     *
     * @param global of either configuration
     */
    public static List<Change> between(VrrpInstance before, VrrpInstance after, GlobalDefinitions global) {
        return before.equals(after)
                ? List.of()
                : between(
                        InstanceEntries.of(before, global).all(),
                        InstanceEntries.of(after, global).all());
    }

    /** Between two forms of a group. */
    public static List<Change> between(SyncGroup before, SyncGroup after) {
        return before.equals(after)
                ? List.of()
                : between(
                        ResolvedConfiguration.syncGroup(before).all(),
                        ResolvedConfiguration.syncGroup(after).all());
    }

    /** Between two forms of a track group. */
    public static List<Change> between(TrackGroup before, TrackGroup after) {
        return before.equals(after)
                ? List.of()
                : between(
                        ResolvedConfiguration.trackGroup(before).all(),
                        ResolvedConfiguration.trackGroup(after).all());
    }

    /** Between two forms of what can be tracked; of different kinds they have nothing in common. */
    public static List<Change> between(Tracker before, Tracker after) {
        return before.equals(after)
                ? List.of()
                : between(
                        TrackerEntries.of(before).all(),
                        TrackerEntries.of(after).all());
    }

    /** Between what two configurations say at the root level and in {@code global_defs}. */
    public static List<Change> betweenGlobals(Configuration before, Configuration after) {
        return before.global().equals(after.global())
                        && before.interfaceSettings().equals(after.interfaceSettings())
                        && before.staticEntries().equals(after.staticEntries())
                ? List.of()
                : between(
                        ResolvedConfiguration.globals(before).all(),
                        ResolvedConfiguration.globals(after).all());
    }

    static List<Change> between(List<Entry> before, List<Entry> after) {
        var changes = new Changes();
        changes.compare(before, after);
        return List.copyOf(changes.changes);
    }

    private void compare(List<Entry> before, List<Entry> after) {
        Map<String, List<Entry>> old = byKeyword(before);
        Map<String, List<Entry>> current = byKeyword(after);
        var keywords = new LinkedHashSet<>(current.keySet());
        keywords.addAll(old.keySet());
        for (String keyword : keywords) {
            compare(keyword, old.getOrDefault(keyword, List.of()), current.getOrDefault(keyword, List.of()));
        }
    }

    private static Map<String, List<Entry>> byKeyword(List<Entry> entries) {
        var byKeyword = new LinkedHashMap<String, List<Entry>>();
        entries.forEach(entry -> byKeyword
                .computeIfAbsent(entry.keyword(), _ -> new ArrayList<>(1))
                .add(entry));
        return byKeyword;
    }

    private void compare(String keyword, List<Entry> before, List<Entry> after) {
        if (before.equals(after)) {
            return;
        }
        if (isBlock(before) || isBlock(after)) {
            compare(bodies(before), bodies(after));
        } else if (SECRETS.contains(keyword)) {
            add(keyword, before.isEmpty() ? null : HIDDEN, after.isEmpty() ? null : HIDDEN);
        } else {
            compareLines(keyword, lines(before), lines(after));
        }
    }

    private static boolean isBlock(List<Entry> entries) {
        return entries.stream().anyMatch(Entry.Block.class::isInstance);
    }

    private static List<Entry> bodies(List<Entry> blocks) {
        return blocks.stream()
                .flatMap(block -> ((Entry.Block) block).body().stream())
                .toList();
    }

    /** What stands after the keyword, or on each line of its block. */
    private static List<String> lines(List<Entry> entries) {
        var lines = new ArrayList<String>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Setting setting -> lines.add(ConfigurationText.words(setting.parts()));
                case Entry.Flag flag -> {
                    if (flag.on()) {
                        lines.add("");
                    }
                }
                case Entry.Lines block -> block.lines().forEach(parts -> lines.add(ConfigurationText.words(parts)));
                case Entry.Block _ -> throw new IllegalArgumentException("a block has no lines");
            }
        }
        return lines;
    }

    private void compareLines(String keyword, List<String> before, List<String> after) {
        var removed = new ArrayList<>(before);
        after.forEach(removed::remove);
        var added = new ArrayList<>(after);
        before.forEach(added::remove);
        if (removed.isEmpty() && added.isEmpty() && !before.equals(after)) {
            add(keyword, String.join(", ", before), String.join(", ", after));
        } else if (before.size() == 1 && after.size() == 1 && !removed.isEmpty()) {
            add(keyword, removed.getFirst(), added.getFirst());
        } else {
            addLines(keyword, removed, added);
        }
    }

    /** Lines with the same first word are about the same thing. */
    private void addLines(String keyword, List<String> removed, List<String> added) {
        for (String line : removed) {
            var successor = added.stream()
                    .filter(other -> firstWord(other).equals(firstWord(line)))
                    .findFirst();
            add(keyword, line, successor.orElse(null));
            successor.ifPresent(added::remove);
        }
        added.forEach(line -> add(keyword, null, line));
    }

    private static String firstWord(String line) {
        int end = line.indexOf(' ');
        return end < 0 ? line : line.substring(0, end);
    }

    private void add(String keyword, String before, String after) {
        changes.add(new Change(keyword, Optional.ofNullable(before), Optional.ofNullable(after)));
    }
}
