// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.util.List;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;

/** One virtual router's way to its peers, and theirs to it. */
public interface AdvertPort {
    /**
     * Where adverts go, and how.
     *
     * @param destinations the multicast group, or each unicast peer
     * @param timeToLive TTL or hop limit, 1 to 255
     */
    record Route(IpAddress source, List<IpAddress> destinations, int timeToLive) {
        public Route {
            destinations = List.copyOf(destinations);
        }
    }

    /** The interface that it was opened for. */
    int interfaceIndex();

    /** From now on adverts say this and go there. */
    void encode(AdvertEncoder encoder, Route route, int priority);

    /** Sends the adverts of that priority at the end of the turn; the last {@link #encode} knew it, unless it is 0. */
    void send(int priority);

    /** Hands the adverts that wait to their routers, this one's among them. */
    void drain();

    /** Nothing is heard or sent any more. */
    void close();
}
