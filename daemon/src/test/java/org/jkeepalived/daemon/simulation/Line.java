// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.List;
import java.util.Locale;

/** One line of a story: when, what, and with what. */
record Line(long timeNanos, String verb, List<String> words) {
    Line {
        words = List.copyOf(words);
    }

    static Line parse(String text) {
        List<String> all = List.of(text.strip().split("\\s+"));
        return new Line(
                Math.round(Double.parseDouble(all.get(0)) * World.SECOND), all.get(1), all.subList(2, all.size()));
    }

    String word(int at) {
        return words.get(at);
    }

    int number(int at) {
        return Integer.parseInt(words.get(at));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f %s %s", timeNanos / 1e9, verb, String.join(" ", words))
                .stripTrailing();
    }
}
