// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that was found, in the order of the files. */
public record Diagnostics(List<Diagnostic> all) {
    public Diagnostics {
        all = List.copyOf(all);
    }

    /** By file in the order of first mention, by line, then what is about the whole. */
    static Diagnostics inOrder(List<Diagnostic> diagnostics) {
        var files = new HashMap<String, Integer>();
        for (var diagnostic : diagnostics) {
            diagnostic.range().ifPresent(range -> files.putIfAbsent(range.file(), files.size()));
        }
        return new Diagnostics(diagnostics.stream()
                .sorted(Comparator.comparingInt((Diagnostic diagnostic) -> diagnostic
                                .range()
                                .map(range -> files.get(range.file()))
                                .orElse(files.size()))
                        .thenComparingInt(diagnostic ->
                                diagnostic.range().map(SourceRange::line).orElse(0)))
                .toList());
    }

    /** These and those, in the order of the files. */
    public Diagnostics and(Diagnostics others) {
        return inOrder(Stream.concat(all.stream(), others.all.stream()).toList());
    }

    /** How many there are of a severity. */
    public long count(Severity severity) {
        return all.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether something keeps the configuration from running. */
    public boolean hasErrors() {
        return all.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /**
     * What {@code keepalived -t} exits with. A missing argument stops it at once; otherwise insecure scripts outrank
     * complaints, and complaints a missing file or interface.
     */
    public int exitCode() {
        int code = 0;
        for (var diagnostic : all) {
            if (diagnostic.exitCode() == Findings.EXIT_MISSING_PARAMETER) {
                return Findings.EXIT_MISSING_PARAMETER;
            }
            code = Math.max(code, diagnostic.exitCode());
        }
        return code;
    }

    /** One line each, in the form that tools around keepalived look for: {@code (FILE: Line N) text}. */
    public String plain() {
        return all.stream().map(Diagnostics::plainLine).collect(Collectors.joining());
    }

    private static String plainLine(Diagnostic diagnostic) {
        return diagnostic
                        .range()
                        .map(range -> "(" + range.file() + ": Line " + range.line() + ") ")
                        .orElse("")
                + diagnostic.summary()
                + (diagnostic.rule().isEmpty() ? "" : " [" + diagnostic.rule() + "]")
                + "\n";
    }

    /** For people: the place, the line with a mark under it, the consequence and a way out. */
    public String human() {
        var text = new StringBuilder();
        for (var diagnostic : all) {
            new HumanRenderer(text).append(diagnostic);
        }
        return text.toString();
    }
}
