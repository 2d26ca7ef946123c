// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was said to a configuration.
 *
 * @param exitCode the program's
 * @param complaints each once, in order
 */
record Answer(int exitCode, List<Complaint> complaints) {

    /**
     * One line of it.
     *
     * @param file which file it is about; empty when that is not said
     * @param line the line in it; 0 for the configuration as a whole
     * @param text without the place
     */
    record Complaint(String file, int line, String text) {
        private static final Pattern PLACE = Pattern.compile("^\\((?:(.*): )?Line (\\d+)\\) (.*)$");

        static Complaint of(String output) {
            var match = PLACE.matcher(output);
            if (!match.matches()) {
                return new Complaint("", 0, output);
            }
            var file = match.group(1) == null ? "" : match.group(1);
            return new Complaint(file, Integer.parseInt(match.group(2)), match.group(3));
        }

        /**
         * Whether another one says the same, or something of the same place. An unknown keyword is quoted and shows what
         * became of the line, so that only the same counts; a brace shows nothing.
         */
        boolean isMetBy(Complaint other) {
            boolean samePlace = line > 0 && line == other.line && (file.isEmpty() || file.equals(other.file));
            boolean quotes = text.startsWith("Unknown keyword") && !text.contains("'}'");
            return quotes ? samePlace && text.equals(other.text) : samePlace || text.equals(other.text);
        }

        @Override
        public String toString() {
            return (line == 0 ? "" : file + ":" + line + " ") + text;
        }
    }

    static Answer of(int exitCode, String output) {
        return new Answer(
                exitCode,
                output.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .map(Complaint::of)
                        .toList());
    }

    /** What of this another one lacks: the exit code, and a counterpart of each complaint. */
    List<String> missingFrom(Answer other) {
        var missing = new ArrayList<String>();
        if (exitCode != other.exitCode) {
            missing.add("exit " + exitCode + ", not " + other.exitCode);
        }
        for (var complaint : complaints) {
            if (other.complaints.stream().noneMatch(complaint::isMetBy)) {
                missing.add(complaint.toString());
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        return complaints.stream()
                .map(complaint -> "\n  " + complaint)
                .collect(Collectors.joining("", "exit " + exitCode, ""));
    }
}
