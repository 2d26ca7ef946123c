// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.Script;

/**
 * A script with all that is decided before it is run. Made once for a configuration and run as often as needed.
 *
 * @param script who runs what
 * @param moreArguments what is added to the arguments of the file
 * @param timeout how long it may run until it is ended; empty: for ever
 * @param keepsOutput whether the last line of its output is wanted. It then writes into a pipe, which ends with the
 *     daemon; otherwise into /dev/null as with keepalived, which suits scripts that leave something running behind
 * @param diesWithDaemon whether a sudden death of the daemon ends it too, as with keepalived
 */
public record ScriptCommand(
        Script script,
        List<String> moreArguments,
        Optional<Duration> timeout,
        boolean keepsOutput,
        boolean diesWithDaemon) {

    public ScriptCommand {
        moreArguments = List.copyOf(moreArguments);
    }

    /** The script as the file has it: no time limit, its output into /dev/null, dying with the daemon. */
    public static ScriptCommand of(Script script) {
        return new ScriptCommand(script, List.of(), Optional.empty(), false, true);
    }

    /** The same with these arguments behind those of the file. */
    public ScriptCommand withArguments(List<String> arguments) {
        return new ScriptCommand(script, arguments, timeout, keepsOutput, diesWithDaemon);
    }

    /** The same with a limit in time. */
    public ScriptCommand withTimeout(Duration limit) {
        return new ScriptCommand(script, moreArguments, Optional.of(limit), keepsOutput, diesWithDaemon);
    }

    /** The same with its last line of output in the result. */
    public ScriptCommand keepingOutput() {
        return new ScriptCommand(script, moreArguments, timeout, true, diesWithDaemon);
    }

    /** The same going on when the daemon dies. */
    public ScriptCommand outlivingDaemon() {
        return new ScriptCommand(script, moreArguments, timeout, keepsOutput, false);
    }

    /** What the program gets as its arguments, its own name first. */
    List<String> arguments() {
        var all = new ArrayList<>(script.command());
        all.addAll(moreArguments);
        return all;
    }
}
