// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jkeepalived.daemon.logging.Facility;
import org.jkeepalived.daemon.process.DaemonSignal;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Understands the command line as keepalived does, messages and exit codes included. What is an option is picocli's
 * business; which value belongs to it is decided here, by the rules of getopt_long(3) on which scripts rely. One
 * difference: a value attached to a letter may follow a {@code =} here, which getopt takes for a part of the value.
 */
public final class CommandLineReader {

    /** What the command line comes to. */
    public sealed interface Request permits Run, Answer {}

    /**
     * Run, or test, with these options.
     *
     * @param remarks lines for standard error that do not stop the start
     */
    public record Run(Options options, List<String> remarks) implements Request {}

    /** Print and exit. */
    public record Answer(List<String> output, List<String> errors, int exitCode) implements Request {}

    private static final int UMASK_MAX = 0777;
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,9}");

    /** How picocli says that what follows an option was an argument of its own. */
    private static final String SEPARATE = " ";

    private final List<String> errors = new ArrayList<>();
    private final Options.Builder options;
    private boolean bad;
    private Answer answer;

    private CommandLineReader(Path directory) {
        this.options = new Options.Builder(directory);
    }

    /**
     * Understands {@code arguments}.
     *
     * @param directory where relative names start
     */
    public static Request read(Path directory, String... arguments) {
        return new CommandLineReader(directory).read(arguments);
    }

    private Request read(String... arguments) {
        var parsed = new CommandLine(command())
                .setExpandAtFiles(false)
                .setUnmatchedArgumentsAllowed(true)
                .parseArgs(arguments);
        var unknown = new ArrayList<>(parsed.unmatched());
        var words = new ArrayList<String>();
        for (String word : parsed.matchedPositionalValue(0, List.<String>of())) {
            // picocli takes -6 for a number, and so for a word.
            boolean resemblesOption = word.length() > 1 && word.startsWith("-");
            (resemblesOption && !List.of(arguments).contains("--") ? unknown : words).add(word);
        }
        errors.addAll(0, unknown.stream().map(CommandLineReader::unknownOption).toList());
        if (answer != null) {
            return answer;
        }
        if (!words.isEmpty()) {
            errors.add("Unexpected argument(s): " + String.join(" ", words));
        }
        bad |= !unknown.isEmpty();
        return bad ? new Answer(List.of(), errors, ExitCode.FAILURE) : new Run(options.build(), errors);
    }

    /** Letter and long name are two options to picocli, as keepalived's messages name the one that was used. */
    private CommandSpec command() {
        var command = CommandSpec.create()
                .addPositional(PositionalParamSpec.builder()
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .build());
        for (var option : CommandLineOption.values()) {
            option.letterName().ifPresent(name -> command.addOption(specification(option, name)));
            command.addOption(specification(option, option.longNames()));
        }
        return command;
    }

    private OptionSpec specification(CommandLineOption option, String... names) {
        return OptionSpec.builder(names)
                .preprocessor((rest, _, _, info) -> {
                    take(option, names[0], rest, (String) info.get("separator"));
                    return true;
                })
                .build();
    }

    /** Takes the option's value from the rest of the command line, and acts on both. */
    private void take(CommandLineOption option, String name, Stack<String> rest, String separator) {
        switch (option.argument) {
            case NONE -> {
                if (separator.equals("=")) {
                    mistake("Unknown option " + name + "=" + next(rest));
                    return;
                }
                act(option, "");
            }
            case OPTIONAL -> act(option, separator.equals(SEPARATE) ? "" : next(rest));
            case REQUIRED -> {
                var value = next(rest);
                if (value.isEmpty()) {
                    mistake("Missing parameter for option " + name);
                    return;
                }
                act(option, value);
            }
        }
        if (answer != null) {
            // Given at once, whatever follows, and even after a mistake.
            rest.clear();
        }
    }

    private static String next(Stack<String> rest) {
        return rest.isEmpty() ? "" : rest.pop();
    }

    /** Of letters, picocli gives the unknown one with what follows it. */
    private static String unknownOption(String text) {
        return "Unknown option " + (text.startsWith("--") ? text : text.substring(0, 2));
    }

    private void act(CommandLineOption option, String value) {
        switch (option) {
            case VERSION -> answer(Version.lines(), ExitCode.OK);
            case HELP -> answer(Help.lines(), ExitCode.OK);
            case SIGNUM ->
                DaemonSignal.named(value)
                        .ifPresentOrElse(
                                signal -> answer =
                                        new Answer(List.of(Integer.toString(signal.number())), errors, ExitCode.OK),
                                () -> answer(List.of("Unknown sigfunc " + value), ExitCode.FAILURE));
            case GENHASH -> answer(List.of("genhash is not part of jkeepalived"), ExitCode.FAILURE);
            case LOG_FACILITY ->
                Facility.parse(value)
                        .ifPresentOrElse(options::facility, () -> errors.add("Invalid log facility '" + value + "'"));
            case UMASK ->
                umask(value).ifPresentOrElse(options::umask, () -> errors.add("Invalid --umask option " + value));
            default -> options.put(option, value);
        }
    }

    private void answer(List<String> lines, int exitCode) {
        errors.addAll(lines);
        answer = new Answer(List.of(), errors, exitCode);
    }

    private void mistake(String message) {
        errors.add(message);
        bad = true;
    }

    /** A number as strtol(3) reads it with base 0: 0x is hexadecimal, a leading 0 octal. */
    private static OptionalInt umask(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        try {
            int bits = Integer.decode(text);
            return bits <= UMASK_MAX ? OptionalInt.of(bits) : OptionalInt.empty();
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }
}
