// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/** Something that can be well or not, and that instances and groups track by its name. */
public sealed interface Tracker permits TrackScript, TrackProcess, TrackFile, BfdInstance {

    /** Unique among trackers of its kind. */
    String name();

    /** What it does to those that track it and say nothing else. */
    Weight weight();
}
