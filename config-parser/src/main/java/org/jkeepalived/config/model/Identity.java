// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * The names under which a script runs or a file is made; not yet looked up.
 *
 * @param user a user's name or number
 * @param group a group's name or number; empty: the user's own group
 */
public record Identity(String user, Optional<String> group) {}
