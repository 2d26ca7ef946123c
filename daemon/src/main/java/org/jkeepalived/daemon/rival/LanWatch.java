// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jkeepalived.daemon.kernel.Interfaces;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.link.HardwareAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.slf4j.Logger;

/**
 * The watch on all interfaces. Sockets are opened and closed a moment after a transition, not in its turn, and once for all
 * routers that become master together.
 */
public final class LanWatch implements RivalWatch, AutoCloseable {
    private static final long TICK_NANOS = 500_000_000L;
    private static final int RECEIVE_SLOTS = 8;
    /** Ethernet, the longest IP header, VRRP and 255 IPv6 addresses. */
    private static final int FRAME_BYTES_MAX = 14 + 60 + 8 + 255 * 16;

    private final EventLoop loop;
    private final Interfaces interfaces;
    private final Predicate<AddressKey> isVirtual;
    private final Logger log;
    private final Set<WatchedMaster> masters = new LinkedHashSet<>();
    private final Map<Integer, LinkWatch> links = new HashMap<>();
    /** Interfaces that cannot be watched, so that it is said once. */
    private final Set<Integer> unwatchable = new HashSet<>();

    private final ExecutorService closer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("rival-watch").factory());
    private final Timer tick = new Timer(this::tick);
    private List<LinkWatch> watched = List.of();
    private List<WatchedMaster> inOrder = List.of();
    private ReceiveBatch receiveBatch;
    private boolean changed;

    /**
     * A watch without anything to watch; nothing is open.
     *
     * @param isVirtual whether an address is one that some virtual router may bring
     */
    public LanWatch(EventLoop loop, Interfaces interfaces, Predicate<AddressKey> isVirtual, Logger log) {
        this.loop = loop;
        this.interfaces = interfaces;
        this.isVirtual = isVirtual;
        this.log = log;
    }

    @Override
    public void begin(WatchedMaster master) {
        masters.add(master);
        change();
    }

    @Override
    public void end(WatchedMaster master) {
        if (masters.remove(master)) {
            change();
        }
    }

    private void change() {
        changed = true;
        if (!tick.isArmed()) {
            loop.arm(tick, loop.nowNanos() + TICK_NANOS);
        }
    }

    private void tick(long nowNanos) {
        if (changed) {
            changed = false;
            arrange();
        }
        for (int i = 0; i < watched.size(); i++) {
            LinkWatch link = watched.get(i);
            try {
                link.tick(nowNanos);
            } catch (PosixException e) {
                complain(link.place(), e);
            }
        }
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).endUnconfirmed(nowNanos);
        }
        if (!masters.isEmpty()) {
            loop.arm(tick, nowNanos + TICK_NANOS);
        }
    }

    private void arrange() {
        Map<Integer, List<WatchedMaster>> mastersByLink = new HashMap<>();
        for (WatchedMaster master : masters) {
            Set<Integer> indexes = new HashSet<>();
            indexes.add(master.interfaceIndex());
            master.addresses().forEach(address -> indexes.add(address.interfaceIndex()));
            indexes.forEach(index ->
                    mastersByLink.computeIfAbsent(index, _ -> new ArrayList<>()).add(master));
        }
        for (LinkWatch link : List.copyOf(links.values())) {
            Optional<LinkWatch.Place> place = place(link.place().index());
            if (!mastersByLink.containsKey(link.place().index()) || !place.equals(Optional.of(link.place()))) {
                links.remove(link.place().index()).end();
            }
        }
        mastersByLink.forEach((index, here) -> place(index).ifPresent(place -> arrange(place, here)));
        watched = List.copyOf(links.values());
        inOrder = List.copyOf(masters);
    }

    private void arrange(LinkWatch.Place place, List<WatchedMaster> here) {
        if (receiveBatch == null) {
            receiveBatch = new ReceiveBatch(RECEIVE_SLOTS, FRAME_BYTES_MAX);
        }
        try {
            links.computeIfAbsent(
                            place.index(),
                            _ -> new LinkWatch(
                                    place,
                                    loop,
                                    receiveBatch,
                                    this::isOwn,
                                    source -> explainDrop(place, source),
                                    closer))
                    .watch(here);
        } catch (PosixException e) {
            complain(place, e);
        }
    }

    private void complain(LinkWatch.Place place, PosixException failure) {
        if (unwatchable.add(place.index())) {
            log.warn("Unable to look for other masters on {}: {}", place.name(), failure.getMessage());
        }
    }

    /** Empty if there is no Ethernet on which others could claim an address. */
    private Optional<LinkWatch.Place> place(int index) {
        return interfaces
                .byIndex(index)
                .filter(link -> link.hasArp()
                        && !link.isLoopback()
                        && link.hardwareAddress().length() == Mac.BYTES)
                .map(this::place);
    }

    private LinkWatch.Place place(Link link) {
        return new LinkWatch.Place(
                link.index(),
                link.name(),
                Mac.of(link.hardwareAddress().bytes()),
                interfaces
                        .primaryAddress(link.index(), AddressFamily.IPV4, isVirtual)
                        .map(IpAddress::of));
    }

    /** Whether a station is this machine itself: another of its interfaces on the LAN, a bridge, a macvlan. */
    private boolean isOwn(long mac) {
        return interfaces.hasHardwareAddress(HardwareAddress.of(Mac.bytes(mac)));
    }

    private String explainDrop(LinkWatch.Place place, IpAddress source) {
        return ReversePathFilter.explain(
                source, place.name(), interfaces.isOnLink(place.index(), source.toInetAddress()));
    }

    /** The loop has ended. */
    @Override
    public void close() {
        links.values().forEach(LinkWatch::closeSockets);
        links.clear();
        closer.shutdown(); // nobody need wait for it
    }
}
