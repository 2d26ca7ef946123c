// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.daemon.advert.AdvertExchange;
import org.jkeepalived.daemon.advert.AdvertListener;
import org.jkeepalived.daemon.advert.AdvertPort;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;

/** The advert sockets of one daemon, with what waits in their receive buffers. */
final class SimulatedExchange implements AdvertExchange {
    /** Two megabytes of small packets, as the kernel accounts them. */
    private static final int WAITING_MAX = 2_500;

    private final Machine machine;
    private final MachineTimers timers;
    private final List<List<Port>> portsByVrid = new ArrayList<>();
    private final ArrayDeque<Packets> waiting = new ArrayDeque<>();
    private final List<List<Packet>> unsentByLan = new ArrayList<>();
    private final Advert advert = new Advert();
    private final Event.AdvertReceived received = new Event.AdvertReceived(advert);
    private int waitingCount;
    private boolean unsent;

    SimulatedExchange(Machine machine, MachineTimers timers) {
        this.machine = machine;
        this.timers = timers;
        for (int vrid = 0; vrid < 256; vrid++) {
            portsByVrid.add(List.of());
        }
        for (int lan = 0; lan < SimulatedKernel.LANS; lan++) {
            unsentByLan.add(new ArrayList<>());
        }
    }

    @Override
    public AdvertPort open(
            AdvertListener listener,
            int interfaceIndex,
            String interfaceName,
            AddressFamily family,
            Optional<InetAddress> group) {
        Port port = new Port(listener, interfaceIndex);
        List<Port> ports = new ArrayList<>(portsByVrid.get(port.vrid));
        ports.add(port);
        portsByVrid.set(port.vrid, List.copyOf(ports));
        return port;
    }

    @Override
    public void logUnknownVrids(boolean enabled) {}

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The kernel takes packets, as far as there is room. */
    void arrive(Packets packets) {
        if (waitingCount + packets.count() <= WAITING_MAX) {
            waiting.add(packets);
            waitingCount += packets.count();
        }
    }

    /** Hands what waits to the routers. */
    void drain() {
        while (!waiting.isEmpty()) {
            Packets packets = waiting.poll();
            waitingCount -= packets.count();
            int interfaceIndex = machine.kernel().interfaceIndex(packets.lan());
            for (int i = 0; i < packets.count(); i++) {
                deliver(packets.get(i), interfaceIndex, timers.nowNanos() - packets.receivedNanos);
            }
        }
    }

    private void deliver(Packet packet, int interfaceIndex, long waitedNanos) {
        List<Port> ports = portsByVrid.get(packet.vrid());
        for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            if (port.interfaceIndex == interfaceIndex && advert.readIpv4(packet.bytes(), interfaceIndex)) {
                advert.waited(waitedNanos);
                if (port.listener.isAddressed(advert)) {
                    port.listener.advertReceived(received);
                }
            }
        }
    }

    /** Sends what the turn has queued. */
    void flush() {
        if (!unsent) {
            return;
        }
        unsent = false;
        for (int lan = 0; lan < unsentByLan.size(); lan++) {
            List<Packet> packets = unsentByLan.get(lan);
            if (!packets.isEmpty()) {
                machine.send(lan, packets);
                packets.clear();
            }
        }
    }

    private final class Port implements AdvertPort {
        private final AdvertListener listener;
        private final int interfaceIndex;
        private final int vrid;
        private AdvertEncoder encoder;
        private Route route;
        private int encodedPriority;
        private List<Packet> encoded = List.of();

        private Port(AdvertListener listener, int interfaceIndex) {
            this.listener = listener;
            this.interfaceIndex = interfaceIndex;
            vrid = listener.vrid();
        }

        @Override
        public int interfaceIndex() {
            return interfaceIndex;
        }

        @Override
        public void encode(AdvertEncoder newEncoder, Route newRoute, int priority) {
            encoder = newEncoder;
            route = newRoute;
            encoded = encodeAll(priority);
            encodedPriority = priority;
        }

        private List<Packet> encodeAll(int priority) {
            List<Packet> packets = new ArrayList<>();
            for (IpAddress destination : route.destinations()) {
                packets.add(Packet.encode(encoder, priority, route.source(), destination, route.timeToLive()));
            }
            return packets;
        }

        @Override
        public void send(int priority) {
            if (route == null) {
                return;
            }
            int lan = machine.kernel().lanOf(interfaceIndex);
            if (lan < 0 || !machine.kernel().isUsable(lan)) {
                listener.sendFailed(lan < 0 ? Errno.ENODEV : Errno.ENETDOWN);
                return;
            }
            unsent = true;
            unsentByLan.get(lan).addAll(priority == encodedPriority ? encoded : encodeAll(priority));
        }

        @Override
        public void drain() {
            SimulatedExchange.this.drain();
        }

        @Override
        public void close() {
            flush();
            List<Port> ports = new ArrayList<>(portsByVrid.get(vrid));
            ports.remove(this);
            portsByVrid.set(vrid, List.copyOf(ports));
        }
    }
}
