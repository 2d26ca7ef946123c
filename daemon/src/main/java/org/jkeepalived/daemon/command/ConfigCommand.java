// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.write.ConfigurationText;
import org.jkeepalived.config.write.ResolvedConfiguration;
import org.jkeepalived.daemon.machine.StandardStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code jkeepalived config}: what a configuration comes to. */
public final class ConfigCommand {
    private ConfigCommand() {}

    /** Does what the arguments ask for and returns the exit code. */
    public static int execute(String... arguments) {
        var command = CommandOptions.command(
                        "config",
                        false,
                        "Prints the effective configuration: files, definitions and sequences put together, what is"
                                + " ignored left out, every default filled in. The output is a configuration itself,"
                                + " and means the same. It contains passwords. Complaints go to standard error.",
                        "")
                .addOption(OptionSpec.builder("--resolved")
                        .type(boolean.class)
                        .description("The effective configuration; what is printed without it as well.")
                        .build());
        CommandOptions.describeExitCodes(
                command,
                CheckCommand.CLEAN + ":The configuration was printed, whatever there is to complain of.",
                CheckCommand.CANNOT_RUN + ":It cannot run or cannot be read; nothing was printed.");
        return new CommandLine(command).setExecutionStrategy(ConfigCommand::run).execute(arguments);
    }

    private static int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var loaded = CommandOptions.load(CommandOptions.file(parsed), parsed);
        printComplaints(loaded.diagnostics());
        if (loaded.configuration().isEmpty()) {
            return CheckCommand.CANNOT_RUN;
        }
        var entries = ResolvedConfiguration.of(loaded.configuration().get());
        System.out.print(CommandOptions.json(parsed) ? ConfigurationJson.of(entries) : ConfigurationText.of(entries));
        return CommandOptions.isPrinted() ? CheckCommand.CLEAN : CheckCommand.CANNOT_RUN;
    }

    private static void printComplaints(Diagnostics diagnostics) {
        var complaints = new Diagnostics(diagnostics.all().stream()
                .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                .toList());
        System.err.print(StandardStream.ERROR.isTerminal() ? complaints.human() : complaints.plain());
        System.err.flush();
    }
}
