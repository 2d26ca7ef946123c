// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jkeepalived.config.model.BfdInstance;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracker;
import org.jkeepalived.config.model.Trackers;
import org.jkeepalived.config.model.Tracking;

/** What can be tracked, and the lists of what is. */
final class TrackerEntries {
    private TrackerEntries() {}

    static void addAll(Trackers trackers, Entries root) {
        trackers.scripts().forEach(script -> root.block("vrrp_script", script.name(), script(script)));
        trackers.processes().forEach(process -> root.block("vrrp_track_process", process.name(), process(process)));
        trackers.files().forEach(file -> root.block("track_file", file.name(), file(file)));
        trackers.bfdInstances().forEach(bfd -> root.block("bfd_instance", bfd.name(), bfd(bfd)));
    }

    static Entries of(Tracker tracker) {
        return switch (tracker) {
            case TrackScript script -> script(script);
            case TrackProcess process -> process(process);
            case TrackFile file -> file(file);
            case BfdInstance bfd -> bfd(bfd);
        };
    }

    private static Entries script(TrackScript script) {
        var entries = new Entries();
        entries.set(
                "script",
                List.of(Part.positional(
                        "command", new Value.Command(script.script().command()))));
        entries.identity("user", script.script().identity());
        entries.seconds("interval", script.interval());
        // An older release takes fractions of a second for the interval only.
        entries.set(
                "timeout",
                new Value.Seconds(script.timeout()),
                script.timeout().equals(script.interval()) ? Entry.Origin.UNSPOKEN : Entry.Origin.GIVEN);
        entries.weight(script.weight());
        entries.number("rise", script.rise());
        entries.number("fall", script.fall());
        entries.flag("init_fail", script.initFail());
        return entries;
    }

    private static Entries process(TrackProcess process) {
        var entries = new Entries();
        var words = new ArrayList<Value>();
        words.add(new Value.Text(process.process()));
        process.parameters().forEach(word -> words.add(new Value.Text(word)));
        entries.set("process", List.of(Part.positional("command", new Value.Several(words))));
        switch (process.parameterMatch()) {
            case NONE -> {}
            case EXACT -> entries.flag("param_match", process.parameters().isEmpty());
            case INITIAL, PARTIAL ->
                entries.set("param_match", process.parameterMatch().name().toLowerCase(Locale.ROOT));
        }
        entries.flag("full_command", process.fullCommand());
        if (process.quorum() > 0) {
            entries.number("quorum", process.quorum());
        }
        process.quorumMax().ifPresent(count -> entries.number("quorum_max", count));
        entries.seconds("terminate_delay", process.terminateDelay(), Duration.ZERO);
        entries.seconds("fork_delay", process.forkDelay(), Duration.ZERO);
        entries.weight(process.weight());
        return entries;
    }

    private static Entries file(TrackFile file) {
        var entries = new Entries();
        entries.set("file", file.path());
        entries.weight(file.weight());
        file.initial().ifPresent(initial -> {
            var value = Part.positional("value", initial.value());
            entries.set("init_file", initial.overwrite() ? List.of(value, Part.flag("overwrite")) : List.of(value));
        });
        return entries;
    }

    private static Entries bfd(BfdInstance bfd) {
        var entries = new Entries();
        entries.set("neighbor_ip", bfd.neighbour());
        bfd.source().ifPresent(source -> entries.set("source_ip", source));
        entries.seconds("min_rx", bfd.minReceive().multipliedBy(1_000));
        entries.seconds("min_tx", bfd.minTransmit().multipliedBy(1_000));
        entries.seconds("idle_tx", bfd.idleTransmit().multipliedBy(1_000));
        entries.number("multiplier", bfd.multiplier());
        entries.flag("passive", bfd.passive());
        entries.number(bfd.neighbour() instanceof Inet4Address ? "ttl" : "hoplimit", bfd.ttl());
        entries.number("max_hops", bfd.maxHops());
        entries.flag("multihop", bfd.multihop());
        entries.weight(bfd.weight());
        return entries;
    }

    /** The lists of an instance or a group. */
    static void addLists(Tracking tracking, Entries entries) {
        entries.lines("track_interface", lines(tracking.interfaces()));
        entries.lines("track_script", lines(tracking.scripts()));
        entries.lines("track_file", lines(tracking.files()));
        entries.lines("track_process", lines(tracking.processes()));
        entries.lines("track_bfd", lines(tracking.bfdSessions()));
    }

    private static List<List<Part>> lines(List<Tracked> tracked) {
        return tracked.stream().map(TrackerEntries::line).toList();
    }

    private static List<Part> line(Tracked tracked) {
        var parts = new ArrayList<Part>();
        parts.add(Part.positional("name", tracked.name()));
        parts.addAll(Entries.weightParts(
                tracked.weight(), Part.named("weight", tracked.weight().value())));
        return parts;
    }
}
