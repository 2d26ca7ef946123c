// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of several ways of a route, {@code nexthop}; linux/rtnetlink.h struct rtnexthop.
 *
 * @param gateway {@code via}, of the route's family
 * @param interfaceName {@code dev}
 * @param weight {@code weight}, 1 to 256 (the kernel's rtnh_hops is one less); empty: 1
 * @param gatewayOnLink {@code onlink}: the gateway counts as reachable (RTNH_F_ONLINK)
 * @param realms {@code realms}, IPv4 only
 * @param encapsulation {@code encap}
 */
public record NextHop(
        Optional<InetAddress> gateway,
        Optional<String> interfaceName,
        OptionalInt weight,
        boolean gatewayOnLink,
        Optional<Realms> realms,
        Optional<Encapsulation> encapsulation) {

    /** A way over a gateway, with nothing special about it. */
    public static NextHop via(InetAddress gateway) {
        return new NextHop(
                Optional.of(gateway), Optional.empty(), OptionalInt.empty(), false, Optional.empty(), Optional.empty());
    }
}
