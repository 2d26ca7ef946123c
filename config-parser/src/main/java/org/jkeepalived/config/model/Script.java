// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;
import java.util.Optional;

/**
 * A program to run.
 *
 * @param command path and arguments, at least the path
 * @param identity who runs it; empty: {@code script_user}, or the default that keepalived(8) describes
 */
public record Script(List<String> command, Optional<Identity> identity) {
    public Script {
        command = List.copyOf(command);
    }
}
