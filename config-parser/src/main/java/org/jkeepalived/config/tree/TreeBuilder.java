// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.schema.Keyword;
import org.jkeepalived.config.schema.Schema;
import org.jkeepalived.config.schema.Shape;
import org.jkeepalived.config.text.Line;
import org.jkeepalived.config.text.LineReader;
import org.jkeepalived.config.text.TextPool;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.text.Words;

/**
 * Puts lines together to statements, and recovers from slips.
 *
 * <p>It complains where keepalived complains, with the same words, but it does not lose its place: keepalived takes the
 * end of an unknown block for the end of the block around it, and reads a block whose predecessor is not closed into
 * that predecessor. Here an unknown block is left out as a whole, and a keyword that only the root level has, with a
 * block of its own, ends what was left open.
 */
public final class TreeBuilder {

    /** How a block came to its end. */
    private enum End {
        /** At its brace. */
        CLOSED,
        /** At a line that belongs to the root level, which has been put back. */
        ROOT_LEVEL,
        /** With the last line. */
        INPUT
    }

    /** What statements and all that is made of them take of the heap, measured and rounded up. */
    private static final int BLOCK_BYTES = 1_500;

    private static final int LIST_ENTRY_BYTES = 900;
    private static final int STATEMENT_BYTES = 250;

    private final LineReader lines;
    private final Findings findings;
    private final long memoryBytes;
    private long statementsBytes;
    private boolean full;
    private final TextPool pool = new TextPool();
    private int openBraces;
    private Line lastLine;
    private Line extraBrace;

    /**
     * A builder that stops before its statements fill the heap: a daemon must not end because a file that it is to read
     * is too large for it.
     */
    public TreeBuilder(LineReader lines, Findings findings) {
        this(lines, findings, freeMemory() / 5 * 4);
    }

    /** What the heap can still hold beside the daemon that runs already; what nobody uses any more counts as held. */
    private static long freeMemory() {
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /** A builder whose statements, by estimate, take at most {@code memoryBytes} and a last one. */
    TreeBuilder(LineReader lines, Findings findings, long memoryBytes) {
        this.lines = lines;
        this.findings = findings;
        this.memoryBytes = memoryBytes;
    }

    /** Reads to the end. */
    public List<Statement> build() {
        var statements = new ArrayList<Statement>();
        readBlock(Schema.ROOT, Schema.ROOT, null, statements);
        if (openBraces > 0 && !full) {
            findings.warning(lastLine.range(), "There are " + openBraces + " missing '}'s or extra '{'s")
                    .effect("the end of the file closes what is open");
        }
        return statements;
    }

    /** Whether there was more than fits the memory: what was built is then of no use. */
    public boolean isFull() {
        return full;
    }

    private End readBlock(Keyword block, Keyword parent, Statement opener, List<Statement> into) {
        boolean root = opener == null;
        if (!root && !openBlock(block, parent)) {
            return End.CLOSED;
        }
        while (true) {
            var line = next();
            if (line == null) {
                return End.INPUT;
            }
            if (line.isOpeningBrace()) {
                findings.warning(line.range(), "Unexpected '{' - ignoring")
                        .effect("everything up to its '}' is left out");
                skipBlock();
                continue;
            }
            if (line.isClosingBrace()) {
                if (!root) {
                    return End.CLOSED;
                }
                continue;
            }
            var words = cut(block, line);
            if (words.isEmpty()) {
                continue;
            }
            var keyword = block.child(words.getFirst().text());
            if (keyword == null) {
                if (!root && beginsRootBlock(words)) {
                    reportUnclosed(words.getFirst(), opener);
                    putBack(line);
                    return End.ROOT_LEVEL;
                }
                reportUnknown(block, words.getFirst());
                skipFollowingBlock();
                continue;
            }
            if (readStatement(keyword, block, line, words, into) == End.ROOT_LEVEL && !root) {
                return End.ROOT_LEVEL;
            }
        }
    }

    private End readStatement(Keyword keyword, Keyword block, Line line, List<Word> words, List<Statement> into) {
        var body = keyword.shape().hasBraces() ? new ArrayList<Statement>(2) : List.<Statement>of();
        var statement = new Statement(keyword, line, words, body);
        int place = into.size();
        into.add(statement);
        statementsBytes += block == Schema.ROOT ? BLOCK_BYTES : STATEMENT_BYTES;
        if (!keyword.deprecation().isEmpty()) {
            var summary = keyword + " is deprecated - please use '" + keyword.deprecation() + "'";
            if (keyword.deprecationComplains()) {
                findings.warning(words.getFirst().range(), summary);
            } else {
                findings.note(words.getFirst().range(), summary);
            }
        }
        return switch (keyword.shape()) {
            case BLOCK -> {
                var end = readBlock(keyword, block, statement, body);
                if (end == End.CLOSED && lastLine.isClosingBrace()) {
                    into.set(place, statement.endingAt(lastLine));
                }
                yield end;
            }
            case LINES -> readLines(statement, block, body);
            case FLAG, BOOLEAN, WORD, WORDS, SCRIPT -> {
                if (keyword.name().equals("include_check")) {
                    lines.includeCheck(words);
                }
                yield End.CLOSED;
            }
        };
    }

    private End readLines(Statement statement, Keyword parent, List<Statement> into) {
        var keyword = statement.keyword();
        var first = next();
        boolean opened = first != null && first.isOpeningBrace();
        if (statement.size() > 1 && keyword.argument().startsWith("{")) {
            findings.warning(
                    statement.word(1).range(),
                    "Block " + keyword + " has extra parameters " + statement.word(1) + " ...");
        }
        if (!opened && first != null) {
            findings.note(statement.range(), "'{' missing from beginning of block " + keyword);
            putBack(first);
            var words = Words.of(first, pool).words();
            if (first.isClosingBrace()
                    || (!words.isEmpty() && parent.child(words.getFirst().text()) != null)) {
                return End.CLOSED;
            }
        }
        while (true) {
            var line = next();
            if (line == null) {
                return End.INPUT;
            }
            if (line.isClosingBrace()) {
                return End.CLOSED;
            }
            if (line.isOpeningBrace()) {
                findings.warning(line.range(), "Unexpected '{' - ignoring")
                        .effect("everything up to its '}' is left out");
                skipBlock();
                continue;
            }
            var words = cut(keyword, line);
            if (words.isEmpty()) {
                continue;
            }
            if (beginsRootBlock(words)) {
                reportUnclosed(words.getFirst(), statement);
                putBack(line);
                return End.ROOT_LEVEL;
            }
            into.add(new Statement(keyword, line, words, List.of()));
            statementsBytes += LIST_ENTRY_BYTES;
        }
    }

    /** Takes the brace at the beginning of a block of keywords; false when there is no block at all. */
    private boolean openBlock(Keyword block, Keyword parent) {
        var line = next();
        if (line == null || line.isOpeningBrace()) {
            return true;
        }
        putBack(line);
        var words = Words.of(line, pool).words();
        boolean empty = line.isClosingBrace()
                || (!words.isEmpty()
                        && block.child(words.getFirst().text()) == null
                        && parent.child(words.getFirst().text()) != null);
        findings.warning(line.range(), "Missing '{' at beginning of configuration block")
                .effect(empty ? block + " is taken to be empty" : block + " is taken to begin here");
        return !empty;
    }

    private List<Word> cut(Keyword block, Line line) {
        var cut = Words.of(line, pool);
        var words = cut.words();
        if (cut.unmatchedQuote().isPresent() && !line.isQuoteReported() && !isScriptWithWords(block, words)) {
            findings.warning(cut.unmatchedQuote().get().range(), "Unmatched quote: '" + line.text() + "'")
                    .effect("the text from the quote on is lost")
                    .advice("close the quote on the same line");
        }
        return words;
    }

    /** A script's words are cut again in their own way, in which a lone quote may be all right. */
    private static boolean isScriptWithWords(Keyword block, List<Word> words) {
        if (words.size() < 2 || block.shape() != Shape.BLOCK) {
            return false;
        }
        var keyword = block.child(words.getFirst().text());
        return keyword != null && keyword.shape() == Shape.SCRIPT;
    }

    /** Whether a line that is nothing here is a root keyword and its block follows. */
    private boolean beginsRootBlock(List<Word> words) {
        var keyword = Schema.ROOT.child(words.getFirst().text());
        if (keyword == null || !keyword.shape().hasBraces()) {
            return false;
        }
        var following = next();
        if (following == null) {
            return false;
        }
        putBack(following);
        return following.isOpeningBrace();
    }

    private void reportUnclosed(Word word, Statement opener) {
        findings.warning(word.range(), "Unknown keyword '" + word + "'")
                .effect("a '}' is missing before it; the block left open ends here")
                .advice("close " + opener.keyword() + " with '}'")
                .related(opener.range(), "opened here");
    }

    private void reportUnknown(Keyword block, Word word) {
        var draft = findings.warning(word.range(), "Unknown keyword '" + word + "'")
                .effect("ignored, with its block if it has one");
        if (findings.isFull()) {
            return;
        }
        var nearest = Schema.nearest(block, word.text());
        if (nearest != null) {
            draft.advice("did you mean '" + nearest + "'?");
            return;
        }
        var homes = Schema.homes(word.text());
        if (!homes.isEmpty()) {
            draft.advice(
                    "it belongs " + (homes.getFirst().isEmpty() ? "outside all blocks" : "in " + homes.getFirst()));
        }
    }

    private void skipFollowingBlock() {
        var line = next();
        if (line == null) {
            return;
        }
        if (line.isOpeningBrace()) {
            skipBlock();
        } else {
            putBack(line);
        }
    }

    /** Skips to the brace that closes the one just read. */
    private void skipBlock() {
        int depth = 1;
        while (depth > 0) {
            var line = next();
            if (line == null) {
                return;
            }
            if (line.isOpeningBrace()) {
                depth++;
            } else if (line.isClosingBrace()) {
                depth--;
            }
        }
    }

    /** Braces are counted as they stand, whatever is made of them: so does keepalived, which looks no closer at first. */
    private Line next() {
        var line = full ? null : lines.next();
        if (line == null) {
            return null;
        }
        lastLine = line;
        if (statementsBytes > memoryBytes) {
            full = true;
            findings.error(line.range(), "The configuration does not fit the memory")
                    .effect("the rest is not read")
                    .advice("give Java more, as with JKEEPALIVED_JVM_OPTIONS=-Xmx1g");
            return null;
        }
        if (line.isOpeningBrace()) {
            openBraces++;
        } else if (line.isClosingBrace() && openBraces > 0) {
            openBraces--;
        } else if (line.isClosingBrace() && !line.equals(extraBrace)) {
            extraBrace = line;
            findings.warning(line.range(), "Extra '}' found")
                    .effect("it closes what is open here, if anything is")
                    .advice("look for a '{' that is missing above");
        }
        return line;
    }

    private void putBack(Line line) {
        if (line.isOpeningBrace()) {
            openBraces--;
        } else if (line.isClosingBrace() && !line.equals(extraBrace)) {
            openBraces++;
        }
        lines.putBack(line);
    }
}
