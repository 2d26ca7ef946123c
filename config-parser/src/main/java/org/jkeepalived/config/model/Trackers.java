// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;

/**
 * What can be tracked by name, whether something does or not; each in the order of the file.
 *
 * @param scripts {@code vrrp_script}, without those that cannot or must not be run
 * @param processes {@code vrrp_track_process}
 * @param files {@code track_file} and {@code vrrp_track_file}
 * @param bfdInstances {@code bfd_instance}
 */
public record Trackers(
        List<TrackScript> scripts,
        List<TrackProcess> processes,
        List<TrackFile> files,
        List<BfdInstance> bfdInstances) {

    public static final Trackers NONE = new Trackers(List.of(), List.of(), List.of(), List.of());

    public Trackers {
        scripts = List.copyOf(scripts);
        processes = List.copyOf(processes);
        files = List.copyOf(files);
        bfdInstances = List.copyOf(bfdInstances);
    }
}
