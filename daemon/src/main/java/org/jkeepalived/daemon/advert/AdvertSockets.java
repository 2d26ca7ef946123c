// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.RealtimeClock;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.SendBatch;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.slf4j.Logger;

/** All advert sockets: opened for the first router that needs one, closed after the last. */
public final class AdvertSockets implements AdvertExchange {
    private record Key(int interfaceIndex, AddressFamily family) {}

    private record Entry(AdvertSocket socket, EventLoop.Watch watch) {}

    private static final int RECEIVE_SLOTS = 64;
    /** IPv6: header and 255 addresses; IPv4: the longest IP header besides. */
    private static final int PACKET_BYTES_MAX = 60 + 8 + 255 * 16;

    private static final int IPV6_ADDRESS_BYTES = 16;

    /** How many batches one turn reads at most, so that a flood does not keep the timers from being served. */
    private static final int BATCHES_PER_TURN = 32;
    /** More than the receive buffer holds. */
    private static final int BATCHES_AFTER_STALL = 256;

    private final EventLoop loop;
    private final Logger log;
    private final Map<Key, Entry> entries = new HashMap<>();
    private final List<AdvertSocket> withUnsent = new ArrayList<>();
    private final List<AdvertSocket> withChangedFilter = new ArrayList<>();
    private final SendBatch.FailureListener failures =
            (datagram, error) -> ((OutgoingAdvert) datagram).failed(Errno.of(error));
    private final RealtimeClock realtime = new RealtimeClock();
    private final ReceiveBatch receiveBatch = new ReceiveBatch(RECEIVE_SLOTS, PACKET_BYTES_MAX);
    private final Advert advert = new Advert();
    private final Event.AdvertReceived received = new Event.AdvertReceived(advert);
    private boolean logUnknownVrids;
    private long malformedPackets;
    private long unknownVridPackets;

    public AdvertSockets(EventLoop loop, Logger log) {
        this.loop = loop;
        this.log = log;
    }

    @Override
    public void logUnknownVrids(boolean enabled) {
        if (logUnknownVrids != enabled) {
            logUnknownVrids = enabled;
            entries.values().forEach(entry -> filterChanged(entry.socket));
        }
    }

    /** The new filter is set at the end of the turn, once for all routers that come or go in it. */
    private void filterChanged(AdvertSocket socket) {
        if (!withChangedFilter.contains(socket)) {
            withChangedFilter.add(socket);
        }
    }

    private void updateFilter(AdvertSocket socket) {
        try {
            socket.updateFilter(logUnknownVrids);
        } catch (PosixException e) {
            log.warn("Adverts of foreign VRIDs cannot be filtered: {}", e.getMessage());
        }
    }

    /** Packets too short to be an advert of any router. */
    public long malformedPackets() {
        return malformedPackets;
    }

    /** Adverts with a VRID that no router here has; the kernel drops them unless they are to be logged. */
    public long unknownVridPackets() {
        return unknownVridPackets;
    }

    @Override
    public AdvertPort open(
            AdvertListener listener,
            int interfaceIndex,
            String interfaceName,
            AddressFamily family,
            Optional<InetAddress> group)
            throws PosixException {
        Key key = new Key(interfaceIndex, family);
        Entry entry = entries.get(key);
        AdvertSocket socket = entry != null ? entry.socket : new AdvertSocket(interfaceIndex, interfaceName, family);
        try {
            if (group.isPresent()) {
                socket.join(group.get());
            }
            socket.add(listener);
        } catch (PosixException e) {
            if (entry == null) {
                socket.socket().close();
            }
            throw e;
        }
        filterChanged(socket);
        if (entry == null) {
            log.debug(
                    "VRRP sockpool: [ifindex({}), family({}), proto(112), fd({}) {}]",
                    interfaceIndex,
                    socket.isIpv4() ? "IPv4" : "IPv6",
                    socket.socket().number(),
                    group.map(address -> "multicast, address(" + address.getHostAddress() + ")")
                            .orElse("unicast"));
            socket.emptyAt(loop.nowNanos());
            entries.put(key, new Entry(socket, loop.watch(socket.socket().number(), () -> drain(socket))));
        }
        return new RouterAdverts(this, socket, listener, group);
    }

    /** Ends what {@link #open} began. */
    void close(AdvertListener listener, AdvertSocket socket, Optional<InetAddress> group) {
        flush(socket);
        socket.remove(listener);
        if (!socket.hasListeners()) {
            Entry entry = entries.remove(new Key(socket.interfaceIndex(), socket.family()));
            withUnsent.remove(socket);
            withChangedFilter.remove(socket);
            entry.watch.cancel();
            socket.socket().close();
            return;
        }
        filterChanged(socket);
        try {
            if (group.isPresent()) {
                socket.leave(group.get());
            }
        } catch (PosixException e) {
            // The interface may be gone, and the memberships with it.
            log.debug("{}", e.getMessage());
        }
    }

    /** Sends the advert at the end of the turn. */
    void send(AdvertSocket socket, OutgoingAdvert datagram) {
        SendBatch batch = socket.sendBatch();
        if (batch.size() == 0) {
            withUnsent.add(socket);
        }
        if (!batch.add(datagram)) {
            flush(socket);
            withUnsent.add(socket);
            batch.add(datagram);
        }
    }

    /** Sends what the turn has queued. */
    public void flush() {
        if (!withChangedFilter.isEmpty()) {
            withChangedFilter.forEach(this::updateFilter);
            withChangedFilter.clear();
        }
        for (int i = withUnsent.size() - 1; i >= 0; i--) {
            flush(withUnsent.get(i));
        }
    }

    private void flush(AdvertSocket socket) {
        withUnsent.remove(socket);
        SendBatch batch = socket.sendBatch();
        if (batch.size() > 0 && batch.flush(socket.socket(), failures) > 0) {
            // An advert that waits for the socket is worth less than the next one.
            log.warn("{} adverts were dropped: the send buffer of the interface is full", batch.size());
            batch.clear();
        }
    }

    /** Reads what waits in the socket and hands each advert to its router. */
    void drain(AdvertSocket socket) {
        drain(socket, BATCHES_PER_TURN);
    }

    /** Reads what waits in all sockets: to be called before anything is done whose time came during a stall. */
    public void drainAfterStall() {
        // A copy: what is heard may make a router close its socket.
        for (Entry entry : List.copyOf(entries.values())) {
            drain(entry.socket, BATCHES_AFTER_STALL);
        }
    }

    private void drain(AdvertSocket socket, int batchesMax) {
        for (int batches = 0; batches < batchesMax; batches++) {
            int count = receiveBatch.receive(socket.socket());
            if (count > 0) {
                // The process may have been held up since the turn began.
                loop.readClock();
                long realtimeNanos = realtime.nanos();
                for (int slot = 0; slot < count; slot++) {
                    dispatch(socket, slot, realtimeNanos);
                }
            }
            // Errors of the interface (ENETDOWN) are reported once by the socket and then forgotten.
            if (count >= 0 && count < RECEIVE_SLOTS) {
                socket.emptyAt(loop.nowNanos());
                return;
            }
        }
    }

    /**
     * How long before now the packet came. The kernel says so by a clock that people set: but not before the socket was last
     * empty, and not after now.
     */
    private long waitedNanos(AdvertSocket socket, int slot, long realtimeNanos) {
        long waited = realtimeNanos - receiveBatch.timestampNanos(slot);
        return Math.clamp(waited, 0, Math.max(0, loop.nowNanos() - socket.emptyNanos()));
    }

    private void dispatch(AdvertSocket socket, int slot, long realtimeNanos) {
        if (!read(socket, slot)) {
            malformedPackets++;
            return;
        }
        advert.waited(waitedNanos(socket, slot, realtimeNanos));
        List<AdvertListener> listeners = socket.listeners(advert.vrid());
        if (listeners.isEmpty()) {
            unknownVridPackets++;
            if (logUnknownVrids) {
                log.info("Unknown VRID({}) received on interface({}). ignoring...", advert.vrid(), socket.name());
            }
            return;
        }
        for (int i = 0; i < listeners.size(); i++) {
            AdvertListener listener = listeners.get(i);
            if (listener.isAddressed(advert)) {
                listener.advertReceived(received);
            }
        }
    }

    private boolean read(AdvertSocket socket, int slot) {
        ByteBuffer payload = receiveBatch.payload(slot);
        if (socket.isIpv4()) {
            return advert.readIpv4(payload, socket.interfaceIndex());
        }
        ByteBuffer source = receiveBatch.sourceAddress(slot);
        ByteBuffer destination = receiveBatch.destinationAddress(slot);
        return source.remaining() == IPV6_ADDRESS_BYTES
                && destination.remaining() == IPV6_ADDRESS_BYTES
                && advert.readIpv6(
                        payload,
                        source,
                        source.position(),
                        destination,
                        destination.position(),
                        receiveBatch.hopLimit(slot),
                        socket.interfaceIndex());
    }
}
