// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

/** The address family of a virtual router. IPv4 and IPv6 routers with one VRID are strangers to each other. */
public enum AddressFamily {
    IPV4(4),
    IPV6(16);

    private final int addressBytes;

    AddressFamily(int addressBytes) {
        this.addressBytes = addressBytes;
    }

    /** Length of one address in bytes: 4 or 16. */
    public int addressBytes() {
        return addressBytes;
    }
}
