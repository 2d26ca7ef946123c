// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The internet protocol an instance speaks, or an address belongs to. */
public enum AddressFamily {
    IPV4(32),
    IPV6(128);

    private final int addressBits;

    AddressFamily(int addressBits) {
        this.addressBits = addressBits;
    }

    /** The length of an address of this family in bits; the longest prefix. */
    public int addressBits() {
        return addressBits;
    }

    /** The family of {@code address}. */
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }
}
