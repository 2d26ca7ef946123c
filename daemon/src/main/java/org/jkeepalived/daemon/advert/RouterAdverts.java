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
    private static final int NOT_ENCODED = -1;

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
    private int priority = NOT_ENCODED;
    private List<OutgoingAdvert> regular = List.of();
    private List<OutgoingAdvert> resigning = List.of();

    public RouterAdverts(AdvertSockets sockets, AdvertSocket socket, Consumer<Errno> failureListener) {
        this.sockets = sockets;
        this.socket = socket;
        this.failureListener = failureListener;
    }

    /** From now on adverts say this and go there. */
    public void encode(AdvertEncoder newEncoder, Route newRoute) {
        if (!newEncoder.equals(encoder) || !newRoute.equals(route)) {
            encoder = newEncoder;
            route = newRoute;
            priority = NOT_ENCODED;
            resigning = encodeAll(PRIORITY_RESIGN);
        }
    }

    private List<OutgoingAdvert> encodeAll(int withPriority) {
        List<OutgoingAdvert> adverts = new ArrayList<>(route.destinations.size());
        for (IpAddress destination : route.destinations) {
            adverts.add(new OutgoingAdvert(
                    encoder,
                    withPriority,
                    route.source,
                    destination,
                    route.timeToLive,
                    socket.interfaceIndex(),
                    failureListener));
        }
        return adverts;
    }

    /** Sends the adverts at the end of the turn; only those of a new priority are encoded first. */
    public void send(int withPriority) {
        if (withPriority == PRIORITY_RESIGN) {
            enqueue(resigning);
            return;
        }
        if (withPriority != priority) {
            regular = encodeAll(withPriority);
            priority = withPriority;
        }
        enqueue(regular);
    }

    private void enqueue(List<OutgoingAdvert> adverts) {
        for (int i = 0; i < adverts.size(); i++) {
            sockets.send(socket, adverts.get(i));
        }
    }
}
