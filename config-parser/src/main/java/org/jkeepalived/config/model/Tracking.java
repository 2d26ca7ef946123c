// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What an instance or a group of instances watches, without the instance's own interface.
 *
 * @param interfaces {@code track_interface}
 * @param scripts {@code track_script}, names of {@link TrackScript}
 * @param files {@code track_file}, names of {@link TrackFile}
 * @param processes {@code track_process}, names of {@link TrackProcess}
 * @param bfdSessions {@code track_bfd}, names of {@link BfdInstance}
 */
public record Tracking(
        List<Tracked> interfaces,
        List<Tracked> scripts,
        List<Tracked> files,
        List<Tracked> processes,
        List<Tracked> bfdSessions) {

    public static final Tracking NONE = new Tracking(List.of(), List.of(), List.of(), List.of(), List.of());

    public Tracking {
        interfaces = List.copyOf(interfaces);
        scripts = List.copyOf(scripts);
        files = List.copyOf(files);
        processes = List.copyOf(processes);
        bfdSessions = List.copyOf(bfdSessions);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /**
     * What a member of a group watches: its own list and the group's. Where both name the same thing, the group's weight
     * counts unless the member's own is 0, which stays a fault.
     */
    public Tracking with(Tracking group) {
        return new Tracking(
                union(interfaces, group.interfaces),
                union(scripts, group.scripts),
                union(files, group.files),
                union(processes, group.processes),
                union(bfdSessions, group.bfdSessions));
    }

    /** The same without the own interface of an instance, unless that does not care for it. */
    Tracking without(VrrpInstance instance) {
        var own = instance.interfaceName();
        return instance.dontTrackPrimary() || own.isEmpty()
                ? this
                : withInterfaces(interfaces.stream()
                        .filter(tracked -> !tracked.name().equals(own.get()))
                        .toList());
    }

    /** The same with other interfaces. */
    public Tracking withInterfaces(List<Tracked> others) {
        return new Tracking(others, scripts, files, processes, bfdSessions);
    }

    private static List<Tracked> union(List<Tracked> own, List<Tracked> group) {
        var union = new ArrayList<>(own);
        for (var added : group) {
            int at = 0;
            while (at < union.size() && !union.get(at).name().equals(added.name())) {
                at++;
            }
            if (at == union.size()) {
                union.add(added);
            } else if (union.get(at).weight().changesPriority()) {
                union.set(at, added);
            }
        }
        return union;
    }
}
