// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jkeepalived.config.model.BfdInstance;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.Weight;
import org.slf4j.Logger;

/**
 * All that is tracked, and what it means to the instances. On the loop's thread.
 *
 * <p>Only what an instance looks at is run. A reload keeps the state of everything that goes on under its name.
 */
public final class Trackers implements AutoCloseable {
    /** Told that the health of an instance may have changed. */
    @FunctionalInterface
    public interface Listener {
        void healthChanged(String instanceName);
    }

    /** How trackers of each kind are made; an interface's definition is its name. */
    public record Factories(
            TrackerFactory<String> interfaces,
            TrackerFactory<TrackScript> scripts,
            TrackerFactory<TrackFile> files,
            TrackerFactory<TrackProcess> processes,
            TrackerFactory<BfdInstance> bfdSessions) {}

    /** An instance's view of a tracker. */
    private record Look(TrackerKind kind, Tracker<?> tracker, Weight weight) {
        Influence influence() {
            return influence(tracker.status());
        }

        Influence influence(Status status) {
            return new Influence(kind, tracker.name(), weight, status, tracker.since());
        }
    }

    private final Logger log;
    private final TrackerPool<String> interfaces;
    private final TrackerPool<TrackScript> scripts;
    private final TrackerPool<TrackFile> files;
    private final TrackerPool<TrackProcess> processes;
    private final TrackerPool<BfdInstance> bfdSessions;
    private Listener listener = _ -> {};
    private Map<String, List<Look>> looksByInstance = Map.of();
    private boolean configuring;

    /** Nothing is tracked before {@link #configure}. */
    public Trackers(Factories factories, Logger log) {
        this.log = log;
        interfaces = new TrackerPool<>(TrackerKind.INTERFACE, factories.interfaces, this::statusChanged);
        scripts = new TrackerPool<>(TrackerKind.SCRIPT, factories.scripts, this::statusChanged);
        files = new TrackerPool<>(TrackerKind.FILE, factories.files, this::statusChanged);
        processes = new TrackerPool<>(TrackerKind.PROCESS, factories.processes, this::statusChanged);
        bfdSessions = new TrackerPool<>(TrackerKind.BFD, factories.bfdSessions, this::statusChanged);
    }

    public void listen(Listener onHealthChanged) {
        listener = onHealthChanged;
    }

    /**
     * Tracks what a configuration says. The listener is not told: after this, every instance has to look again of which
     * anything is tracked otherwise.
     *
     * @param defined what can be tracked by name
     * @param byInstance what each instance looks at
     */
    public void configure(org.jkeepalived.config.model.Trackers defined, Map<String, Tracking> byInstance) {
        configuring = true;
        Collection<Tracking> all = byInstance.values();
        configure(interfaces, all, Tracking::interfaces, names -> names, Function.identity());
        configure(scripts, all, Tracking::scripts, _ -> defined.scripts(), TrackScript::name);
        configure(files, all, Tracking::files, _ -> defined.files(), TrackFile::name);
        configure(processes, all, Tracking::processes, _ -> defined.processes(), TrackProcess::name);
        configure(bfdSessions, all, Tracking::bfdSessions, _ -> defined.bfdInstances(), BfdInstance::name);

        Map<String, List<Look>> looks = new LinkedHashMap<>();
        byInstance.forEach((instance, tracking) -> looks.put(instance, looks(tracking)));
        looksByInstance = looks;
        configuring = false;
    }

    /**
     * Runs what is used of one kind.
     *
     * @param definitions all that there are, used or not; of interfaces there are those whose names are used
     */
    private static <D> void configure(
            TrackerPool<D> pool,
            Collection<Tracking> all,
            Function<Tracking, List<Tracked>> list,
            Function<Set<String>, Collection<D>> definitions,
            Function<D, String> nameOf) {
        Set<String> used = new LinkedHashSet<>();
        all.forEach(tracking -> list.apply(tracking).forEach(tracked -> used.add(tracked.name())));
        Map<String, D> wanted = new LinkedHashMap<>();
        for (D definition : definitions.apply(used)) {
            if (used.contains(nameOf.apply(definition))) {
                wanted.put(nameOf.apply(definition), definition);
            }
        }
        pool.configure(wanted);
    }

    private List<Look> looks(Tracking tracking) {
        List<Look> looks = new ArrayList<>();
        addLooks(interfaces, tracking.interfaces(), looks);
        addLooks(scripts, tracking.scripts(), looks);
        addLooks(files, tracking.files(), looks);
        addLooks(processes, tracking.processes(), looks);
        addLooks(bfdSessions, tracking.bfdSessions(), looks);
        return looks;
    }

    private static void addLooks(TrackerPool<?> pool, List<Tracked> list, List<Look> looks) {
        for (Tracked tracked : list) {
            Tracker<?> tracker = pool.find(tracked.name());
            if (tracker != null) {
                looks.add(new Look(pool.kind(), tracker, tracked.weight()));
            }
        }
    }

    /** What an instance's trackers mean to it now. */
    public Health health(String instanceName) {
        return new Health(looksByInstance.getOrDefault(instanceName, List.of()).stream()
                .map(Look::influence)
                .toList());
    }

    private void statusChanged(Tracker<?> tracker, Status before) {
        if (configuring) {
            return;
        }
        looksByInstance.forEach((instance, looks) -> {
            for (Look look : looks) {
                if (look.tracker.equals(tracker)) {
                    logFileFault(instance, look, before);
                    listener.healthChanged(instance);
                }
            }
        });
    }

    private void logFileFault(String instance, Look look, Status before) {
        if (look.kind == TrackerKind.FILE && !(before instanceof Status.Undecided)) {
            boolean wasFault = look.influence(before).fault().isPresent();
            boolean isFault = look.influence().fault().isPresent();
            if (isFault != wasFault) {
                String change = isFault ? "now" : "leaving";
                log.debug("({}): tracked file {} {} FAULT state", instance, look.tracker.name(), change);
            }
        }
    }

    /** Stops all trackers; what they found last stays to be looked at. */
    @Override
    public void close() {
        configuring = true; // nobody has to hear of what ends here
        interfaces.close();
        scripts.close();
        files.close();
        processes.close();
        bfdSessions.close();
    }
}
