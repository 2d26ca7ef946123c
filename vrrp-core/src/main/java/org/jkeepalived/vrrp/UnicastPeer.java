// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.Objects;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * A peer of {@code unicast_peer}.
 *
 * @param address where adverts are sent to, and come from if the source is checked
 * @param timeToLiveMin 0-255, {@code min_ttl}: lowest TTL or hop limit believed
 * @param timeToLiveMax 0-255, {@code max_ttl}
 */
public record UnicastPeer(IpAddress address, int timeToLiveMin, int timeToLiveMax) {
    public UnicastPeer {
        Objects.requireNonNull(address);
    }

    /** A peer without restrictions on the TTL. */
    public UnicastPeer(IpAddress address) {
        this(address, 0, 255);
    }
}
