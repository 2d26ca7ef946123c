// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.address;

import java.net.InetAddress;

/**
 * What the kernel tells two addresses of a namespace apart by.
 *
 * @param ifIndex the link
 * @param local the address
 * @param prefixLength IPv4: one address may be there with several lengths. IPv6: 0, it may not.
 * @param peer IPv4: the other end (the address itself where there is none). IPv6: the address itself.
 */
public record AddressKey(int ifIndex, InetAddress local, int prefixLength, InetAddress peer) {}
