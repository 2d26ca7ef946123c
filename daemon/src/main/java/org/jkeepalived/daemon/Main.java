// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.util.Arrays;
import org.jkeepalived.daemon.cli.CommandLineReader;
import org.jkeepalived.daemon.command.CheckCommand;
import org.jkeepalived.daemon.command.ConfigCommand;
import org.jkeepalived.daemon.command.ReloadCommand;
import org.jkeepalived.daemon.command.StatusCommand;
import org.jkeepalived.daemon.process.BackgroundStart;

/** Where the process begins, and the only place that ends it. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Does what the arguments ask for and returns the exit code. */
    static int run(String... arguments) {
        var word = arguments.length == 0 ? "" : arguments[0];
        return switch (word) {
            case "demo" -> DemoCommand.execute(rest(arguments));
            case "check" -> CheckCommand.execute(rest(arguments));
            case "config" -> ConfigCommand.execute(rest(arguments));
            case "reload" -> ReloadCommand.execute(rest(arguments));
            case "status" -> StatusCommand.execute(rest(arguments));
            default -> runAsKeepalived(arguments);
        };
    }

    private static String[] rest(String... arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    private static int runAsKeepalived(String... arguments) {
        return switch (CommandLineReader.read(BackgroundStart.directory(), arguments)) {
            case CommandLineReader.Answer answer -> {
                answer.output().forEach(System.out::println);
                answer.errors().forEach(System.err::println);
                yield answer.exitCode();
            }
            case CommandLineReader.Run(var options, var remarks) -> {
                remarks.forEach(System.err::println);
                yield options.configurationTest()
                        ? ConfigurationTest.run(options)
                        : new Start(options, arguments).run();
            }
        };
    }
}
