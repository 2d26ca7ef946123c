// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload.option;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;

/** The line of a {@code reload_time_file}: {@code HH:MM:SS}, before it a date or none, behind it a {@code Z} for UTC or nothing. */
sealed interface ReloadTime {
    /**
     * A reload is to be.
     *
     * @param dated whether the file names a date, and so can be of use only once
     */
    record Due(Instant at, boolean dated) implements ReloadTime {}

    /** It is no time. */
    record Invalid() implements ReloadTime {}

    /** It has been. */
    record Past() implements ReloadTime {}

    /** Two digits of a year are one of 1969 to 2068, as with strptime(3). */
    int FIRST_SHORT_YEAR = 1969;

    int TIME_LENGTH = 8;
    int SHORT_DATE_LENGTH = 17;

    DateTimeFormatter TIME = strict(new DateTimeFormatterBuilder().appendPattern("HH:mm:ss"));
    DateTimeFormatter LONG_DATE = strict(new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd HH:mm:ss"));
    DateTimeFormatter SHORT_DATE = strict(new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_SHORT_YEAR)
            .appendPattern("-MM-dd HH:mm:ss"));

    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.toFormatter().withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Understands a line.
     *
     * @param zone of the machine, which counts unless the line says otherwise
     */
    static ReloadTime parse(String line, Instant now, ZoneId zone) {
        boolean utc = line.endsWith("Z");
        ZoneId meant = utc ? ZoneOffset.UTC : zone;
        String text = utc ? line.substring(0, line.length() - 1) : line;
        try {
            if (text.length() == TIME_LENGTH) {
                LocalTime time = LocalTime.parse(text, TIME);
                LocalDate today = LocalDate.ofInstant(now, meant);
                Instant at = today.atTime(time).atZone(meant).toInstant();
                boolean tomorrow = !at.isAfter(now);
                return new Due(
                        tomorrow ? today.plusDays(1).atTime(time).atZone(meant).toInstant() : at, false);
            }
            LocalDateTime dated =
                    LocalDateTime.parse(text, text.length() == SHORT_DATE_LENGTH ? SHORT_DATE : LONG_DATE);
            if (meant.getRules().getValidOffsets(dated).isEmpty()) {
                return new Invalid(); // left out when the clocks went forward
            }
            Instant at = dated.atZone(meant).toInstant();
            return at.isAfter(now) ? new Due(at, true) : new Past();
        } catch (DateTimeParseException _) {
            return new Invalid();
        }
    }
}
