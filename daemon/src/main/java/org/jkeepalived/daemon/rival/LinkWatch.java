// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.Datagram;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.SendBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketOption;
import org.jkeepalived.posix.SocketType;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * The watch on one interface that masters advertise on, or have their addresses on.
 *
 * <p>Claims by ARP and neighbour discovery are heard all the time: the kernel hands over nothing else, and in a healthy LAN
 * there are none. Adverts are looked at for a few seconds now and then, see {@link AdvertTap}.
 */
final class LinkWatch {
    /**
     * The interface as it is while the watch lasts.
     *
     * @param ownAddress an IPv4 address that is this machine's alone; empty if it has none
     */
    record Place(int index, String name, long mac, Optional<IpAddress> ownAddress) {}

    private static final long SECOND = 1_000_000_000L;
    private static final int PROBES_PER_TURN = 16;
    private static final int IPPROTO_ICMPV6 = 58;
    /** RFC 4861: neighbour discovery does not pass routers. */
    private static final int HOP_LIMIT = 255;

    private static final long LOOK_NANOS_MIN = 3 * SECOND;
    private static final long LOOK_NANOS_MAX = 30 * SECOND;
    private static final long BETWEEN_LOOKS_NANOS = 30 * SECOND;

    /** @param destination where to ask who else has it */
    private record Claimed(WatchedMaster master, WatchedAddress address, SocketAddress destination) {}

    private final Place place;
    private final EventLoop loop;
    private final ReceiveBatch receiveBatch;
    private final LongPredicate ownMac;
    private final DropExplanation explanation;
    private final Executor closer;
    private final List<WatchedMaster> advertisers = new ArrayList<>();
    private final List<Claimed> addresses = new ArrayList<>();
    private final Map<IpAddress, Claimed> claimedByAddress = new HashMap<>();
    /** Stations that answer for every address. */
    private final Set<Long> proxies = new HashSet<>();

    private final Datagram[] probes = new Datagram[PROBES_PER_TURN + 1];
    private final SendBatch arpProbes = new SendBatch(PROBES_PER_TURN + 1);
    private final SendBatch solicitations = new SendBatch(PROBES_PER_TURN);
    private final SocketAddress broadcast;
    private int nextProbed;
    private Socket arp;
    private EventLoop.Watch arpWatch;
    private Socket neighbours;
    private EventLoop.Watch neighboursWatch;
    private AdvertTap tap;
    private EventLoop.Watch tapWatch;
    private long tapUntilNanos;
    private long nextLookNanos;

    /**
     * A watch without masters.
     *
     * @param closer closes sockets, which takes the kernel as long as all processors need to forget a packet socket: 20 ms
     *     and more
     */
    LinkWatch(
            Place place,
            EventLoop loop,
            ReceiveBatch receiveBatch,
            LongPredicate ownMac,
            DropExplanation explanation,
            Executor closer) {
        this.place = place;
        this.loop = loop;
        this.receiveBatch = receiveBatch;
        this.ownMac = ownMac;
        this.explanation = explanation;
        this.closer = closer;
        broadcast = SocketAddress.linkLayer(ArpFrame.ETHERTYPE, place.index, new byte[] {-1, -1, -1, -1, -1, -1});
        for (int i = 0; i < probes.length; i++) {
            probes[i] = new Datagram(ArpFrame.BYTES);
        }
        nextLookNanos = loop.nowNanos();
    }

    Place place() {
        return place;
    }

    /**
     * From now on these masters are watched.
     *
     * @throws PosixException if the kernel refuses a socket
     */
    void watch(List<WatchedMaster> masters) throws PosixException {
        advertisers.clear();
        addresses.clear();
        claimedByAddress.clear();
        List<IpAddress> ipv4 = new ArrayList<>();
        List<IpAddress> ipv6 = new ArrayList<>();
        for (WatchedMaster master : masters) {
            if (master.interfaceIndex() == place.index) {
                advertisers.add(master);
            }
            for (WatchedAddress address : master.addresses()) {
                if (address.interfaceIndex() == place.index) {
                    Claimed claimed = new Claimed(master, address, destination(address.address()));
                    addresses.add(claimed);
                    claimedByAddress.put(address.address(), claimed);
                    (isIpv4(address.address()) ? ipv4 : ipv6).add(address.address());
                }
            }
        }
        nextProbed = 0;
        // A look at those that have just become master.
        nextLookNanos = loop.nowNanos();
        if (!ipv4.isEmpty()) {
            place.ownAddress.ifPresent(ipv4::add);
        }
        listenForArp(ipv4);
        listenForNeighbours(ipv6);
    }

    private SocketAddress destination(IpAddress address) {
        return isIpv4(address)
                ? broadcast
                : SocketAddress.inet(NeighbourMessage.solicitedNode(address), 0, place.index);
    }

    private static boolean isIpv4(IpAddress address) {
        return address.family() == org.jkeepalived.vrrp.packet.AddressFamily.IPV4;
    }

    private void listenForArp(List<IpAddress> wanted) throws PosixException {
        if (wanted.isEmpty()) {
            return;
        }
        if (arp == null) {
            arp = Socket.open(AddressFamily.PACKET, SocketType.RAW, 0);
            arp.attachFilter(ArpFrame.claimsOf(wanted));
            arp.bind(SocketAddress.linkLayer(ArpFrame.ETHERTYPE, place.index, new byte[0]));
            arpWatch = loop.watch(arp.number(), this::readArp);
        } else {
            arp.attachFilter(ArpFrame.claimsOf(wanted));
        }
    }

    private void listenForNeighbours(List<IpAddress> wanted) throws PosixException {
        if (wanted.isEmpty()) {
            return;
        }
        if (neighbours == null) {
            neighbours = Socket.open(AddressFamily.INET6, SocketType.RAW, IPPROTO_ICMPV6);
            neighbours.attachFilter(NeighbourMessage.claimsOf(wanted));
            neighbours.setOption(SocketOption.ICMPV6_FILTER, advertisementsOnly());
            neighbours.setOption(SocketOption.SO_BINDTODEVICE, place.name.getBytes(StandardCharsets.UTF_8));
            neighbours.setOption(SocketOption.IPV6_MULTICAST_HOPS, HOP_LIMIT);
            neighbours.setOption(SocketOption.IPV6_MULTICAST_LOOP, 0);
            neighbours.setOption(SocketOption.IPV6_RECVHOPLIMIT, 1);
            neighboursWatch = loop.watch(neighbours.number(), this::readNeighbours);
        } else {
            neighbours.attachFilter(NeighbourMessage.claimsOf(wanted));
        }
    }

    /** A struct icmp6_filter: a set bit blocks its type. */
    private static byte[] advertisementsOnly() {
        ByteBuffer filter = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 8; i++) {
            int type = NeighbourMessage.ADVERTISEMENT_TYPE;
            filter.putInt(i == type / 32 ? ~(1 << type % 32) : -1);
        }
        return filter.array();
    }

    /** What is to be done now and then. Allocates nothing in a healthy LAN. */
    void tick(long nowNanos) throws PosixException {
        if (arp != null || neighbours != null) {
            probe(nowNanos);
        }
        look(nowNanos);
    }

    // --- Who else has an address

    /** Asks for some of the addresses that are due, going round. */
    private void probe(long nowNanos) {
        int probed = 0;
        boolean unmask = false;
        for (int i = 0; i < addresses.size() && probed < PROBES_PER_TURN; i++) {
            nextProbed = nextProbed < addresses.size() ? nextProbed : 0;
            Claimed claimed = addresses.get(nextProbed++);
            if (claimed.address.takeProbe(nowNanos)) {
                add(probes[probed++], claimed.address.address(), claimed.destination);
                unmask |= claimed.address.isClose(nowNanos);
            }
        }
        if (unmask && place.ownAddress.isPresent()) {
            // Whoever has an own address of ours as well, is a proxy for everything.
            add(probes[PROBES_PER_TURN], place.ownAddress.get(), broadcast);
        }
        send(arpProbes, arp);
        send(solicitations, neighbours);
    }

    private void add(Datagram datagram, IpAddress target, SocketAddress destination) {
        datagram.destination(destination);
        if (isIpv4(target)) {
            ArpFrame.encodeProbe(datagram.payload(), place.mac, target);
            arpProbes.add(datagram.length(ArpFrame.BYTES));
        } else {
            NeighbourMessage.encodeSolicitation(datagram.payload(), place.mac, target);
            solicitations.add(datagram.length(NeighbourMessage.SOLICITATION_BYTES));
        }
    }

    /** At once, since the datagrams are used again. What is refused is asked again another time. */
    private static void send(SendBatch batch, Socket socket) {
        if (batch.size() > 0 && (socket == null || batch.flush(socket, (_, _) -> {}) > 0)) {
            batch.clear();
        }
    }

    private void readArp() {
        int count;
        do {
            count = receiveBatch.receive(arp);
            for (int i = 0; i < count; i++) {
                ByteBuffer frame = receiveBatch.payload(i);
                if (ArpFrame.isClaim(frame)) {
                    claimed(ArpFrame.senderAddress(frame), ArpFrame.senderMac(frame), ArpFrame.isAnswer(frame));
                }
            }
        } while (count == receiveBatch.slots());
    }

    private void readNeighbours() {
        int count;
        do {
            count = receiveBatch.receive(neighbours);
            for (int i = 0; i < count; i++) {
                ByteBuffer message = receiveBatch.payload(i);
                if (NeighbourMessage.isAdvertisement(message) && receiveBatch.hopLimit(i) == HOP_LIMIT) {
                    long mac = NeighbourMessage.targetMac(message);
                    if (mac != 0) {
                        claimed(NeighbourMessage.target(message), mac, NeighbourMessage.isAnswer(message));
                    }
                }
            }
        } while (count == receiveBatch.slots());
    }

    private void claimed(IpAddress address, long mac, boolean inAnswer) {
        if (ownMac.test(mac)) {
            return;
        }
        Claimed claimed = claimedByAddress.get(address);
        if (claimed != null) {
            long now = loop.nowNanos();
            boolean news = !proxies.contains(mac)
                    && claimed.address.claim(mac, inAnswer, now)
                    && claimed.master.claimed(address, place.name, Mac.text(mac), now);
            if (news) {
                nextLookNanos = now; // where are the adverts of that other master?
            }
        } else if (place.ownAddress.filter(address::equals).isPresent()) {
            proxies.add(mac);
        }
    }

    // --- Adverts that do not reach us

    private void look(long nowNanos) throws PosixException {
        if (tap == null) {
            if (!advertisers.isEmpty() && nowNanos - nextLookNanos >= 0) {
                tapUntilNanos = nowNanos + lookNanos();
                nextLookNanos = tapUntilNanos + BETWEEN_LOOKS_NANOS;
                tap = new AdvertTap(place.index);
                tapWatch = loop.watch(tap.descriptor(), this::readTap);
            }
        } else if (nowNanos - tapUntilNanos >= 0 && !seesSomething(nowNanos)) {
            closeTap();
        }
    }

    /** Two adverts of a rival that is configured like us, at least. */
    private long lookNanos() {
        long longest = 0;
        for (int i = 0; i < advertisers.size(); i++) {
            longest = Math.max(longest, advertisers.get(i).intervalNanos());
        }
        return Math.clamp(longest * 5 / 2, LOOK_NANOS_MIN, LOOK_NANOS_MAX);
    }

    private boolean seesSomething(long nowNanos) {
        for (int i = 0; i < advertisers.size(); i++) {
            if (advertisers.get(i).isLookedAt(nowNanos)) {
                return true;
            }
        }
        return false;
    }

    private void readTap() {
        tap.drain(receiveBatch, this::advertSeen);
    }

    private void advertSeen(Advert advert, long sourceMac) {
        if (advert.priority() == 0 || ownMac.test(sourceMac)) {
            return;
        }
        for (int i = 0; i < advertisers.size(); i++) {
            advertisers.get(i).advertSeen(advert, loop.nowNanos(), explanation);
        }
    }

    private void closeTap() {
        tapWatch.cancel();
        closer.execute(tap::close);
        tap = null;
    }

    /** Ends the watch. */
    void end() {
        if (arp != null) {
            arpWatch.cancel();
        }
        if (neighbours != null) {
            neighboursWatch.cancel();
        }
        if (tap != null) {
            tapWatch.cancel();
        }
        closeSockets();
    }

    /** Closes the sockets, when nobody waits for them any more. */
    void closeSockets() {
        if (arp != null) {
            closer.execute(arp::close);
        }
        if (neighbours != null) {
            closer.execute(neighbours::close);
        }
        if (tap != null) {
            closer.execute(tap::close);
        }
    }
}
