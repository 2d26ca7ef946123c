// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.environment.SourceLoader;

/** The files being read: the first one and those that {@code include} lines name, innermost first. */
final class Includes {

    /** Files open at once. */
    private static final int DEPTH_LIMIT = 500;

    /** Files opened in all: two that each include the next one twice double with every level. */
    private static final int FILES_LIMIT = 100_000;

    /** What all files hold together; 65 024 instances of 250 bytes each take half of it. */
    private static final int BYTES_LIMIT = 32 << 20;

    /** What keeps keepalived from running when an include fails; otherwise that is only worth a note. */
    enum Check {
        /** A file cannot be read, {@code read}. */
        READ,
        /** A name without wildcards does not exist, {@code match}. */
        MATCH,
        /** Wildcards match nothing, {@code wildcard_match}. */
        WILDCARD_MATCH,
        /** An alternative of a brace does not exist, {@code brace_match}. */
        BRACE_MATCH
    }

    /** For what would never end: keepalived runs out of files and stops. */
    private static final Set<Check> ALWAYS = EnumSet.of(Check.READ);

    private static final Map<String, Check> CHECK_NAMES = Map.of(
            "read", Check.READ,
            "match", Check.MATCH,
            "wildcard_match", Check.WILDCARD_MATCH,
            "brace_match", Check.BRACE_MATCH);

    private static final Map<Character, Set<Check>> VARIANTS = Map.of(
            'r', EnumSet.of(Check.READ),
            'm', EnumSet.of(Check.READ, Check.MATCH),
            'w', EnumSet.of(Check.READ, Check.MATCH, Check.WILDCARD_MATCH),
            'b', EnumSet.of(Check.READ, Check.BRACE_MATCH),
            'a', EnumSet.allOf(Check.class));

    /** One include: its files, of which one is open. */
    private static final class Open {
        private final Deque<String> waiting;
        private final Path directory;
        private final Set<Check> checksBefore;
        private Source source;
        private Path sourcePath;
        private int lineNumber;

        Open(List<String> files, Path directory, Set<Check> checksBefore) {
            this.waiting = new ArrayDeque<>(files);
            this.directory = directory;
            this.checksBefore = checksBefore;
        }
    }

    private final SourceLoader sources;
    private final Findings findings;
    private final Deque<Open> stack = new ArrayDeque<>();
    private Set<Check> checks = EnumSet.noneOf(Check.class);
    private final Map<Path, Optional<SourceRange>> unreadable = new LinkedHashMap<>();
    private int filesOpened;
    private int bytesRead;

    Includes(SourceLoader sources, Findings findings) {
        this.sources = sources;
        this.findings = findings;
    }

    /** Opens the first file; false when there is nothing to read. */
    boolean openFirst(String pattern, Path workingDirectory) {
        boolean opened = open(pattern, workingDirectory, VARIANTS.get('w'), Optional.empty());
        if (!opened) {
            findings.general(Severity.ERROR, "Failed to open configuration file")
                    .advice("name another one with -f")
                    .exitCode(Findings.EXIT_NO_CONFIGURATION);
        }
        return opened;
    }

    /** Whether a line is an include; if so its files are next. */
    boolean include(Line line) {
        var text = line.text();
        if (!text.startsWith("include") || text.length() < 8) {
            return false;
        }
        boolean plain = MappedText.isBlank(text.charAt(7));
        var variant = plain ? EnumSet.noneOf(Check.class) : VARIANTS.get(text.charAt(7));
        if (variant == null || (!plain && (text.length() < 9 || !MappedText.isBlank(text.charAt(8))))) {
            return false;
        }
        int from = plain ? 8 : 9;
        var pattern = text.substring(from).strip();
        if (stack.size() >= DEPTH_LIMIT) {
            findings.warning(line.range(from, text.length()), "More than " + DEPTH_LIMIT + " nested includes")
                    .effect("the file is not read");
            return true;
        }
        open(pattern, directory(), variant, Optional.of(line.range(from, text.length())));
        return true;
    }

    /** The keyword {@code include_check}; without arguments every check is on. */
    void check(List<Word> words) {
        if (words.size() < 2) {
            checks = EnumSet.allOf(Check.class);
            return;
        }
        for (int i = 1; i < words.size(); i++) {
            var word = words.get(i);
            char sign = word.text().isEmpty() ? ' ' : word.text().charAt(0);
            boolean signed = sign == '+' || sign == '-';
            var check = CHECK_NAMES.get(signed ? word.text().substring(1) : word.text());
            if (check == null) {
                findings.warning(word.range(), "Unknown include_check type '" + word + "' - ignoring")
                        .advice("read, match, wildcard_match or brace_match, with + or - before it");
                continue;
            }
            if (!signed && i > 1) {
                findings.warning(word.range(), "Duplicate include_check '" + word + "' specified - ignoring");
                continue;
            }
            checks = checks.isEmpty() ? EnumSet.noneOf(Check.class) : EnumSet.copyOf(checks);
            switch (sign) {
                case '+' -> checks.add(check);
                case '-' -> checks.remove(check);
                default -> checks = EnumSet.of(Check.READ, check);
            }
        }
    }

    /** The directory of the file being read, which relative names are resolved against. */
    Path directory() {
        return stack.isEmpty()
                ? Path.of("").toAbsolutePath()
                : stack.peek().sourcePath.getParent();
    }

    /** Files that are there, or were a moment ago, but cannot be read, with the include that names them. */
    Map<Path, Optional<SourceRange>> unreadable() {
        return unreadable;
    }

    /** The next line as it stands in its file; null after the last file. */
    Line next() {
        while (!stack.isEmpty()) {
            var open = stack.peek();
            if (open.lineNumber < open.source.lineCount()) {
                open.lineNumber++;
                return new Line(
                        open.source, open.lineNumber, MappedText.asWritten(open.source.line(open.lineNumber), 1));
            }
            if (!openNext(open, Optional.empty(), Set.of())) {
                checks = open.checksBefore;
                stack.pop();
            }
        }
        return null;
    }

    private boolean open(String pattern, Path directory, Set<Check> variant, Optional<SourceRange> range) {
        var active = EnumSet.noneOf(Check.class);
        active.addAll(checks);
        active.addAll(variant);
        var glob = Glob.expand(pattern, directory, sources);
        boolean braces = pattern.indexOf('{') >= 0;
        if (glob.matches().isEmpty()) {
            if (!glob.missing().isEmpty()) {
                complain(
                        range,
                        braces ? Check.BRACE_MATCH : Check.MATCH,
                        active,
                        "Config files missing '" + pattern + "'.");
            } else {
                complain(range, Check.WILDCARD_MATCH, active, "No config files matched '" + pattern + "'.");
            }
            return false;
        }
        if (!glob.missing().isEmpty()) {
            complain(range, Check.BRACE_MATCH, active, "Some config files missing: \"" + pattern + "\".");
            if (active.contains(Check.BRACE_MATCH)) {
                return false;
            }
        }
        var open = new Open(glob.matches(), directory, checks);
        if (!openNext(open, range, active)) {
            return false;
        }
        stack.push(open);
        return true;
    }

    /** Opens the next readable file of an include; false when there is none. */
    private boolean openNext(Open open, Optional<SourceRange> range, Set<Check> active) {
        while (!open.waiting.isEmpty()) {
            var name = open.waiting.poll();
            var path = open.directory.resolve(name);
            switch (sources.kind(path)) {
                case FILE -> {
                    var normal = path.toAbsolutePath().normalize();
                    if (stack.stream().anyMatch(outer -> outer != open && normal.equals(outer.sourcePath))) {
                        complain(
                                range,
                                Check.READ,
                                ALWAYS,
                                "Configuration file '" + name + "' includes itself - skipping");
                        continue;
                    }
                    if (++filesOpened > FILES_LIMIT) {
                        complain(range, Check.READ, ALWAYS, "More than " + FILES_LIMIT + " files included - skipping");
                        return false;
                    }
                    try {
                        var content = sources.read(path, BYTES_LIMIT - bytesRead);
                        bytesRead += content.length;
                        open.source = Source.of(name, content);
                        open.sourcePath = normal;
                        open.lineNumber = 0;
                        return true;
                    } catch (SourceLoader.TooLargeException _) {
                        complain(
                                range,
                                Check.READ,
                                ALWAYS,
                                "Configuration file '" + name + "' makes more than " + BYTES_LIMIT
                                        + " bytes - skipping");
                    } catch (IOException failure) {
                        unreadable.put(normal, range);
                        complain(
                                range,
                                Check.READ,
                                active,
                                "Configuration file '" + name + "' open problem (" + reason(failure) + ") - skipping");
                    }
                }
                case DIRECTORY ->
                    complain(range, Check.READ, active, "Configuration file '" + name + "' is a directory - skipping");
                case OTHER -> {
                    unreadable.put(path.toAbsolutePath().normalize(), range);
                    complain(
                            range,
                            Check.READ,
                            active,
                            "Configuration file '" + name + "' is not a regular non-executable file - skipping");
                }
                case MISSING -> {
                    unreadable.put(path.toAbsolutePath().normalize(), range);
                    complain(range, Check.READ, active, "Configuration file '" + name + "' is gone - skipping");
                }
            }
        }
        return false;
    }

    /** In the words of the C library, which Java replaces by the file's name. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private void complain(Optional<SourceRange> range, Check check, Set<Check> active, String summary) {
        boolean counts = active.contains(check);
        var draft = range.isPresent()
                ? counts ? findings.error(range.get(), summary) : findings.note(range.get(), summary)
                : findings.general(counts ? Severity.ERROR : Severity.NOTE, summary);
        draft.exitCode(counts ? Findings.EXIT_NO_CONFIGURATION : 0);
    }
}
