// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The authentication of version 2 adverts (RFC 2338 section 5.3.6), block {@code authentication}.
 *
 * @param type which of the two ways
 * @param password one character (0 to 255) for each byte, at most {@value #PASSWORD_BYTES} of them
 */
public record Authentication(Type type, String password) {

    /** The size of the field in an advert. */
    public static final int PASSWORD_BYTES = 8;

    /** How a peer is believed. */
    public enum Type {
        /** The password in clear, {@code auth_type PASS}. */
        PASS,
        /** An IPsec authentication header, {@code auth_type AH}. */
        AH
    }

    /** The field as it stands in an advert, filled up with zeros; a fresh array each time. */
    public byte[] passwordField() {
        return Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), PASSWORD_BYTES);
    }

    /** Never tells the password. */
    @Override
    public String toString() {
        return "Authentication[" + type + "]";
    }
}
