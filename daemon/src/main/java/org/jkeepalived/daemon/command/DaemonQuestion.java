// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jkeepalived.daemon.cli.CommandLineReader;
import org.jkeepalived.daemon.control.ControlClient;
import org.jkeepalived.daemon.control.ControlExit;
import org.jkeepalived.daemon.control.ControlRequest;
import org.jkeepalived.daemon.control.SocketPath;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command that asks the running daemon. Which one, if there are several, is told by the options with which it was
 * started: {@code -p} names its pid file. A service unit can therefore give both commands the same options.
 */
final class DaemonQuestion {
    private DaemonQuestion() {}

    static CommandSpec command(String name, String description, String jsonDescription) {
        var command = CommandSpec.create()
                .name("jkeepalived " + name)
                .exitCodeOnInvalidInput(CommandOptions.USAGE)
                .addOption(OptionSpec.builder(CommandOptions.JSON)
                        .type(boolean.class)
                        .description(jsonDescription)
                        .build())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.usageMessage()
                .description(description, "")
                .customSynopsis("jkeepalived " + name + " [OPTION...] [OPTION OF THE DAEMON...]")
                .footer(
                        "",
                        "The daemon's own options may follow. Of these, -p says which daemon is meant if there are"
                                + " several: the one with that pid file. The others have no effect here.")
                .sortOptions(false)
                .width(100);
        return command;
    }

    /** Asks, prints the answer and returns the exit code that comes with it. */
    static int ask(ParseResult parsed, ControlRequest request, Duration patience) {
        try {
            return ask(socket(parsed.unmatched()), request, patience);
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            return refusal.exitCode;
        }
    }

    private static int ask(Path socket, ControlRequest request, Duration patience) {
        try {
            return print(ControlClient.ask(socket, request, patience));
        } catch (IOException failure) {
            return Files.exists(socket) && !Files.isWritable(socket)
                    ? complain(ControlExit.NO_PERMISSION, socket + ": only root may ask the daemon")
                    : complain(ControlExit.NO_DAEMON, "no daemon answers at " + socket + ": " + failure.getMessage());
        }
    }

    private static int complain(int exitCode, String message) {
        System.err.println("jkeepalived: " + message);
        return exitCode;
    }

    /** Nobody was asked. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final int exitCode;

        Refusal(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }
    }

    private static Path socket(List<String> daemonOptions) throws Refusal {
        Optional<Path> pidFile = pidFile(daemonOptions);
        if (pidFile.isPresent()) {
            return SocketPath.beside(pidFile.get());
        }
        List<Path> sockets = SocketPath.usual();
        return switch (sockets.size()) {
            case 0 ->
                throw new Refusal(
                        ControlExit.NO_DAEMON, "jkeepalived: no daemon answers: there is no control socket in /run");
            case 1 -> sockets.getFirst();
            default -> oneThatAnswers(sockets);
        };
    }

    private static Path oneThatAnswers(List<Path> sockets) throws Refusal {
        List<Path> living = sockets.stream().filter(ControlClient::answers).toList();
        if (living.size() > 1) {
            throw new Refusal(
                    CommandOptions.USAGE,
                    "jkeepalived: several daemons run; name the pid file of one with -p: "
                            + living.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        return living.isEmpty() ? sockets.getFirst() : living.getFirst();
    }

    private static Optional<Path> pidFile(List<String> daemonOptions) throws Refusal {
        return switch (CommandLineReader.read(Path.of("").toAbsolutePath(), daemonOptions.toArray(String[]::new))) {
            case CommandLineReader.Run run -> run.options().pidFile();
            case CommandLineReader.Answer answer ->
                throw new Refusal(CommandOptions.USAGE, String.join("\n", answer.errors()));
        };
    }

    private static int print(String answer) throws IOException {
        int exitCode = ControlExit.FAILURE;
        try (var json = new JsonFactory().createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "exit_code" -> exitCode = json.getIntValue();
                    case "text" -> System.out.print(json.getText());
                    case "error" -> System.err.println("jkeepalived: " + json.getText());
                    default -> System.out.print(JsonText.write(pretty -> pretty.copyCurrentStructure(json)));
                }
            }
        }
        return CommandOptions.isPrinted() ? exitCode : ControlExit.FAILURE;
    }
}
