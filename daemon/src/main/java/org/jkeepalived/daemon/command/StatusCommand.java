// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import java.time.Duration;
import org.jkeepalived.daemon.control.ControlExit;
import org.jkeepalived.daemon.control.ControlRequest;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** {@code jkeepalived status}: how the running daemon and its virtual routers are. */
public final class StatusCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StatusCommand() {}

    /** Does what the arguments ask for and returns the exit code. */
    public static int execute(String... arguments) {
        var command = DaemonQuestion.command(
                "status",
                "Says how the running daemon is: each virtual router with its state since when and why, its priority"
                        + " and what it is made of, the master, the counters.",
                "Print the answer as JSON.");
        CommandOptions.describeExitCodes(
                command,
                ControlExit.OK + ":The status was printed.",
                ControlExit.NO_DAEMON + ":No daemon answers.",
                ControlExit.NO_PERMISSION + ":Only root and the daemon's own user may ask.");
        return new CommandLine(command)
                .setUnmatchedArgumentsAllowed(true)
                .setExecutionStrategy(StatusCommand::run)
                .execute(arguments);
    }

    private static int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        return help != null
                ? help
                : DaemonQuestion.ask(parsed, ControlRequest.status(!CommandOptions.json(parsed)), PATIENCE);
    }
}
