// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * A file that holds a number; 0 means well, and so does a file that is not there. Block {@code track_file}.
 *
 * @param name unique in the file
 * @param path {@code file}
 * @param weight {@code weight}, by which the number is multiplied; default 1
 * @param initial {@code init_file}; empty: the file is left alone at start
 */
public record TrackFile(String name, String path, Weight weight, Optional<Initial> initial) implements Tracker {

    /**
     * What is written to the file at start, not at a reload.
     *
     * @param value the number; default 0
     * @param overwrite also if the file exists already
     */
    public record Initial(int value, boolean overwrite) {}
}
