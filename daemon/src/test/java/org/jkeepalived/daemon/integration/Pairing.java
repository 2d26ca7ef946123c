// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which daemons meet: {@code first} on node A, usually the one with the higher priority, {@code second} on node B. */
record Pairing(DaemonKind first, DaemonKind second) {
    private static final String DEFAULT = "jkeepalived:jkeepalived,jkeepalived:keepalived,keepalived:jkeepalived";

    /** Ours against itself and in both directions against keepalived, or what the property {@code jkeepalived.pairs} says. */
    static Stream<Pairing> all() {
        return Pattern.compile(",")
                .splitAsStream(System.getProperty("jkeepalived.pairs", DEFAULT))
                .map(Pairing::of);
    }

    private static Pairing of(String pair) {
        Matcher kinds = Pattern.compile("(\\w+):(\\w+)").matcher(pair.toUpperCase(Locale.ROOT));
        if (!kinds.matches()) {
            throw new IllegalArgumentException("not FIRST:SECOND in jkeepalived.pairs: " + pair);
        }
        return new Pairing(DaemonKind.valueOf(kinds.group(1)), DaemonKind.valueOf(kinds.group(2)));
    }

    @Override
    public String toString() {
        return first + " and " + second;
    }
}
