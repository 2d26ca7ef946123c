// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.daemon.machine.ThisMachine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Options that the commands share. */
final class CommandOptions {
    /** The command line is wrong, EX_USAGE of sysexits.h; out of the way of the codes that tell of configurations. */
    static final int USAGE = 64;

    private static final Path DEFAULT_FILE = Path.of("/etc/keepalived/keepalived.conf");

    private static final String CONFIG_ID = "--config-id";
    private static final String ON_THIS_MACHINE = "--on-this-machine";
    static final String JSON = "--json";

    private CommandOptions() {}

    /** Whether all output has arrived: half a configuration must not pass for a whole one. */
    static boolean isPrinted() {
        if (System.out.checkError()) {
            System.err.println("jkeepalived: cannot write the output");
            return false;
        }
        return true;
    }

    /** A command that takes files, one or several. */
    static CommandSpec command(String name, boolean several, String... description) {
        var file = several
                ? PositionalParamSpec.builder()
                        .type(List.class)
                        .auxiliaryTypes(Path.class)
                        .arity("0..*")
                : PositionalParamSpec.builder().type(Path.class).arity("0..1").index("0");
        var command = CommandSpec.create()
                .name("jkeepalived " + name)
                .exitCodeOnInvalidInput(USAGE)
                .addPositional(file.paramLabel("FILE")
                        .description("Configuration. Default: " + DEFAULT_FILE + ".")
                        .build())
                .addOption(OptionSpec.builder(JSON)
                        .type(boolean.class)
                        .description("Print JSON, which docs/configuration.md describes.")
                        .build())
                .addOption(OptionSpec.builder("-i", CONFIG_ID)
                        .type(String.class)
                        .paramLabel("ID")
                        .description("Apply the lines marked @ID, leave out those marked @^ID. Default: the host's"
                                + " name.")
                        .build())
                .addOption(OptionSpec.builder(ON_THIS_MACHINE)
                        .type(boolean.class)
                        .description("The file is to run here: complain of interfaces, users and scripts that this"
                                + " machine does not have. Otherwise all that is named is taken to exist.")
                        .build())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.usageMessage()
                .description(description)
                .abbreviateSynopsis(false)
                .sortOptions(false)
                .width(100);
        return command;
    }

    /** Puts them at the end of the help; each as {@code code:meaning}. */
    static void describeExitCodes(CommandSpec command, String... codes) {
        var all = new LinkedHashMap<String, String>();
        for (var code : codes) {
            int colon = code.indexOf(':');
            all.put(code.substring(0, colon), code.substring(colon + 1));
        }
        all.put(Integer.toString(USAGE), "The command line is wrong.");
        command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(all);
    }

    static List<Path> files(ParseResult parsed) {
        return parsed.matchedPositionalValue(0, List.of(DEFAULT_FILE));
    }

    static Path file(ParseResult parsed) {
        return parsed.matchedPositionalValue(0, DEFAULT_FILE);
    }

    static boolean json(ParseResult parsed) {
        return parsed.hasMatchedOption(JSON);
    }

    static Loaded load(Path file, ParseResult parsed) {
        var configurationId = Optional.<String>ofNullable(parsed.matchedOptionValue(CONFIG_ID, null));
        Environment machine = parsed.hasMatchedOption(ON_THIS_MACHINE)
                ? new ThisMachine(configurationId)
                : new SomeMachine(configurationId);
        return ConfigurationLoader.load(file, machine);
    }
}
