// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;

/**
 * Instances that watch the interfaces of static addresses, routes and rules which name the group. Block
 * {@code track_group}.
 *
 * @param name unique in the file
 * @param instances names of instances, at least one
 */
public record TrackGroup(String name, List<String> instances) {
    public TrackGroup {
        instances = List.copyOf(instances);
    }
}
