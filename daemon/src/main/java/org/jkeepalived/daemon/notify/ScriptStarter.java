// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.util.function.Consumer;
import org.jkeepalived.daemon.script.ScriptCommand;
import org.jkeepalived.daemon.script.ScriptResult;
import org.jkeepalived.daemon.script.ScriptRun;

/** Runs a script beside the loop. */
@FunctionalInterface
interface ScriptStarter {
    /**
     * Starts the script, soon.
     *
     * @param whenDone called once, in a turn of the loop
     */
    ScriptRun start(ScriptCommand command, Consumer<ScriptResult> whenDone);
}
