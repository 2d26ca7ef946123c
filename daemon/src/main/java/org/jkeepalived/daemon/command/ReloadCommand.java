// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import java.time.Duration;
import org.jkeepalived.daemon.control.ControlExit;
import org.jkeepalived.daemon.control.ControlRequest;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code jkeepalived reload}: has the running daemon read its configuration again, and says what came of it. */
public final class ReloadCommand {
    private static final String DRY_RUN = "--dry-run";
    private static final String WAIT = "--wait";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ReloadCommand() {}

    /** Does what the arguments ask for and returns the exit code. */
    public static int execute(String... arguments) {
        var command = DaemonQuestion.command(
                        "reload",
                        "Has the running daemon read its configuration again, and says what became of each virtual"
                                + " router, or why the configuration is refused. A configuration that cannot run"
                                + " changes nothing.",
                        "Print the plan and the outcome as JSON.")
                .addOption(OptionSpec.builder(DRY_RUN)
                        .type(boolean.class)
                        .description("Only say what a reload would do.")
                        .build())
                .addOption(OptionSpec.builder(WAIT)
                        .type(boolean.class)
                        .description("Return when the kernel has confirmed the changes and every router has begun;"
                                + " otherwise as soon as the new configuration is in effect.")
                        .build());
        CommandOptions.describeExitCodes(
                command,
                ControlExit.OK + ":The new configuration is in effect; with " + DRY_RUN + ": it could be.",
                ControlExit.REFUSED + ":It is refused, everything is as it was.",
                ControlExit.NO_DAEMON + ":No daemon answers.",
                ControlExit.NO_PERMISSION + ":Only root and the daemon's own user may ask.",
                ControlExit.NOT_SETTLED + ":With " + WAIT + ": it is in effect, but not all that it asks of the kernel"
                        + " or of scripts had arrived after half a minute.");
        return new CommandLine(command)
                .setUnmatchedArgumentsAllowed(true)
                .setExecutionStrategy(ReloadCommand::run)
                .execute(arguments);
    }

    private static int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        return help != null
                ? help
                : DaemonQuestion.ask(
                        parsed,
                        ControlRequest.reload(
                                parsed.hasMatchedOption(DRY_RUN),
                                parsed.hasMatchedOption(WAIT),
                                !CommandOptions.json(parsed)),
                        PATIENCE);
    }
}
