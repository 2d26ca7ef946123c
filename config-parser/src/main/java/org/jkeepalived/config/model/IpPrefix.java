// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.InetAddress;

/**
 * Addresses that begin alike, as a route or a rule names them.
 *
 * @param address the address as written; bits beyond the prefix are the kernel's to judge
 * @param length 0 to 32 or 128; 0 ({@code default}, {@code any}, {@code all}) is every address of the family
 */
public record IpPrefix(InetAddress address, int length) {

    /** Every address of a family. */
    public static IpPrefix all(AddressFamily family) {
        return new IpPrefix(family.anyAddress(), 0);
    }

    public AddressFamily family() {
        return AddressFamily.of(address);
    }
}
