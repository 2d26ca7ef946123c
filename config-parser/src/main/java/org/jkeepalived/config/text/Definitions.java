// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of a configuration ({@code $NAME=value}) and their substitution. */
final class Definitions {

    /** Replacements in one line, recursive ones included, before it is taken for an endless one. */
    private static final int REPLACEMENTS_LIMIT = 1_000;

    /** Characters that a line may grow to. */
    private static final int LENGTH_LIMIT = 65_536;

    private final Map<String, Definition> byName = new HashMap<>();

    private sealed interface Definition {}

    /** One line of text. */
    private record Text(String value) implements Definition {}

    /** Several lines; a reference to them must be the last thing on its line. */
    private record Block(List<String> lines) implements Definition {}

    /** A predefined one, worked out at each use from the words after its name. */
    private record Computed(Function<List<String>, Optional<String>> value) implements Definition {}

    /**
     * The outcome of a substitution.
     *
     * @param text the line now
     * @param following lines that follow it, innermost definition last, each list in order
     * @param changed whether anything was replaced
     * @param endless whether the limits stopped it
     */
    record Substituted(MappedText text, List<List<String>> following, boolean changed, boolean endless) {}

    void define(String name, String value) {
        byName.put(name, new Text(value));
    }

    void defineBlock(String name, List<String> lines) {
        byName.put(name, lines.isEmpty() ? new Text("") : new Block(List.copyOf(lines)));
    }

    void defineComputed(String name, Function<List<String>, Optional<String>> value) {
        byName.put(name, new Computed(value));
    }

    /** The length of a leading {@code $NAME=}, or -1 when the line defines nothing. */
    static int definitionLength(String line) {
        if (line.length() < 3 || line.charAt(0) != '$' || !isNameStart(line.charAt(1))) {
            return -1;
        }
        int at = 2;
        while (at < line.length() && isNamePart(line.charAt(at))) {
            at++;
        }
        return at < line.length() && line.charAt(at) == '=' ? at + 1 : -1;
    }

    /** Replaces every reference in a line. What is not defined stays as it is. */
    Substituted substitute(MappedText line) {
        var text = line;
        var following = new ArrayList<List<String>>(0);
        int replaced = 0;
        int at = 0;
        while ((at = text.text().indexOf('$', at)) >= 0) {
            var reference = Reference.at(text.text(), at);
            var value = reference == null ? Optional.<String>empty() : value(reference, text.text(), following);
            if (value.isEmpty()) {
                at++;
                continue;
            }
            if (++replaced > REPLACEMENTS_LIMIT
                    || text.text().length() + value.get().length() > LENGTH_LIMIT) {
                return new Substituted(text, List.of(), replaced > 1, true);
            }
            text = text.replace(at, reference.end(), value.get());
            if (value.get().stripLeading().startsWith("~")) {
                // The rest is for the sequence to repeat, each time with its own value.
                break;
            }
        }
        return new Substituted(text, following, replaced > 0, false);
    }

    private Optional<String> value(Reference reference, String line, List<List<String>> following) {
        return switch (byName.get(reference.name())) {
            case null -> Optional.empty();
            case Text text when reference.parameters().isEmpty() -> Optional.of(text.value());
            case Block block
            when reference.parameters().isEmpty() && reference.end() == line.length() -> {
                following.add(block.lines().subList(1, block.lines().size()));
                yield Optional.of(block.lines().getFirst());
            }
            case Computed computed -> computed.value().apply(reference.parameters());
            case Text _, Block _ -> Optional.empty();
        };
    }

    /**
     * {@code $NAME} before a blank, comma, closing parenthesis or the end, or <code>${NAME parameters}</code> anywhere.
     *
     * @param end the index after it
     */
    private record Reference(String name, List<String> parameters, int end) {
        static Reference at(String line, int dollar) {
            boolean braces = dollar + 1 < line.length() && line.charAt(dollar + 1) == '{';
            int start = dollar + (braces ? 2 : 1);
            if (start >= line.length() || !isNameStart(line.charAt(start))) {
                return null;
            }
            int end = start + 1;
            while (end < line.length() && isNamePart(line.charAt(end))) {
                end++;
            }
            var name = line.substring(start, end);
            if (!braces) {
                boolean ends = end == line.length() || " \t,)".indexOf(line.charAt(end)) >= 0;
                return ends ? new Reference(name, List.of(), end) : null;
            }
            int close = line.indexOf('}', end);
            if (close < 0) {
                return null;
            }
            var parameters = line.substring(end, close);
            if ((!parameters.isEmpty() && MappedText.isBlank(parameters.charAt(parameters.length() - 1)))
                    || !parameters.chars().allMatch(c -> isNamePart((char) c) || MappedText.isBlank((char) c))) {
                return null;
            }
            var words = parameters.isEmpty()
                    ? List.<String>of()
                    : List.of(parameters.strip().split("[ \t]+"));
            return new Reference(name, words, close + 1);
        }
    }

    private static boolean isNameStart(char character) {
        return character == '_' || isLetter(character);
    }

    private static boolean isNamePart(char character) {
        return isNameStart(character) || (character >= '0' && character <= '9');
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
