// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * All that one virtual router sends: for each destination an advert with its present priority and one that resigns. The
 * bytes are made when the configuration, the source address or the priority changes, and only sent afterwards.
 */
public final class RouterAdverts {
    private static final int PRIORITY_RESIGN = 0;

    /**
     * Where adverts go, and how.
     *
     * @param destinations the multicast group, or each unicast peer
     * @param timeToLive TTL or hop limit, 1 to 255
     */
    public record Route(IpAddress source, List<IpAddress> destinations, int timeToLive) {
        public Route {
            destinations = List.copyOf(destinations);
        }
    }

    private final AdvertSockets sockets;
    private final AdvertSocket socket;
    private final Consumer<Errno> failureListener;
    private AdvertEncoder encoder;
    private Route route;
    private int priority;
    private List<OutgoingAdvert> regular = List.of();
    private List<OutgoingAdvert> resigning = List.of();

    public RouterAdverts(AdvertSockets sockets, AdvertSocket socket, Consumer<Errno> failureListener) {
        this.sockets = sockets;
        this.socket = socket;
        this.failureListener = failureListener;
    }

    /** From now on adverts say this and go there. */
    public void encode(AdvertEncoder newEncoder, Route newRoute, int newPriority) {
        if (!newEncoder.equals(encoder) || !newRoute.equals(route) || newPriority != priority) {
            encoder = newEncoder;
            route = newRoute;
            priority = newPriority;
            regular = encodeAll(newPriority);
            resigning = List.of();
        }
    }

    private List<OutgoingAdvert> encodeAll(int withPriority) {
        List<OutgoingAdvert> adverts = new ArrayList<>(route.destinations.size());
        for (IpAddress destination : route.destinations) {
            adverts.add(new OutgoingAdvert(
                    encoder, withPriority, route.source, destination, route.timeToLive, socket, failureListener));
        }
        return adverts;
    }

    /** Sends the adverts of that priority at the end of the turn; the last {@link #encode} knew it, unless it is 0. */
    public void send(int withPriority) {
        if (route == null) {
            return; // there was never an address to send from
        }
        if (withPriority == PRIORITY_RESIGN) {
            if (resigning.isEmpty()) {
                resigning = encodeAll(PRIORITY_RESIGN);
            }
            enqueue(resigning);
        } else {
            if (withPriority != priority) {
                encode(encoder, route, withPriority);
            }
            enqueue(regular);
        }
    }

    private void enqueue(List<OutgoingAdvert> adverts) {
        for (int i = 0; i < adverts.size(); i++) {
            sockets.send(socket, adverts.get(i));
        }
    }
}
