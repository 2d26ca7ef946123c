// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.link;

import java.util.Arrays;
import java.util.HexFormat;

/** A link-layer address of any length: 6 bytes on Ethernet, none on links that have no addresses. */
public final class HardwareAddress {
    public static final HardwareAddress NONE = new HardwareAddress(new byte[0]);

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final byte[] bytes;

    private HardwareAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    public static HardwareAddress of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new HardwareAddress(bytes.clone());
    }

    /** Reads {@code 00:00:5e:00:01:0a}. */
    public static HardwareAddress parse(String text) {
        return of(COLONS.parseHex(text));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public boolean isNone() {
        return bytes.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HardwareAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return COLONS.formatHex(bytes);
    }
}
