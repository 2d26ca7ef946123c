// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

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

    /** 0.0.0.0 or ::, of prefix length 0 every address of the family. */
    public InetAddress anyAddress() {
        try {
            return InetAddress.getByAddress(new byte[addressBits / 8]);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The family of {@code address}. */
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }
}
