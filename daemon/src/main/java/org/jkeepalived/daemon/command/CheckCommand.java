// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.lint.Lint;
import org.jkeepalived.config.lint.LintLevel;
import org.jkeepalived.config.lint.Peers;
import org.jkeepalived.daemon.machine.StandardStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code jkeepalived check}: all that there is to say about configurations, also what is legal but harmful. */
public final class CheckCommand {
    /** Nothing to complain of; there may be notes. */
    public static final int CLEAN = 0;
    /** Everything runs, but there are warnings. */
    public static final int WARNINGS = 1;
    /** A configuration cannot run, or cannot be read. */
    public static final int CANNOT_RUN = 2;

    private static final String LINT = "--lint";
    private static final String PEERS = "--peers";
    private static final String STYLE = "--style";

    /** How findings are printed. */
    private enum Style {
        AUTO,
        HUMAN,
        PLAIN
    }

    /** A file and what is said about it. */
    record Checked(Path file, Loaded loaded, Diagnostics diagnostics) {}

    private CheckCommand() {}

    /** Does what the arguments ask for and returns the exit code. */
    public static int execute(String... arguments) {
        var command = CommandOptions.command(
                        "check",
                        true,
                        "Says what is wrong with configurations, and what is legal but harmful. Needs no root and"
                                + " changes nothing.",
                        "")
                .addOption(OptionSpec.builder(LINT)
                        .type(LintLevel.class)
                        .paramLabel("LEVEL")
                        .defaultValue(LintLevel.ALL.name())
                        .description("What to look for beyond keepalived's own complaints: ${COMPLETION-CANDIDATES}."
                                + " Default: ${DEFAULT-VALUE}.")
                        .build())
                .addOption(OptionSpec.builder(PEERS)
                        .type(boolean.class)
                        .description("The files are those of machines that share virtual routers: compare every two of"
                                + " them.")
                        .build())
                .addOption(OptionSpec.builder(STYLE)
                        .type(Style.class)
                        .paramLabel("STYLE")
                        .defaultValue(Style.AUTO.name())
                        .description("HUMAN shows lines and advice, PLAIN is one line per finding in keepalived's"
                                + " form, AUTO takes HUMAN at a terminal. Default: ${DEFAULT-VALUE}.")
                        .build());
        CommandOptions.describeExitCodes(
                command,
                CLEAN + ":Nothing to complain of; there may be notes.",
                WARNINGS + ":Everything runs, but there are warnings.",
                CANNOT_RUN + ":A configuration cannot run, or cannot be read.");
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(CheckCommand::run)
                .execute(arguments);
    }

    private static int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var files = CommandOptions.files(parsed);
        boolean peers = parsed.hasMatchedOption(PEERS);
        if (peers && files.size() < 2) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), PEERS + " compares files: name two or more of them");
        }
        LintLevel level = parsed.matchedOptionValue(LINT, LintLevel.ALL);
        var checked = new ArrayList<Checked>();
        for (var file : files) {
            var loaded = CommandOptions.load(file, parsed);
            checked.add(new Checked(file, loaded, loaded.diagnostics().and(Lint.check(loaded, level))));
        }
        var comparison = peers ? compare(checked, level) : new Diagnostics(List.of());
        if (CommandOptions.json(parsed)) {
            System.out.print(CheckJson.of(checked, comparison));
        } else {
            print(checked, comparison, parsed.matchedOptionValue(STYLE, Style.AUTO));
        }
        return CommandOptions.isPrinted() ? exitCode(checked, comparison) : CANNOT_RUN;
    }

    private static Diagnostics compare(List<Checked> checked, LintLevel level) {
        var all = new Diagnostics(List.of());
        for (int i = 0; i < checked.size(); i++) {
            for (int j = i + 1; j < checked.size(); j++) {
                all = all.and(
                        Peers.compare(checked.get(i).loaded(), checked.get(j).loaded(), level));
            }
        }
        return all;
    }

    private static void print(List<Checked> checked, Diagnostics comparison, Style style) {
        boolean human = style == Style.HUMAN || (style == Style.AUTO && StandardStream.OUTPUT.isTerminal());
        for (var one : checked) {
            System.out.print(
                    human
                            ? one.diagnostics().human() + summary(one)
                            : one.diagnostics().plain());
        }
        System.out.print(human ? comparison.human() : comparison.plain());
    }

    private static String summary(Checked checked) {
        var counts = new ArrayList<String>();
        for (var severity : Severity.values()) {
            long count = checked.diagnostics().count(severity);
            if (count > 0) {
                counts.add(count + " " + severity.name().toLowerCase(Locale.ROOT) + (count > 1 ? "s" : ""));
            }
        }
        return checked.file()
                + (checked.loaded().configuration().isPresent() ? ": runs, " : ": cannot run, ")
                + (counts.isEmpty() ? "nothing to complain of" : String.join(", ", counts))
                + "\n";
    }

    private static int exitCode(List<Checked> checked, Diagnostics comparison) {
        if (checked.stream().anyMatch(one -> one.loaded().configuration().isEmpty())) {
            return CANNOT_RUN;
        }
        boolean warned = comparison.count(Severity.WARNING) > 0
                || checked.stream().anyMatch(one -> one.diagnostics().count(Severity.WARNING) > 0);
        return warned ? WARNINGS : CLEAN;
    }
}
