// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.config.tree.Statement;

/**
 * Settles what an instance watches. Members of a group have one priority only if none of them changes its own, unless
 * the group has {@code sync_group_tracking_weight}; an address owner's priority never changes.
 */
final class TrackingCompletion {
    private static final int OWNER_PRIORITY = 255;

    private static final String WAY_OUT =
            "weight 0 makes a failure a fault; in a group, sync_group_tracking_weight permits other weights";

    private final VrrpInstance instance;
    private final Statement block;
    private final Findings findings;
    private final String prefix;

    TrackingCompletion(VrrpInstance instance, Statement block, Findings findings) {
        this.instance = instance;
        this.block = block;
        this.findings = findings;
        this.prefix = "(" + instance.name() + ") ";
    }

    /** What the instance watches itself. */
    Tracking settle(Optional<SyncGroupDraft> group) {
        var tracking = instance.tracking();
        if (!tracking.isEmpty()) {
            tracking = withoutOwnInterface(tracking);
            var unweighted = group.filter(draft -> !draft.trackingWeights);
            if (unweighted.isPresent() || instance.priority() == OWNER_PRIORITY) {
                tracking = withoutWeights(tracking, unweighted);
            }
        }
        if (group.isPresent()) {
            reportTwice(tracking, group.get());
        }
        return tracking;
    }

    private Tracking withoutOwnInterface(Tracking tracking) {
        var own = instance.interfaceName().orElse("");
        var others = tracking.interfaces().stream()
                .filter(tracked -> !tracked.name().equals(own))
                .toList();
        if (others.size() == tracking.interfaces().size()) {
            return tracking;
        }
        findings.warning(
                        place(TrackerKind.INTERFACE, own),
                        prefix + "Ignoring track_interface " + own + " since own interface")
                .effect(
                        instance.dontTrackPrimary()
                                ? "its loss is no fault, as dont_track_primary says"
                                : "its loss is a fault anyway")
                .related(place("interface"), "the interface");
        return tracking.withInterfaces(others);
    }

    private Tracking withoutWeights(Tracking tracking, Optional<SyncGroupDraft> group) {
        var cause = group.map(draft -> draft.block.range()).orElse(place("priority"));
        var because = group.isPresent() ? "SYNC group" : "address_owner";
        return new Tracking(
                weighted(tracking.interfaces(), tracked -> {
                    var text = "ignoring " + tracked.name() + " tracked interface "
                            + (group.isPresent() ? "weight due to SYNC group" : "due to address owner");
                    report(TrackerKind.INTERFACE, tracked, text, cause);
                    return group.map(_ -> unweighted(tracked));
                }),
                weighted(tracking.scripts(), tracked -> {
                    var text = "ignoring tracked script " + tracked.name() + " with weights due to " + because;
                    return report(TrackerKind.SCRIPT, tracked, text, cause);
                }),
                weighted(tracking.files(), tracked -> {
                    // 1 is the default, so nobody may have meant it.
                    if (tracked.weight().value() == 1) {
                        var text = "ignoring weight from tracked file " + tracked.name() + " due to " + because
                                + ". specify weight 0";
                        report(TrackerKind.FILE, tracked, text, cause);
                        return Optional.of(unweighted(tracked));
                    }
                    var text = "ignoring tracked file " + tracked.name() + " with weight "
                            + tracked.weight().value() + " due to " + because;
                    return report(TrackerKind.FILE, tracked, text, cause);
                }),
                tracking.processes(),
                weighted(tracking.bfdSessions(), tracked -> {
                    var text = "ignoring tracked bfd " + tracked.name() + " with weight "
                            + tracked.weight().value() + " due to " + because;
                    return report(TrackerKind.BFD, tracked, text, cause);
                }));
    }

    private Optional<Tracked> report(TrackerKind kind, Tracked tracked, String text, SourceRange cause) {
        findings.warning(place(kind, tracked.name()), prefix + text)
                .advice(WAY_OUT)
                .related(cause, "because of this");
        return Optional.empty();
    }

    /** What both the member and its group watch. */
    private void reportTwice(Tracking own, SyncGroupDraft group) {
        for (var tracked : own.interfaces()) {
            reportTwice(TrackerKind.INTERFACE, tracked.name(), place(TrackerKind.INTERFACE, tracked.name()), group);
        }
        if (!instance.dontTrackPrimary()) {
            instance.interfaceName()
                    .ifPresent(name -> reportTwice(TrackerKind.INTERFACE, name, place("interface"), group));
        }
        own.scripts().forEach(tracked -> reportTwice(TrackerKind.SCRIPT, tracked, group));
        own.files().forEach(tracked -> reportTwice(TrackerKind.FILE, tracked, group));
        own.processes().forEach(tracked -> reportTwice(TrackerKind.PROCESS, tracked, group));
        own.bfdSessions().forEach(tracked -> reportTwice(TrackerKind.BFD, tracked, group));
    }

    private void reportTwice(TrackerKind kind, Tracked tracked, SyncGroupDraft group) {
        reportTwice(kind, tracked.name(), place(kind, tracked.name()), group);
    }

    private void reportTwice(TrackerKind kind, String name, SourceRange place, SyncGroupDraft group) {
        var line = group.tracking.lineOf(kind, name);
        if (line == null) {
            return;
        }
        boolean complains = kind == TrackerKind.INTERFACE;
        findings.warning(
                        place,
                        prefix + kind.list + " " + name
                                + " is configured on VRRP instance and sync group. Remove vrrp" + " instance "
                                + (complains ? "or sync group config" : "config"))
                .effect("the group's weight counts, unless a failure is a fault of the instance already")
                .related(line.range(), "the group's")
                .exitCode(complains ? Findings.EXIT_COMPLAINTS : 0);
    }

    /** What a group watches: without weights when a member owns its addresses. */
    static Tracking ofGroup(SyncGroupDraft group, Optional<SourceRange> owner, Findings findings) {
        var tracking = group.tracking.done();
        if (owner.isEmpty()) {
            return tracking;
        }
        return new Tracking(
                ofGroup(TrackerKind.INTERFACE, tracking.interfaces(), group, owner.get(), findings),
                ofGroup(TrackerKind.SCRIPT, tracking.scripts(), group, owner.get(), findings),
                ofGroup(TrackerKind.FILE, tracking.files(), group, owner.get(), findings),
                ofGroup(TrackerKind.PROCESS, tracking.processes(), group, owner.get(), findings),
                ofGroup(TrackerKind.BFD, tracking.bfdSessions(), group, owner.get(), findings));
    }

    private static List<Tracked> ofGroup(
            TrackerKind kind, List<Tracked> list, SyncGroupDraft group, SourceRange owner, Findings findings) {
        boolean clearing = kind == TrackerKind.INTERFACE || kind == TrackerKind.SCRIPT;
        return weighted(list, tracked -> {
            var line = group.tracking.lineOf(kind, tracked.name());
            findings.warning(
                            line.range(),
                            group.prefix() + "Cannot have weighted track " + kind.noun + " '" + tracked.name()
                                    + "' with member having priority " + OWNER_PRIORITY + " - "
                                    + (clearing ? "clearing weight" : "setting weight 0"))
                    .effect("a failure is a fault of the group")
                    .related(owner, "the member");
            return Optional.of(unweighted(tracked));
        });
    }

    /** Puts in the place of those that have a weight what the rule makes of them, or nothing. */
    private static List<Tracked> weighted(List<Tracked> list, Function<Tracked, Optional<Tracked>> rule) {
        return list.stream()
                .flatMap(tracked ->
                        tracked.weight().changesPriority() ? rule.apply(tracked).stream() : Stream.of(tracked))
                .toList();
    }

    private static Tracked unweighted(Tracked tracked) {
        return new Tracked(tracked.name(), new Weight(0, tracked.weight().reverse()));
    }

    /** Where the instance's list has a name. */
    private SourceRange place(TrackerKind kind, String name) {
        return block.body().stream()
                .filter(statement -> statement.keyword().name().equals(kind.list))
                .flatMap(list -> list.body().stream())
                .filter(line -> line.head().is(name))
                .findFirst()
                .orElse(block)
                .range();
    }

    /** Where the instance has a keyword, otherwise the instance. */
    private SourceRange place(String keyword) {
        return block.body().stream()
                .filter(statement -> statement.keyword().name().equals(keyword))
                .reduce((_, last) -> last)
                .orElse(block)
                .range();
    }
}
