// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Seconds;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/**
 * Reads words as values, as forgiving as keepalived is when it runs (its {@code -t} is stricter).
 *
 * <p>A complaint carries keepalived's text about the keyword; what is wrong with the number itself is its effect line.
 */
final class Values {
    static final long UNSIGNED_MAX = 4_294_967_295L;

    /** Seconds that keepalived can hold as microseconds in 32 bits. */
    static final long MICROSECONDS_AS_SECONDS_MAX = 4_294;

    private static final int EXACT_WHOLE_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int DECIMAL_LENGTH_MAX = 60;

    private final Findings findings;

    Values(Findings findings) {
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    /** The word at a position, or null and an error: keepalived stops at a keyword without its argument. */
    Word require(Statement statement, int index) {
        if (index < statement.size()) {
            return statement.word(index);
        }
        var last = statement.words().getLast();
        findings.error(
                        last.range(),
                        "*** Configuration line starting `" + statement.head()
                                + "` is missing a parameter after keyword `" + last + "` at word position "
                                + (index + 1))
                .advice(statement.keyword() + " " + statement.keyword().argument())
                .exitCode(Findings.EXIT_MISSING_PARAMETER);
        return null;
    }

    /** Whether the keyword was given and then what it says; an unreadable word is reported and changes nothing. */
    Optional<Boolean> bool(Statement statement, String complaint) {
        if (statement.size() < 2) {
            return Optional.of(true);
        }
        return switch (statement.word(1).text()) {
            case "true", "on", "yes" -> Optional.of(true);
            case "false", "off", "no" -> Optional.of(false);
            default -> {
                findings.warning(statement.word(1).range(), complaint)
                        .effect("the line is ignored")
                        .advice("on, off, true, false, yes or no");
                yield Optional.empty();
            }
        };
    }

    /** A whole number that must be one from end to end. */
    OptionalLong exact(Word word, long min, long max, String complaint) {
        return number(word, min, max, complaint, false);
    }

    /** A whole number of which only the beginning has to be one. */
    OptionalLong lenient(Word word, long min, long max, String complaint) {
        return number(word, min, max, complaint, true);
    }

    private OptionalLong number(Word word, long min, long max, String complaint, boolean lenient) {
        var text = word.text().strip();
        int end = digitsEnd(text);
        var digits = text.substring(0, end);
        boolean whole = end == text.length() && end > 0 && Character.isDigit(text.charAt(end - 1));
        String problem;
        if (min >= 0 && text.startsWith("-")) {
            problem = "negative number '" + word + "'";
        } else if (!whole) {
            problem = "invalid number '" + word + "'";
            if (lenient && end > 0 && Character.isDigit(text.charAt(end - 1)) && isWithin(digits, min, max)) {
                findings.warning(word.range(), problem)
                        .effect(digits + " is used")
                        .advice("write the number alone");
                return OptionalLong.of(Long.parseLong(digits));
            }
        } else if (isWithin(digits, min, max)) {
            return OptionalLong.of(Long.parseLong(digits));
        } else {
            problem = String.format(Locale.ROOT, "number '%s' outside range [%d, %d]", word, min, max);
        }
        findings.warning(word.range(), complaint).effect(problem);
        return OptionalLong.empty();
    }

    private static int digitsEnd(String text) {
        int end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isWithin(String digits, long min, long max) {
        var value = new BigInteger(digits);
        return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
    }

    /** The bits after the slash in an address; all of them, and a complaint, when they make no sense. */
    int prefixLength(Word word, int slash, int addressBits) {
        var text = word.text().substring(slash + 1);
        if (text.isEmpty()) {
            findings.note(word.range(), "No prefix length after the slash of " + word)
                    .effect("it is 0: every address, as in keepalived");
            return 0;
        }
        var bits = new Word(text, word.line(), Math.min(word.from() + slash + 1, word.to()), word.to());
        return (int) lenient(
                        bits,
                        0,
                        addressBits,
                        "Invalid address prefix len " + text + " for address " + word + " - using " + addressBits)
                .orElse(addressBits);
    }

    /** Seconds with up to six decimals; more are rounded, with a complaint. */
    Optional<Duration> seconds(Word word, Duration min, Duration max, String complaint) {
        var text = word.text();
        if (!isDecimal(text)) {
            findings.warning(word.range(), complaint)
                    .effect((text.startsWith("-") ? "negative number '" : "invalid number '") + word + "'")
                    .advice("seconds, such as 1 or 0.25");
            return Optional.empty();
        }
        var value = exactSeconds(text).orElseGet(() -> roundedSeconds(word));
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            findings.warning(word.range(), complaint)
                    .effect("number '" + word + "' outside range [" + Seconds.text(min) + ", " + Seconds.text(max)
                            + "]");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** Seconds of which only three decimals count; more are rounded, with a complaint. */
    Optional<Duration> thousandths(Word word, Duration min, Duration max, String complaint) {
        return seconds(word, min, max, complaint).map(value -> {
            var rounded = Duration.ofMillis((value.toNanos() + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI);
            if (!rounded.equals(value)) {
                findings.warning(word.range(), "number '" + word + "' has too many decimal places")
                        .effect(Seconds.text(rounded) + " is used");
            }
            return rounded;
        });
    }

    /** What nearly every file says, without loading BigDecimal, which costs a cold start some 10 ms. */
    private static Optional<Duration> exactSeconds(String text) {
        int point = text.indexOf('.');
        var whole = point < 0 ? text : text.substring(0, point);
        var fraction = point < 0 ? "" : text.substring(point + 1);
        if (whole.length() > EXACT_WHOLE_DIGITS || fraction.length() > MICRO_DIGITS) {
            return Optional.empty();
        }
        long micros = Long.parseLong(fraction + "0".repeat(MICRO_DIGITS - fraction.length()));
        return Optional.of(Duration.ofSeconds(Long.parseLong("0" + whole)).plus(micros, ChronoUnit.MICROS));
    }

    private Duration roundedSeconds(Word word) {
        var text = word.text();
        var exact = new BigDecimal(text.startsWith(".") ? "0" + text : text);
        var rounded = exact.setScale(MICRO_DIGITS, RoundingMode.HALF_UP);
        if (exact.scale() > MICRO_DIGITS) {
            findings.warning(word.range(), "number '" + word + "' has too many decimal places")
                    .effect(rounded + " s is used");
        }
        return Duration.ofNanos(rounded.movePointRight(9)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue());
    }

    /** Digits with at most one point among them, and not absurdly many. */
    private static boolean isDecimal(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character != '.' || text.indexOf('.') != i) {
                return false;
            }
        }
        return digits > 0 && text.length() <= DECIMAL_LENGTH_MAX;
    }
}
