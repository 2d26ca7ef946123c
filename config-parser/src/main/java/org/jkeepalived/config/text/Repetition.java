// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The head of a line that stands for several: {@code ~SEQ(...)} or {@code ~LST(...)}.
 *
 * @param names what is defined each time
 * @param values the values for them, one list each time; made while it runs
 * @param rest what is repeated
 */
record Repetition(List<String> names, Iterator<List<String>> values, MappedText rest) {

    /** Why a head is not one, in keepalived's words. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    static boolean startsAt(String line) {
        return line.startsWith("~SEQ") || line.startsWith("~LST");
    }

    /** Reads the head of {@code line}; definitions in the arguments of {@code ~SEQ} are replaced. */
    static Repetition parse(MappedText line, Definitions definitions) throws Malformed {
        return line.text().startsWith("~SEQ") ? sequence(line, definitions) : list(line);
    }

    private static Repetition sequence(MappedText line, Definitions definitions) throws Malformed {
        var text = line.text();
        boolean hexadecimal = text.startsWith("x", 4);
        int open = skipBlanks(text, hexadecimal ? 5 : 4);
        int close = text.indexOf(')');
        if (open == text.length() || text.charAt(open) != '(') {
            throw new Malformed("Invalid ~SEQ specification '" + text + "'");
        }
        if (close < 0) {
            throw new Malformed("~SEQ missing terminating ')' '" + text + "'");
        }
        int comma = text.indexOf(',', open);
        var name = comma < 0 || comma > close
                ? ""
                : text.substring(open + 1, comma).strip();
        if (name.isEmpty() || name.startsWith("{")) {
            throw new Malformed("Invalid ~SEQ definition '" + text + "'");
        }
        var arguments = definitions.substitute(MappedText.asWritten(text.substring(comma + 1, close), 1));
        if (!arguments.following().isEmpty()) {
            throw new Malformed("~SEQ parameter is multiline definition '" + text + "'");
        }
        var numbers = numbers(arguments.text().text(), text);
        long start;
        long step;
        long end;
        switch (numbers.size()) {
            case 1 -> {
                end = numbers.getFirst();
                step = end < 1 ? -1 : 1;
                start = end < 0 ? -1 : 1;
            }
            case 2 -> {
                start = numbers.getFirst();
                end = numbers.getLast();
                step = start <= end ? 1 : -1;
            }
            default -> {
                start = numbers.getFirst();
                step = numbers.get(1);
                end = numbers.getLast();
                if (step == 0 || (start < end && step < 0) || (start > end && step > 0)) {
                    throw new Malformed("Invalid ~SEQ values '" + text + "'");
                }
            }
        }
        if (hexadecimal && (start < 0 || end < 0)) {
            throw new Malformed("~SEQx is only valid for positive numbers '" + text + "'");
        }
        return new Repetition(
                List.of(name), new Counter(start, step, end, hexadecimal), line.substring(skipBlanks(text, close + 1)));
    }

    /** Counts from start to end, both included. */
    private static final class Counter implements Iterator<List<String>> {
        private long next;
        private final long step;
        private final long end;
        private final boolean hexadecimal;
        private boolean done;

        Counter(long start, long step, long end, boolean hexadecimal) {
            this.next = start;
            this.step = step;
            this.end = end;
            this.hexadecimal = hexadecimal;
        }

        @Override
        public boolean hasNext() {
            return !done;
        }

        @Override
        public List<String> next() {
            var value = hexadecimal ? Long.toHexString(next) : Long.toString(next);
            done = step > 0 ? next > end - step : next < end - step;
            next += step;
            return List.of(value);
        }
    }

    private static List<Long> numbers(String arguments, String line) throws Malformed {
        var numbers = new ArrayList<Long>(3);
        for (var argument : arguments.split(",", -1)) {
            var digits = argument.strip();
            try {
                numbers.add(digits.isEmpty() ? 0L : decode(digits));
            } catch (NumberFormatException _) {
                throw new Malformed("Invalid ~SEQ definition '" + line + "'");
            }
        }
        if (numbers.size() > 3) {
            throw new Malformed("Invalid ~SEQ definition '" + line + "'");
        }
        return numbers;
    }

    /** As strtol() with base 0, within the range that a counter can walk without overflow. */
    private static long decode(String digits) {
        long value = Long.decode(digits);
        if (Math.abs(value) > Integer.MAX_VALUE) {
            throw new NumberFormatException(digits);
        }
        return value;
    }

    private static Repetition list(MappedText line) throws Malformed {
        var text = line.text();
        var cursor = new Cursor(text, skipBlanks(text, 4));
        if (!cursor.take('(')) {
            throw malformedList(text);
        }
        var names = cursor.group(",}");
        if (names == null || !cursor.take(',')) {
            throw malformedList(text);
        }
        var values = new ArrayList<List<String>>();
        do {
            var group = cursor.group(",})");
            if (group == null) {
                throw malformedList(text);
            }
            if (group.size() > names.size()) {
                throw new Malformed("~LST specification has too many values '" + text + "'");
            }
            while (group.size() < names.size()) {
                group.add("");
            }
            values.add(group);
        } while (cursor.take(','));
        if (!cursor.take(')')) {
            throw malformedList(text);
        }
        return new Repetition(names, values.iterator(), line.substring(cursor.at));
    }

    private static Malformed malformedList(String line) {
        return new Malformed("Invalid ~LST specification '" + line + "'");
    }

    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text, int at) {
            this.text = text;
            this.at = at;
        }

        boolean take(char expected) {
            if (at < text.length() && text.charAt(at) == expected) {
                at = skipBlanks(text, at + 1);
                return true;
            }
            return false;
        }

        /** One word, or several in braces; null when that is not what is there. */
        List<String> group(String ends) {
            boolean braces = take('{');
            var words = new ArrayList<String>();
            do {
                int start = at;
                while (at < text.length()
                        && !MappedText.isBlank(text.charAt(at))
                        && ends.indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                words.add(text.substring(start, at));
                at = skipBlanks(text, at);
            } while (braces && take(','));
            return !braces || take('}') ? words : null;
        }
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && MappedText.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
