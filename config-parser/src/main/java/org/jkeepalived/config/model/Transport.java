// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whom an instance's adverts go to. */
public sealed interface Transport {

    /**
     * The source address of our adverts, keywords {@code mcast_src_ip} and {@code unicast_src_ip} (keepalived keeps both
     * in one place); empty: the first address of the interface.
     */
    Optional<InetAddress> source();

    /**
     * Adverts to a group.
     *
     * @param group {@code mcast_dst_ip} or the global group of the family
     */
    record Multicast(Optional<InetAddress> source, InetAddress group) implements Transport {}

    /**
     * Adverts to each peer.
     *
     * @param ttl TTL or hop limit to send with; empty: the kernel's own (keepalived's default for IPv6; for IPv4 255)
     * @param checkSource whether only the listed peers are heard, {@code check_unicast_src} or its global form
     */
    record Unicast(Optional<InetAddress> source, List<Peer> peers, OptionalInt ttl, boolean checkSource)
            implements Transport {
        public Unicast {
            peers = List.copyOf(peers);
        }
    }

    /**
     * One line of {@code unicast_peer}.
     *
     * @param minTtl lowest TTL or hop limit accepted from this peer, 0 to 255; empty: not checked
     * @param maxTtl highest one accepted; empty: not checked
     */
    record Peer(InetAddress address, OptionalInt minTtl, OptionalInt maxTtl) {
        public static Peer of(InetAddress address) {
            return new Peer(address, OptionalInt.empty(), OptionalInt.empty());
        }
    }
}
