// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A BFD session (RFC 5880) that instances may track. Block {@code bfd_instance} without {@code checker}, or with
 * {@code vrrp}.
 *
 * @param name unique in the file, at most 31 characters
 * @param neighbour {@code neighbor_ip}
 * @param source {@code source_ip}, of the same family; empty: the kernel's choice
 * @param minReceive {@code min_rx}, 1 ms to 4294967 ms; default 10 ms
 * @param minTransmit {@code min_tx}, likewise
 * @param idleTransmit {@code idle_tx}, while the session is down; 1 s to 4294967 ms, default 1 s
 * @param multiplier {@code multiplier}, packets missed until the session is down; 1 to 255, default 5
 * @param passive {@code passive}: wait for the other side to begin
 * @param ttl {@code ttl} or {@code hoplimit} of what is sent, 1 to 255; default 255, IPv6: 64
 * @param maxHops {@code max_hops} that a packet may have come, -1 (any) to the TTL; default 0
 * @param multihop {@code multihop} (RFC 5883): port 4784, otherwise 3784
 * @param weight {@code weight}; default 0
 */
public record BfdInstance(
        String name,
        InetAddress neighbour,
        Optional<InetAddress> source,
        Duration minReceive,
        Duration minTransmit,
        Duration idleTransmit,
        int multiplier,
        boolean passive,
        int ttl,
        int maxHops,
        boolean multihop,
        Weight weight)
        implements Tracker {}
