// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.daemon.cli.CommandLineOption.Argument;

/**
 * Splits arguments into options by the rules of getopt_long(3), on which scripts around keepalived rely: letters may be
 * combined ({@code -nldD}), a value may be attached or follow, a long name may be shortened as long as it stays unique,
 * options and other words mix freely until {@code --}. These are not picocli's rules (its optional values swallow the
 * next word, its messages differ), so it serves only the sub-commands; a daemon's start is also spared its loading.
 */
final class ArgumentParser {

    /** One piece of the command line. */
    sealed interface Piece permits Given, Unknown, ValueMissing, Word {}

    /** A known option; the value is empty where none was given. */
    record Given(CommandLineOption option, Optional<String> value) implements Piece {}

    /** Something that looks like an option; {@code text} as keepalived would name it. */
    record Unknown(String text) implements Piece {}

    /** An option without the value it needs; {@code text} as the user wrote it. */
    record ValueMissing(String text) implements Piece {}

    /** Anything else. */
    record Word(String text) implements Piece {}

    private final String[] arguments;
    private final List<Piece> pieces = new ArrayList<>();
    private int next;

    private ArgumentParser(String[] arguments) {
        this.arguments = arguments;
    }

    /** The pieces in the order of the command line. */
    static List<Piece> parse(String... arguments) {
        var parser = new ArgumentParser(arguments);
        parser.run();
        return parser.pieces;
    }

    private void run() {
        while (next < arguments.length) {
            var argument = arguments[next++];
            if (argument.equals("--")) {
                while (next < arguments.length) {
                    pieces.add(new Word(arguments[next++]));
                }
            } else if (argument.startsWith("--")) {
                longOption(argument);
            } else if (argument.startsWith("-") && argument.length() > 1) {
                letters(argument);
            } else {
                pieces.add(new Word(argument));
            }
        }
    }

    private void longOption(String argument) {
        int equals = argument.indexOf('=');
        var name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
        var option = findLong(name);
        if (option.isEmpty() || (equals >= 0 && option.get().argument == Argument.NONE)) {
            pieces.add(new Unknown(argument));
            return;
        }
        if (equals >= 0) {
            add(option.get(), argument.substring(equals + 1), "--" + option.get().longName);
        } else if (option.get().argument == Argument.REQUIRED) {
            add(option.get(), next < arguments.length ? arguments[next++] : "", "--" + option.get().longName);
        } else {
            pieces.add(new Given(option.get(), Optional.empty()));
        }
    }

    private void letters(String argument) {
        for (int i = 1; i < argument.length(); i++) {
            var option = findLetter(argument.charAt(i));
            if (option.isEmpty()) {
                pieces.add(new Unknown("-" + argument.charAt(i)));
                continue;
            }
            if (option.get().argument == Argument.NONE) {
                pieces.add(new Given(option.get(), Optional.empty()));
                continue;
            }
            var attached = argument.substring(i + 1);
            if (!attached.isEmpty() || option.get().argument == Argument.OPTIONAL) {
                pieces.add(new Given(option.get(), nonEmpty(attached)));
            } else {
                add(option.get(), next < arguments.length ? arguments[next++] : "", "-" + argument.charAt(i));
            }
            return;
        }
    }

    private void add(CommandLineOption option, String value, String writtenAs) {
        if (value.isEmpty() && option.argument == Argument.REQUIRED) {
            pieces.add(new ValueMissing(writtenAs));
        } else {
            pieces.add(new Given(option, nonEmpty(value)));
        }
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The option of that name, or the only one whose name begins so. */
    private static Optional<CommandLineOption> findLong(String name) {
        CommandLineOption found = null;
        boolean ambiguous = false;
        for (var option : CommandLineOption.values()) {
            if (option.longName.equals(name)) {
                return Optional.of(option);
            }
            if (!name.isEmpty() && option.longName.startsWith(name)) {
                ambiguous |= found != null;
                found = option;
            }
        }
        return ambiguous ? Optional.empty() : Optional.ofNullable(found);
    }

    private static Optional<CommandLineOption> findLetter(char letter) {
        for (var option : CommandLineOption.values()) {
            if (option.letter == letter) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
