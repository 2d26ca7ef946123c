// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;

/**
 * Local time as the C library writes it in its default locale. By hand, because a formatter and its locale data would
 * take longer to load than the rest of the logging; the last second is remembered, as lines come in bunches.
 */
final class Timestamps {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String dayName = "";
    private String monthDayTime = "";
    private int year;

    Timestamps(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code Fri Nov 20 13:35:09 2026}: strftime's {@code %c}. */
    String console(Instant when) {
        prepare(when);
        return dayName + " " + monthDayTime + " " + year;
    }

    /** {@code Nov 20 13:35:09}: RFC 3164 section 4.1.2. */
    String syslog(Instant when) {
        prepare(when);
        return monthDayTime;
    }

    /** {@code Fri Nov 20 13:35:09.123456789 2026}: what keepalived writes to log files. */
    String file(Instant when) {
        prepare(when);
        return dayName + " " + monthDayTime + "." + String.format("%09d", when.get(ChronoField.NANO_OF_SECOND)) + " "
                + year;
    }

    private void prepare(Instant when) {
        if (when.getEpochSecond() == second) {
            return;
        }
        second = when.getEpochSecond();
        ZonedDateTime local = when.atZone(zone);
        dayName = DAYS[local.getDayOfWeek().getValue() - 1];
        year = local.getYear();
        var text = new StringBuilder(15).append(MONTHS[local.getMonthValue() - 1]);
        twoDigits(text.append(' '), local.getDayOfMonth(), ' ');
        twoDigits(text.append(' '), local.getHour(), '0');
        twoDigits(text.append(':'), local.getMinute(), '0');
        twoDigits(text.append(':'), local.getSecond(), '0');
        monthDayTime = text.toString();
    }

    private static void twoDigits(StringBuilder text, int number, char filler) {
        if (number < 10) {
            text.append(filler);
        }
        text.append(number);
    }
}
