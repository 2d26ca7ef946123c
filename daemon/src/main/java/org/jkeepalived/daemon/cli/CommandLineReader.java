// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jkeepalived.daemon.cli.ArgumentParser.Given;
import org.jkeepalived.daemon.cli.ArgumentParser.Unknown;
import org.jkeepalived.daemon.cli.ArgumentParser.ValueMissing;
import org.jkeepalived.daemon.cli.ArgumentParser.Word;
import org.jkeepalived.daemon.logging.Facility;
import org.jkeepalived.daemon.process.DaemonSignal;

/** Understands the command line as keepalived does, messages and exit codes included. */
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

    private final List<String> errors = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Options.Builder options;
    private boolean bad;

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
        // Strictly from left to right: -v answers at once, whatever follows it, and even after a mistake.
        for (var piece : ArgumentParser.parse(arguments)) {
            switch (piece) {
                case Unknown(var text) -> mistake("Unknown option " + text);
                case ValueMissing(var text) -> mistake("Missing parameter for option " + text);
                case Word(var text) -> words.add(text);
                case Given given -> {
                    var answer = take(given);
                    if (answer != null) {
                        return answer;
                    }
                }
            }
        }
        if (!words.isEmpty()) {
            errors.add("Unexpected argument(s): " + String.join(" ", words));
        }
        return bad ? new Answer(List.of(), errors, ExitCode.FAILURE) : new Run(options.build(), errors);
    }

    /** Notes the option, or returns the answer that it asks for, else null. */
    private Answer take(Given given) {
        var value = given.value().orElse("");
        switch (given.option()) {
            case VERSION -> {
                errors.addAll(Version.lines());
                return new Answer(List.of(), errors, ExitCode.OK);
            }
            case HELP -> {
                errors.addAll(Help.lines());
                return new Answer(List.of(), errors, ExitCode.OK);
            }
            case SIGNUM -> {
                var signal = DaemonSignal.named(value);
                if (signal.isEmpty()) {
                    errors.add("Unknown sigfunc " + value);
                    return new Answer(List.of(), errors, ExitCode.FAILURE);
                }
                return new Answer(List.of(Integer.toString(signal.get().number())), errors, ExitCode.OK);
            }
            case GENHASH -> {
                errors.add("genhash is not part of jkeepalived");
                return new Answer(List.of(), errors, ExitCode.FAILURE);
            }
            case LOG_FACILITY ->
                Facility.parse(value)
                        .ifPresentOrElse(options::facility, () -> errors.add("Invalid log facility '" + value + "'"));
            case UMASK ->
                umask(value).ifPresentOrElse(options::umask, () -> errors.add("Invalid --umask option " + value));
            default -> options.put(given.option(), value);
        }
        return null;
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
