// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

/**
 * What a configuration has to know of a network interface.
 *
 * @param loopback ARPHRD_LOOPBACK: no instance may use it
 * @param multicast IFF_MULTICAST: without it only unicast works
 * @param mtu in bytes; bounds the number of addresses in an advert
 */
public record InterfaceFacts(boolean loopback, boolean multicast, int mtu) {
    public static final InterfaceFacts ETHERNET = new InterfaceFacts(false, true, 1500);
}
