// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as the configuration writes them. */
public final class Seconds {
    private Seconds() {}

    /** A decimal number of seconds without superfluous zeros: {@code 1}, {@code 0.25}. */
    public static String text(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
    }
}
