// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * All that one virtual router sends: for each destination an advert with its present priority and one that resigns. The
 * bytes are made when the configuration, the source address or the priority changes, and only sent afterwards.
 */
final class RouterAdverts implements AdvertPort {
    private static final int PRIORITY_RESIGN = 0;

    private final AdvertSockets sockets;
    private final AdvertSocket socket;
    private final AdvertListener listener;
    private final Optional<InetAddress> group;
    private AdvertEncoder encoder;
    private Route route;
    private int priority;
    private List<OutgoingAdvert> regular = List.of();
    private List<OutgoingAdvert> resigning = List.of();

    RouterAdverts(AdvertSockets sockets, AdvertSocket socket, AdvertListener listener, Optional<InetAddress> group) {
        this.sockets = sockets;
        this.socket = socket;
        this.listener = listener;
        this.group = group;
    }

    @Override
    public int interfaceIndex() {
        return socket.interfaceIndex();
    }

    @Override
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
        List<OutgoingAdvert> adverts = new ArrayList<>(route.destinations().size());
        for (IpAddress destination : route.destinations()) {
            adverts.add(new OutgoingAdvert(
                    encoder, withPriority, route.source(), destination, route.timeToLive(), socket, listener));
        }
        return adverts;
    }

    @Override
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

    @Override
    public void drain() {
        sockets.drain(socket);
    }

    @Override
    public void close() {
        sockets.close(listener, socket, group);
    }
}
