// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.environment.Environment;

/**
 * Makes the lines that keywords are looked up in out of the lines of files.
 *
 * <p>Where the next line comes from, in this order: the rest of the last one after a brace; the innermost running
 * sequence or definition; the innermost file. An {@code include} inside a sequence is therefore read after the sequence
 * has ended, as keepalived does it.
 */
public final class LineReader {

    /** Lines that definitions and sequences may make; the largest example of the manual needs half of it. */
    private static final int EXPANSION_LIMIT = 2_000_000;

    /** Lines in all, counting what stands between braces as lines: what they make has to fit the memory. */
    private static final int LINES_LIMIT = 3_000_000;

    /** Characters of a line in a file; keepalived has 1024 bytes for it. */
    private static final int LINE_LENGTH_LIMIT = 16_384;

    /** Sequences and definitions running inside one another. */
    private static final int DEPTH_LIMIT = 200;

    private static final int RANDOM_MAX = 32_767;

    /** Repeats a text with other values each time, or gives the lines of a definition. */
    private sealed interface Expansion {
        /** The line whose place the expansion's lines have. */
        Line at();
    }

    private record Repeating(Line at, Repetition repetition) implements Expansion {}

    private record Following(Line at, Iterator<String> lines) implements Expansion {}

    private final Environment environment;
    private final Findings findings;
    private final Includes includes;
    private final TextPool pool = new TextPool();
    private final Definitions definitions = new Definitions();
    private final Deque<Expansion> expansions = new ArrayDeque<>();
    private Line residue;
    private final Deque<Line> putBack = new ArrayDeque<>(2);
    private int expandedLines;
    private int lines;

    /** The definition whose lines are being collected; null while there is none. */
    private String collecting;

    private final List<String> collected = new ArrayList<>();

    public LineReader(Environment environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
        this.includes = new Includes(environment.sources(), findings);
        definitions.defineComputed("_PWD", _ -> Optional.of(includes.directory().toString()));
        definitions.defineComputed("_INSTANCE", _ -> Optional.of(environment.configId()));
        definitions.defineComputed("_RANDOM", LineReader::random);
        definitions.defineComputed(
                "_ENV",
                words -> words.size() == 1
                        ? Optional.of(environment.variable(words.getFirst()).orElse(""))
                        : Optional.empty());
        definitions.define("_HASH", "#");
        definitions.define("_BANG", "!");
    }

    /** Begins with a file; false (and a finding) when it cannot be read. */
    public boolean open(Path file) {
        return includes.openFirst(file.toString(), Path.of("").toAbsolutePath());
    }

    /** The keyword {@code include_check} takes effect while lines are read. */
    public void includeCheck(List<Word> words) {
        includes.check(words);
    }

    /** Files that are there, or were a moment ago, but cannot be read, with the include that names them. */
    public Map<Path, Optional<SourceRange>> unreadable() {
        return includes.unreadable();
    }

    /** Gives {@code line} again at the next call of {@link #next}; of several the last one first. */
    public void putBack(Line line) {
        putBack.push(line);
    }

    /** The next line, never empty; null at the end. */
    public Line next() {
        if (!putBack.isEmpty()) {
            return putBack.pop();
        }
        while (true) {
            var raw = nextRaw();
            if (raw == null) {
                return null;
            }
            var line = expand(raw);
            if (line == null || line.text().isEmpty() || includes.include(line)) {
                continue;
            }
            if (++lines <= LINES_LIMIT) {
                return splitAtBrace(line);
            }
            if (lines == LINES_LIMIT + 1) {
                findings.error(line.range(), "More than " + LINES_LIMIT + " lines")
                        .effect("the rest is not read");
            }
            return null;
        }
    }

    private Line nextRaw() {
        if (residue != null) {
            var line = residue;
            residue = null;
            return line;
        }
        while (!expansions.isEmpty()) {
            var line = switch (expansions.peek()) {
                case Repeating repeating -> repeat(repeating);
                case Following following ->
                    following.lines().hasNext()
                            ? following.at().standIn(following.lines().next())
                            : null;
            };
            if (line == null) {
                expansions.pop();
            } else if (++expandedLines > EXPANSION_LIMIT) {
                if (expandedLines == EXPANSION_LIMIT + 1) {
                    findings.warning(
                                    line.range(),
                                    "Sequences and definitions make more than " + EXPANSION_LIMIT + " lines")
                            .effect("the rest of them is left out");
                }
                expansions.clear();
            } else {
                return line;
            }
        }
        return nextFromFile();
    }

    private Line repeat(Repeating repeating) {
        var repetition = repeating.repetition();
        if (!repetition.values().hasNext()) {
            return null;
        }
        var values = repetition.values().next();
        for (int i = 0; i < values.size(); i++) {
            definitions.define(repetition.names().get(i), values.get(i));
        }
        return repeating.at().with(repetition.rest());
    }

    /** The next line of a file that has any content, without its comment. */
    private Line nextFromFile() {
        while (true) {
            var line = includes.next();
            if (line == null) {
                return null;
            }
            if (line.text().length() > LINE_LENGTH_LIMIT) {
                findings.warning(line.range(0, 0), "line too long - ignoring")
                        .effect("it has more than " + LINE_LENGTH_LIMIT + " characters");
                continue;
            }
            if (line.text().indexOf('\0') >= 0) {
                findings.warning(line.range(), "configuration appears to have embedded NULs - ignoring line");
                continue;
            }
            if (line.text().isEmpty()) {
                endCollecting();
                continue;
            }
            var stripped = Comments.strip(line.mapped());
            if (stripped.text().isEmpty() && !stripped.continued()) {
                // A line with nothing but a comment does not end a definition, an empty line does.
                continue;
            }
            var content = line.with(stripped.text().shared(pool));
            if (stripped.protectedInVain()) {
                int end = stripped.text().endColumn(stripped.text().text().length()) - 1;
                findings.note(line.range(end, line.text().length()), "A comment begins in spite of the backslash")
                        .effect("the rest of the line is left out, as in keepalived's processes")
                        .advice("put the word into double quotes");
            }
            if (stripped.unterminatedQuote()) {
                reportQuote(content);
                content = content.withQuoteReported();
            }
            if (collecting != null) {
                collect(content.text(), stripped.continued());
                continue;
            }
            if (stripped.continued() && startCollecting(content)) {
                continue;
            }
            return stripped.continued() ? content.withBackslash() : content;
        }
    }

    private void reportQuote(Line line) {
        var text = line.text();
        findings.warning(
                        line.range(Math.max(0, text.lastIndexOf('"')), text.length()),
                        "Unterminated quote '" + text + "'")
                .effect("the text from the quote on is lost")
                .advice("close the quote on the same line");
    }

    /** Whether the line begins a definition of several lines. */
    private boolean startCollecting(Line line) {
        var text = conditional(line);
        int length = text == null ? -1 : Definitions.definitionLength(text.text());
        if (length < 0) {
            return false;
        }
        collecting = text.text().substring(1, length - 1);
        collected.clear();
        collect(text.text().substring(length).strip(), true);
        return true;
    }

    private void collect(String text, boolean continued) {
        if (!text.isEmpty()) {
            collected.add(text);
        }
        if (!continued) {
            endCollecting();
        }
    }

    private void endCollecting() {
        if (collecting != null) {
            definitions.defineBlock(collecting, collected);
            collecting = null;
        }
    }

    /** A line after conditions, definitions and sequences; null when nothing is left of it. */
    private Line expand(Line raw) {
        var line = raw;
        for (int round = 0; round < DEPTH_LIMIT; round++) {
            line = conditional(line);
            if (line == null) {
                return null;
            }
            int length = Definitions.definitionLength(line.text());
            if (length > 0) {
                definitions.define(
                        line.text().substring(1, length - 1),
                        line.text().substring(length).strip());
                return null;
            }
            if (Repetition.startsAt(line.text())) {
                startRepeating(line);
                return null;
            }
            if (line.text().indexOf('$') < 0) {
                return line;
            }
            var substituted = definitions.substitute(line.mapped());
            if (substituted.endless()) {
                findings.warning(
                                line.range(),
                                "Parameter substitution on line '" + abbreviate(line.text())
                                        + "' would exceed maximum line length")
                        .effect("the line is ignored")
                        .advice("does a definition contain itself?");
                return null;
            }
            if (!substituted.changed()) {
                return line;
            }
            for (var following : substituted.following()) {
                start(new Following(line, following.iterator()));
            }
            line = line.with(Comments.strip(substituted.text()).text());
        }
        return line;
    }

    /** Drops a line that is for another machine ({@code @id}, {@code @^id}) and takes the condition off the others. */
    private Line conditional(Line line) {
        var text = line.text();
        if (text.isEmpty() || text.charAt(0) != '@') {
            return line;
        }
        boolean inverted = text.startsWith("^", 1);
        int from = inverted ? 2 : 1;
        int blank = from;
        while (blank < text.length() && !MappedText.isBlank(text.charAt(blank))) {
            blank++;
        }
        boolean applies = text.substring(from, blank).equals(environment.configId()) != inverted;
        return blank < text.length() && applies
                ? line.with(line.mapped().substring(blank).strip())
                : null;
    }

    private void startRepeating(Line line) {
        try {
            start(new Repeating(line, Repetition.parse(line.mapped(), definitions)));
        } catch (Repetition.Malformed malformed) {
            findings.warning(line.range(), malformed.getMessage())
                    .effect("the line is ignored")
                    .advice("~SEQ(name, start, step, end) text, or ~LST(name, value, ...) text");
        }
    }

    private void start(Expansion expansion) {
        if (expansions.size() < DEPTH_LIMIT) {
            expansions.push(expansion);
        } else {
            findings.warning(expansion.at().range(), "More than " + DEPTH_LIMIT + " nested definitions")
                    .effect("what is left of all of them is left out")
                    .advice("does a definition contain itself?");
            // Going on a level higher would come here again, as often as there are lines to make.
            expansions.clear();
        }
    }

    /** Cuts a line at the first brace outside double quotes; what follows comes next. */
    private Line splitAtBrace(Line line) {
        var text = line.text();
        int brace = firstBrace(text);
        if (brace < 0) {
            return line;
        }
        int cut = brace == 0 ? 1 : brace;
        var rest = line.with(line.mapped().substring(cut).strip());
        if (!rest.text().isEmpty()) {
            residue = rest;
        }
        return line.with(line.mapped().substring(0, cut).strip());
    }

    private static int firstBrace(String text) {
        int at = 0;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '{', '}' -> {
                    return at;
                }
                case '"' -> {
                    at = text.indexOf('"', at + 1);
                    if (at < 0) {
                        return -1;
                    }
                }
                default -> {}
            }
            at++;
        }
        return -1;
    }

    private static Optional<String> random(List<String> bounds) {
        if (bounds.size() > 2) {
            return Optional.empty();
        }
        try {
            int min = bounds.isEmpty() ? 0 : Integer.parseInt(bounds.getFirst());
            int max = bounds.size() < 2 ? Math.max(min, RANDOM_MAX) : Math.max(min, Integer.parseInt(bounds.get(1)));
            return Optional.of(Long.toString(ThreadLocalRandom.current().nextLong(min, max + 1L)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String abbreviate(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
