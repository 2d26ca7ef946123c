// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Encapsulation;
import org.jkeepalived.config.text.Word;

/** Numbers as iproute2, and keepalived after it, writes them. */
final class RoutingNumbers {
    /** What the kernel bounds its retransmission timer by (net/tcp.h, TCP_RTO_MIN and TCP_RTO_MAX). */
    private static final long RTT_MIN_MILLIS = 200;

    private static final long RTT_MAX_MILLIS = 120_000;

    private static final int LABEL_MAX = 0xfffff;
    private static final int DIGITS_MAX = 20;

    private RoutingNumbers() {}

    /** A whole number with C's prefixes, 0x for hexadecimal and 0 for octal; empty when it is none, or huge. */
    static OptionalLong anyBase(String text) {
        boolean negative = text.startsWith("-");
        var digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int base = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            base = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            base = 8;
        }
        if (digits.isEmpty() || digits.length() > DIGITS_MAX || Character.digit(digits.charAt(0), base) < 0) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(digits, base);
            return OptionalLong.of(negative ? -value : value);
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** An unsigned 64 bit number; negative ones are the larger half. */
    static OptionalLong unsigned64(String text) {
        try {
            return text.startsWith("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /**
     * A round trip time: with {@code s} or {@code ms} a time, without a unit the kernel's number.
     *
     * @param perMilli the kernel's units in a millisecond
     * @param name what complaints call it
     * @return the kernel's number; empty when it cannot be read
     */
    static OptionalLong roundTripTime(Word word, int perMilli, String name, Findings findings) {
        var text = word.text().strip();
        var lower = text.toLowerCase(Locale.ROOT);
        int unit = lower.indexOf('s');
        int decimals = 0;
        var digits = lower;
        if (unit >= 0) {
            if (!List.of("s", "sec", "secs").contains(lower.substring(unit))) {
                return OptionalLong.empty();
            }
            boolean millis = unit > 0 && lower.charAt(unit - 1) == 'm';
            decimals = millis ? 0 : 3;
            digits = lower.substring(0, millis ? unit - 1 : unit);
        }
        if (digits.indexOf('e') >= 0) {
            findings.warning(word.range(), name + " value exponential form " + word + " no longer supported");
            return OptionalLong.empty();
        }
        var scaled = scaled(digits, decimals, word, findings);
        long max = RTT_MAX_MILLIS * perMilli;
        if (scaled.isEmpty() || scaled.get().compareTo(BigDecimal.valueOf(max)) > 0) {
            return OptionalLong.empty();
        }
        long value = scaled.get().longValueExact() * (unit < 0 ? 1 : perMilli);
        long min = RTT_MIN_MILLIS * perMilli;
        if (value > max) {
            findings.warning(
                    word.range(),
                    name + " value " + word + " exceeds maximum " + RTT_MAX_MILLIS / 1_000 + "s, resetting");
        } else if (value < min) {
            findings.warning(
                            word.range(),
                            name + " value " + word + " below minimum " + RTT_MIN_MILLIS + "ms, resetting")
                    .advice("without a unit it counts in 1/" + perMilli + " ms");
        }
        return OptionalLong.of(Math.clamp(value, min, max));
    }

    /** The number times ten to the power of {@code decimals}; further decimals are rounded, with a complaint. */
    private static Optional<BigDecimal> scaled(String digits, int decimals, Word word, Findings findings) {
        if (digits.length() > DIGITS_MAX
                || !digits.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
                || digits.chars().noneMatch(c -> c != '.')
                || digits.indexOf('.') != digits.lastIndexOf('.')) {
            return Optional.empty();
        }
        var exact = new BigDecimal("0" + digits).movePointRight(decimals);
        int point = digits.indexOf('.');
        if (point >= 0 && digits.length() - point - 1 > decimals) {
            findings.warning(word.range(), "number '" + digits + "' has too many decimal places")
                    .effect("it is rounded");
        }
        return Optional.of(exact.setScale(0, RoundingMode.HALF_UP));
    }

    /** Labels with slashes between them, at most {@link Encapsulation.Mpls#LABELS_MAX}; empty when unreadable. */
    static Optional<List<Integer>> labels(String text) {
        var labels = new ArrayList<Integer>();
        for (var part : text.strip().split("/", -1)) {
            var label = anyBase(part);
            if (label.isEmpty() || label.getAsLong() < 0 || label.getAsLong() > LABEL_MAX) {
                return Optional.empty();
            }
            labels.add((int) label.getAsLong());
        }
        return labels.size() > Encapsulation.Mpls.LABELS_MAX ? Optional.empty() : Optional.of(labels);
    }

    /** The upper half of an address: four groups of hexadecimal digits. */
    static OptionalLong locator(String text) {
        var groups = text.strip().split(":", -1);
        if (groups.length != 4) {
            return OptionalLong.empty();
        }
        long locator = 0;
        for (var group : groups) {
            if (group.isEmpty() || group.length() > 4 || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                return OptionalLong.empty();
            }
            locator = locator << 16 | Integer.parseInt(group, 16);
        }
        return OptionalLong.of(locator);
    }
}
