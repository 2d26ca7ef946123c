// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.environment.SourceLoader;

/**
 * File name patterns as glob(3) with GLOB_BRACE: {@code *}, {@code ?}, {@code [...]} and braces.
 *
 * @param matches existing paths, as written, each brace alternative's in order and sorted among themselves
 * @param missing alternatives without wildcards that do not exist
 * @param wildcards whether the pattern has any
 */
record Glob(List<String> matches, List<String> missing, boolean wildcards) {

    /** Alternatives that braces may multiply to. */
    private static final int ALTERNATIVES_LIMIT = 4_096;

    static Glob expand(String pattern, Path directory, SourceLoader sources) {
        var alternatives = new ArrayList<String>();
        braces("", pattern, alternatives);
        var matches = new ArrayList<String>();
        var missing = new ArrayList<String>();
        boolean wildcards = false;
        for (var alternative : alternatives) {
            if (isPattern(alternative)) {
                wildcards = true;
                walk("", alternative, directory, sources, matches);
            } else if (sources.kind(directory.resolve(alternative)) == SourceLoader.Kind.MISSING) {
                missing.add(alternative);
            } else {
                matches.add(alternative);
            }
        }
        return new Glob(matches, missing, wildcards);
    }

    private static void braces(String before, String pattern, List<String> into) {
        int open = pattern.indexOf('{');
        int close = open < 0 ? -1 : closing(pattern, open);
        if (into.size() >= ALTERNATIVES_LIMIT) {
            return;
        }
        if (close < 0) {
            into.add(before + pattern);
            return;
        }
        var head = before + pattern.substring(0, open);
        var tail = pattern.substring(close + 1);
        int depth = 0;
        int start = open + 1;
        for (int at = open + 1; at <= close; at++) {
            char character = pattern.charAt(at);
            if (at == close || (character == ',' && depth == 0)) {
                braces(head, pattern.substring(start, at) + tail, into);
                start = at + 1;
            } else if (character == '{') {
                depth++;
            } else if (character == '}') {
                depth--;
            }
        }
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int at = open; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '{') {
                depth++;
            } else if (pattern.charAt(at) == '}' && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** Follows a pattern segment by segment. */
    private static void walk(String prefix, String rest, Path directory, SourceLoader sources, List<String> into) {
        int slash = rest.indexOf('/');
        var segment = slash < 0 ? rest : rest.substring(0, slash);
        var after = slash < 0 ? null : rest.substring(slash + 1);
        if (!isPattern(segment)) {
            step(prefix + segment, after, directory, sources, into);
            return;
        }
        var here = prefix.isEmpty() ? directory : directory.resolve(prefix);
        sources.list(here).stream()
                .sorted()
                .filter(name -> (!name.startsWith(".") || segment.startsWith(".")) && matches(name, 0, segment, 0))
                .forEach(name -> step(prefix + name, after, directory, sources, into));
    }

    private static void step(String path, String after, Path directory, SourceLoader sources, List<String> into) {
        if (after != null) {
            walk(path + "/", after, directory, sources, into);
        } else if (sources.kind(directory.resolve(path)) != SourceLoader.Kind.MISSING) {
            into.add(path);
        }
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** Whether a name fits one segment; a star is tried again one character further instead of by recursion. */
    private static boolean matches(String name, int nameStart, String pattern, int patternStart) {
        int n = nameStart;
        int p = patternStart;
        int starPattern = -1;
        int starName = -1;
        while (n < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? single(name.charAt(n), pattern, p) : -1;
            if (next > 0) {
                n++;
                p = next;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = p++;
                starName = n;
            } else if (starPattern >= 0) {
                p = starPattern + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The index after the pattern element at {@code p} if it fits the character, otherwise -1. */
    private static int single(char character, String pattern, int p) {
        char element = pattern.charAt(p);
        if (element == '?') {
            return p + 1;
        }
        int close = element == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (close < 0) {
            int literal = element == '\\' && p + 1 < pattern.length() ? p + 1 : p;
            return pattern.charAt(literal) == character ? literal + 1 : -1;
        }
        boolean negated = pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^';
        boolean found = false;
        for (int at = negated ? p + 2 : p + 1; at < close; at++) {
            if (at + 2 < close && pattern.charAt(at + 1) == '-') {
                found |= pattern.charAt(at) <= character && character <= pattern.charAt(at + 2);
                at += 2;
            } else {
                found |= pattern.charAt(at) == character;
            }
        }
        return found != negated ? close + 1 : -1;
    }
}
