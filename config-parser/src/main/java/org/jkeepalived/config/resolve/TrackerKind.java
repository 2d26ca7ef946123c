// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of things that are tracked, with keepalived's words for them. */
enum TrackerKind {
    /** Which no block defines. */
    INTERFACE("track_interface", "track_interface", "interface", ""),
    SCRIPT("track_script", "track script", "script", "vrrp_script"),
    FILE("track_file", "track file", "file", "track_file"),
    PROCESS("track_process", "track process", "process", "vrrp_track_process"),
    BFD("track_bfd", "track bfd", "bfd", "bfd_instance");

    /** What {@code track_file} was called before keepalived 2.0.21. */
    private static final String OLD_FILE_BLOCK = "vrrp_track_file";

    /** The list of an instance or group. */
    final String list;

    final String phrase;
    final String noun;

    /** The root level's block that defines one. */
    final String block;

    TrackerKind(String list, String phrase, String noun, String block) {
        this.list = list;
        this.phrase = phrase;
        this.noun = noun;
        this.block = block;
    }

    /** The kind that a list of an instance or group is about. */
    static Optional<TrackerKind> ofList(String keyword) {
        return Stream.of(values()).filter(kind -> kind.list.equals(keyword)).findFirst();
    }

    /** The kind that a block of the root level defines. */
    static Optional<TrackerKind> ofBlock(String keyword) {
        return keyword.equals(OLD_FILE_BLOCK)
                ? Optional.of(FILE)
                : Stream.of(values()).filter(kind -> kind.block.equals(keyword)).findFirst();
    }
}
