// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Tracker;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads the {@code track_...} lists of instances and groups. */
final class TrackingReader {
    private static final int WEIGHT_MAX = 254;
    private static final int WEIGHT_SENSIBLE_MAX = 253;

    private final Values values;
    private final Findings findings;
    private final Interfaces interfaces;
    private final TrackerTable table;

    TrackingReader(Values values, Interfaces interfaces, TrackerTable table) {
        this.values = values;
        this.findings = values.findings();
        this.interfaces = interfaces;
        this.table = table;
    }

    /**
     * Takes a list.
     *
     * @param owner the name of the instance or group
     * @return whether the statement is one
     */
    boolean read(String owner, Statement statement, TrackingDraft draft) {
        var kind = TrackerKind.ofList(statement.keyword().name());
        kind.ifPresent(found -> statement.body().forEach(line -> readLine(found, "(" + owner + ") ", line, draft)));
        return kind.isPresent();
    }

    private void readLine(TrackerKind kind, String prefix, Statement line, TrackingDraft draft) {
        var name = line.head();
        var tracker = kind == TrackerKind.INTERFACE
                ? null
                : table.find(kind, name.text()).orElse(null);
        if (kind == TrackerKind.INTERFACE) {
            interfaces.mention(name, prefix + "tracked interface " + name + " doesn't exist");
        } else if (tracker == null) {
            reportUnknown(kind, prefix, name);
            return;
        }
        var earlier = draft.lineOf(kind, name.text());
        if (earlier != null) {
            findings.warning(name.range(), prefix + "duplicate " + kind.list + " " + name + " - ignoring")
                    .related(earlier.range(), "first tracked here");
            return;
        }
        var weight = readWeight(kind, prefix, line, tracker);
        if (weight != null && table.use(kind, name.text())) {
            draft.add(kind, line, weight);
        }
    }

    private void reportUnknown(TrackerKind kind, String prefix, Word name) {
        var draft = findings.warning(name.range(), prefix + kind.phrase + " " + name + " not found, ignoring...");
        var block = table.block(kind, name.text()).orElse(null);
        if (block == null) {
            draft.effect("nothing of that name is tracked")
                    .advice("it takes a block: " + kind.block + " " + name + " { ... }");
        } else if (isAfter(block, name)) {
            draft.effect("the block is further down, and only what is above this line is known here")
                    .advice("move the block above this one")
                    .related(block.range(), "defined here");
        } else {
            draft.effect("its block was left out").related(block.range(), "this one");
        }
    }

    private static boolean isAfter(Statement block, Word name) {
        var place = block.range();
        var use = name.range();
        return place.file().equals(use.file()) && place.line() > use.line();
    }

    /** The weight of a line; null when keepalived ignores the whole line. */
    private Weight readWeight(TrackerKind kind, String prefix, Statement line, Tracker tracker) {
        var standard = tracker == null ? Weight.NONE : tracker.weight();
        if (line.size() == 1) {
            return standard;
        }
        var name = line.head();
        if (!line.word(1).is("weight")) {
            boolean named = kind == TrackerKind.INTERFACE || kind == TrackerKind.BFD;
            findings.warning(
                            line.word(1).range(),
                            prefix + "unknown " + kind.phrase + (named ? " " + name : "") + " option " + line.word(1)
                                    + " - ignoring")
                    .effect("the whole line is ignored")
                    .advice(kind.noun + " names stand on a line each, with weight N [reverse] after them");
            return null;
        }
        if (line.size() == 2) {
            findings.warning(
                            line.word(1).range(),
                            prefix + "weight without value specified for " + kind.phrase + " " + name + " - ignoring")
                    .effect("the whole line is ignored")
                    .advice("weight -253 to 253");
            return null;
        }
        int value = readValue(kind, prefix, name, line.word(2), standard.value());
        if (line.size() == 3) {
            return new Weight(value, standard.reverse());
        }
        var option = line.word(3);
        if (option.is("reverse") || (option.is("noreverse") && tracker != null)) {
            return new Weight(value, option.is("reverse"));
        }
        boolean ignored = kind == TrackerKind.FILE || kind == TrackerKind.BFD;
        findings.warning(
                        option.range(),
                        prefix + "unknown " + (ignored ? kind.phrase : kind.list) + " " + name + " weight option "
                                + option + " - ignoring")
                .effect(ignored ? "the whole line is ignored" : "")
                .advice("reverse" + (tracker == null ? "" : " or noreverse"));
        return ignored ? null : new Weight(value, standard.reverse());
    }

    private int readValue(TrackerKind kind, String prefix, Word name, Word word, int standard) {
        var complaint = prefix
                + switch (kind) {
                    case INTERFACE ->
                        "weight " + word + " for " + name + " must be between [-253..253] inclusive. Ignoring...";
                    case SCRIPT ->
                        "track script " + name + ": weight must be between [-253..253] inclusive, ignoring...";
                    case BFD -> "weight for track bfd " + name + " must be in [-253..253] inclusive. Ignoring...";
                    case FILE, PROCESS ->
                        "weight for " + kind.phrase + " " + name + " must be in [-254..254] inclusive. Ignoring...";
                };
        int limit = kind == TrackerKind.BFD ? WEIGHT_SENSIBLE_MAX : WEIGHT_MAX;
        int value = (int) values.lenient(word, -limit, limit, complaint).orElse(standard);
        boolean cut = kind == TrackerKind.INTERFACE || kind == TrackerKind.SCRIPT;
        if (cut && Math.abs(value) == WEIGHT_MAX) {
            findings.warning(word.range(), prefix + "weight for " + name + " cannot be +/-254. Setting to +/-253");
            return Integer.signum(value) * WEIGHT_SENSIBLE_MAX;
        }
        return value;
    }
}
