// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * VRRPv2 authentication as in RFC 2338 section 5.3.6: nothing, or a simple text password. RFC 3768 removed the types but
 * kept the eight bytes at the end of the packet, where keepalived still writes the password.
 */
public final class Authentication {
    /** Bytes of the authentication data field that ends every VRRPv2 packet over IPv4. */
    public static final int FIELD_BYTES = 8;

    /** Authentication type 0: the field is zero and not looked at. */
    public static final Authentication NONE = new Authentication(0, new byte[FIELD_BYTES]);

    static final int TYPE_NONE = 0;
    static final int TYPE_PASSWORD = 1;
    static final int TYPE_AUTHENTICATION_HEADER = 2;

    private final int type;
    private final byte[] data;

    private Authentication(int type, byte[] data) {
        this.type = type;
        this.data = data;
    }

    /**
     * Authentication type 1. A shorter password is padded with zero bytes, of a longer one the first eight bytes count.
     */
    public static Authentication password(String password) {
        return new Authentication(TYPE_PASSWORD, Arrays.copyOf(password.getBytes(StandardCharsets.UTF_8), FIELD_BYTES));
    }

    /** Whether RFC 2338 defines this type on the wire: 0 (none), 1 (password), 2 (authentication header). */
    public static boolean isDefinedType(int type) {
        return type >= TYPE_NONE && type <= TYPE_AUTHENTICATION_HEADER;
    }

    /** The type on the wire: 0 or 1. */
    public int type() {
        return type;
    }

    void writeTo(ByteBuffer out) {
        out.put(data);
    }

    /** Takes the same time wherever the first difference is. */
    boolean matches(ByteBuffer packet, int offset) {
        int difference = 0;
        for (int i = 0; i < FIELD_BYTES; i++) {
            difference |= data[i] ^ packet.get(offset + i);
        }
        return difference == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Authentication authentication
                && type == authentication.type
                && Arrays.equals(data, authentication.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data) + type;
    }

    /** Never tells the password. */
    @Override
    public String toString() {
        return type == TYPE_PASSWORD ? "PASS" : "none";
    }
}
