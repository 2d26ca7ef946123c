// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * The names under which a script runs or a file is made; not yet looked up.
 *
 * @param user a user's name
 * @param group a group's name; empty: the user's own group
 */
public record Identity(String user, Optional<String> group) {}
