// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number that a text begins with, as strtol(3) reads it with base 0; whatever follows does not matter. */
final class LeadingNumber {
    private static final Pattern SYNTAX = Pattern.compile(
            "[ \\t\\n\\u000B\\f\\r]*([+-]?)(?:0[xX](\\p{XDigit}+)|(0[0-7]*)|([1-9][0-9]*)).*", Pattern.DOTALL);

    private LeadingNumber() {}

    /** The number, limited to what fits a long, or nothing if the text begins otherwise. */
    static OptionalLong of(String text) {
        Matcher found = SYNTAX.matcher(text);
        if (!found.matches()) {
            return OptionalLong.empty();
        }
        int radix = found.group(2) != null ? 16 : found.group(3) != null ? 8 : 10;
        BigInteger magnitude = new BigInteger(found.group(radix == 16 ? 2 : radix == 8 ? 3 : 4), radix);
        BigInteger number = found.group(1).equals("-") ? magnitude.negate() : magnitude;
        return OptionalLong.of(number.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue());
    }
}
