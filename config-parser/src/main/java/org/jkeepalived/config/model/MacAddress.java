// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Locale;

/**
 * A hardware address of 48 bits.
 *
 * @param value the six bytes, the first one on top
 */
public record MacAddress(long value) {
    private static final int BYTES = 6;

    /** In the order of transmission; a fresh array each time. */
    public byte[] bytes() {
        var bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (value >> (8 * (BYTES - 1 - i)));
        }
        return bytes;
    }

    /** With colons. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%012x", value).replaceAll("..(?!$)", "$0:");
    }
}
