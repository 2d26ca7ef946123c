// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.daemon.loop.Timers;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.Datagram;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.SendBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketType;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.slf4j.Logger;

/** The packet socket through which all announcements of all interfaces leave, in batches. */
public final class AnnouncementChannel implements Announcements, AutoCloseable {
    private static final int BATCH = 512;

    /** Protocol 0: nothing is received. */
    private static final int SEND_ONLY = 0;

    private record PacingKey(int interfaceIndex, boolean ipv4) {}

    private final Socket socket;
    private final Timers loop;
    private final Logger log;
    private final SendBatch batch = new SendBatch(BATCH);
    private final SendBatch.FailureListener failures = this::failed;
    private final Map<PacingKey, AnnouncementPacing> pacings = new HashMap<>();
    private long garpIntervalNanos;
    private long gnaIntervalNanos;

    /**
     * Opens the socket.
     *
     * @throws PosixException if the process may not open packet sockets (CAP_NET_RAW)
     */
    public AnnouncementChannel(Timers loop, Logger log) throws PosixException {
        this.loop = loop;
        this.log = log;
        socket = Socket.open(AddressFamily.PACKET, SocketType.RAW, SEND_ONLY);
    }

    @Override
    public void configure(Duration garpInterval, Duration gnaInterval) {
        garpIntervalNanos = garpInterval.toNanos();
        gnaIntervalNanos = gnaInterval.toNanos();
    }

    long intervalNanos(boolean ipv4) {
        return ipv4 ? garpIntervalNanos : gnaIntervalNanos;
    }

    @Override
    public Optional<AddressAnnouncement> prepare(
            String interfaceName, int interfaceIndex, byte[] mac, InetAddress address, boolean router) {
        if (mac.length != AnnouncementFrame.MAC_LENGTH) {
            return Optional.empty();
        }
        boolean ipv4 = address instanceof Inet4Address;
        AnnouncementPacing pacing = pacings.computeIfAbsent(
                new PacingKey(interfaceIndex, ipv4), _ -> new AnnouncementPacing(this, loop, interfaceIndex, ipv4));
        return Optional.of(new PreparedAnnouncement(interfaceName, mac, address, router, pacing));
    }

    void enqueue(PreparedAnnouncement announcement) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "Sending {} on {} for {}",
                    announcement.isGratuitousArp() ? "gratuitous ARP" : "unsolicited Neighbour Advert",
                    announcement.interfaceName(),
                    IpAddress.of(announcement.address()));
        }
        if (!batch.add(announcement)) {
            flush();
            batch.add(announcement);
        }
    }

    /** Whoever was master, and is not when the turn ends, must not say where the address is. */
    void dequeue(PreparedAnnouncement announcement) {
        batch.remove(announcement);
    }

    /** Sends what the turn has queued. */
    public void flush() {
        if (batch.size() > 0 && batch.flush(socket, failures) > 0) {
            log.warn(
                    "{} gratuitous ARPs or neighbour advertisements were dropped: the send buffer is full",
                    batch.size());
            batch.clear();
        }
    }

    private void failed(Datagram datagram, int error) {
        PreparedAnnouncement announcement = (PreparedAnnouncement) datagram;
        log.info(
                "Error sending announcement of {} on {}: {}",
                IpAddress.of(announcement.address()),
                announcement.interfaceName(),
                Errno.of(error).text());
    }

    @Override
    public void close() {
        socket.close();
    }
}
