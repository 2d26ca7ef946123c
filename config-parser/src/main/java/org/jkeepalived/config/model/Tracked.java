// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/**
 * One line of a {@code track_...} list.
 *
 * @param name of a network interface, or of the block that says what to watch
 * @param weight the line's own; otherwise that of the block
 */
public record Tracked(String name, Weight weight) {}
