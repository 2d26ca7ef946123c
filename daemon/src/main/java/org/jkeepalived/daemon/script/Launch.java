// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import org.jkeepalived.posix.Spawn;

/** Turns a command into a process that has what keepalived's children have. */
final class Launch {
    private Launch() {}

    static Spawn of(ScriptCommand command) {
        return Spawn.command(command.arguments()).executing(command.script().file());
    }
}
