// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.util.Arrays;
import java.util.Optional;

/** The syslog facilities that keepalived's {@code -S} knows; numbers as in syslog.h and RFC 5424 section 6.2.1. */
public enum Facility {
    USER(1),
    DAEMON(3),
    LOCAL0(16),
    LOCAL1(17),
    LOCAL2(18),
    LOCAL3(19),
    LOCAL4(20),
    LOCAL5(21),
    LOCAL6(22),
    LOCAL7(23);

    private static final String LOCAL = "local";

    private final int code;

    Facility(int code) {
        this.code = code;
    }

    /** The facility's number, 0 to 23. */
    public int code() {
        return code;
    }

    /** The facility that {@code 0} to {@code 7}, {@code local0} to {@code local7}, {@code user} or {@code daemon} means. */
    public static Optional<Facility> parse(String text) {
        return switch (text) {
            case "user" -> Optional.of(USER);
            case "daemon" -> Optional.of(DAEMON);
            default -> local(text.startsWith(LOCAL) ? text.substring(LOCAL.length()) : text);
        };
    }

    private static Optional<Facility> local(String digit) {
        return Arrays.stream(values())
                .filter(facility -> digit.equals(Integer.toString(facility.code - LOCAL0.code)))
                .filter(facility -> facility.code >= LOCAL0.code)
                .findFirst();
    }
}
