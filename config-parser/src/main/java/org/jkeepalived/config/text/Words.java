// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts lines into words, in keepalived's two ways. */
public final class Words {
    private Words() {}

    /**
     * The words of a line.
     *
     * @param words in order; what follows an unmatched quote is lost, as in keepalived
     * @param unmatchedQuote where a quote is opened and not closed, or a backslash has nothing to protect
     */
    public record Cut(List<Word> words, Optional<Word> unmatchedQuote) {}

    /**
     * The ordinary way: words are parted by blanks; a word that begins with {@code "} reaches to the next one. A quote
     * within a word ends the word.
     */
    public static Cut of(Line line) {
        return of(line, new TextPool());
    }

    /** The same, with texts of a pool. */
    public static Cut of(Line line, TextPool pool) {
        var text = line.text();
        var words = new ArrayList<Word>(4);
        int at = 0;
        while (true) {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return new Cut(List.copyOf(words), Optional.empty());
            }
            int start = at;
            if (text.charAt(at) == '"') {
                int close = text.indexOf('"', at + 1);
                if (close < 0) {
                    return new Cut(List.copyOf(words), Optional.of(new Word("\"", line, at, text.length())));
                }
                at = close + 1;
                words.add(new Word(pool.shared(text.substring(start + 1, close)), line, start, at));
            } else {
                while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != '"') {
                    at++;
                }
                words.add(new Word(pool.shared(text.substring(start, at)), line, start, at));
            }
        }
    }

    /**
     * The way of scripts: {@code "} and {@code '} quote anywhere in a word and vanish, a backslash protects the next
     * character and stays for {@link #command}. The script with its arguments is then one word.
     */
    public static Cut ofScriptLine(Line line) {
        return quoted(line.text(), line, 0, false);
    }

    /** Program and arguments of a script word, with the escapes that keepalived.conf(5) lists under "Quoted strings". */
    public static Optional<List<String>> command(Word script) {
        var cut = quoted(script.text(), script.line(), script.from(), true);
        if (cut.unmatchedQuote().isPresent() || cut.words().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(cut.words().stream().map(Word::text).toList());
    }

    private static Cut quoted(String text, Line line, int offset, boolean escapes) {
        var words = new ArrayList<Word>(4);
        int limit = line.text().length();
        int at = 0;
        while (true) {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return new Cut(words, Optional.empty());
            }
            int start = at;
            int quoteStart = at;
            char quote = 0;
            var word = new StringBuilder();
            while (at < text.length()) {
                char character = text.charAt(at);
                if (character == '\\') {
                    if (at + 1 == text.length()) {
                        return new Cut(List.of(), Optional.of(place("\\", line, offset + at, limit)));
                    }
                    at = escapes ? escape(text, at + 1, word) : keepEscape(text, at, word);
                } else if (quote != 0) {
                    if (character == quote) {
                        quote = 0;
                    } else {
                        word.append(character);
                    }
                    at++;
                } else if (character == '"' || character == '\'') {
                    quote = character;
                    quoteStart = at;
                    at++;
                } else if (isSpace(character)) {
                    break;
                } else {
                    word.append(character);
                    at++;
                }
            }
            if (quote != 0) {
                return new Cut(
                        List.of(), Optional.of(place(Character.toString(quote), line, offset + quoteStart, limit)));
            }
            int from = Math.min(offset + start, limit);
            words.add(new Word(word.toString(), line, from, Math.clamp((long) offset + at, from, limit)));
        }
    }

    private static Word place(String text, Line line, int from, int to) {
        return new Word(text, line, Math.min(from, to), to);
    }

    private static int keepEscape(String text, int at, StringBuilder word) {
        word.append(text, at, at + 2);
        return at + 2;
    }

    /** Appends what the escape at {@code at} (after the backslash) stands for; returns the index after it. */
    private static int escape(String text, int at, StringBuilder word) {
        char kind = text.charAt(at);
        if (kind == 'x' && at + 1 < text.length() && Character.digit(text.charAt(at + 1), 16) >= 0) {
            return number(text, at + 1, 16, 2, word);
        }
        if (kind == 'c' && at + 1 < text.length()) {
            word.append((char) (text.charAt(at + 1) & 0x1f));
            return at + 2;
        }
        if (Character.digit(kind, 8) >= 0) {
            return number(text, at, 8, 3, word);
        }
        word.append(
                switch (kind) {
                    case 'a' -> '\u0007';
                    case 'b' -> '\b';
                    case 'E' -> '\u001b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> '\u000b';
                    default -> kind;
                });
        return at + 1;
    }

    private static int number(String text, int at, int radix, int digits, StringBuilder word) {
        int value = 0;
        int end = at;
        while (end < text.length() && end < at + digits && Character.digit(text.charAt(end), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(end), radix);
            end++;
        }
        word.append((char) (value & 0xff));
        return end;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
