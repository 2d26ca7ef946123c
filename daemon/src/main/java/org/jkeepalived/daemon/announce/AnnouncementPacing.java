// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.loop.Timers;
import org.jkeepalived.posix.SocketAddress;

/**
 * Keeps the time between two announcements of one kind on one interface ({@code vrrp_garp_interval},
 * {@code vrrp_gna_interval}), for switches that learn slowly. All that is asked for is sent, sooner or later.
 */
final class AnnouncementPacing {
    private static final int ETHERTYPE_FROM_FRAME = 0;

    private final AnnouncementChannel channel;
    private final Timers loop;
    private final SocketAddress destination;
    private final boolean ipv4;
    private final Deque<PreparedAnnouncement> waiting = new ArrayDeque<>();
    private final Timer timer = new Timer(this::sendNext);
    private long earliestNanos;

    AnnouncementPacing(AnnouncementChannel channel, Timers loop, int interfaceIndex, boolean ipv4) {
        this.channel = channel;
        destination = SocketAddress.linkLayer(ETHERTYPE_FROM_FRAME, interfaceIndex, new byte[0]);
        this.loop = loop;
        this.ipv4 = ipv4;
        earliestNanos = loop.nowNanos();
    }

    /** Where announcements of this interface are sent. */
    SocketAddress destination() {
        return destination;
    }

    void send(PreparedAnnouncement announcement) {
        if (channel.intervalNanos(ipv4) == 0 && waiting.isEmpty()) {
            channel.enqueue(announcement);
            return;
        }
        if (announcement.pending++ == 0) {
            waiting.add(announcement);
        }
        if (!timer.isArmed()) {
            sendNext(loop.nowNanos());
        }
    }

    void withdraw(PreparedAnnouncement announcement) {
        announcement.pending = 0;
        waiting.remove(announcement);
        channel.dequeue(announcement);
    }

    /** Sends one and puts it behind the others, so that every address is announced once before any is twice. */
    private void sendNext(long nowNanos) {
        if (waiting.isEmpty()) {
            return;
        }
        if (nowNanos - earliestNanos >= 0) {
            PreparedAnnouncement next = waiting.remove();
            channel.enqueue(next);
            if (--next.pending > 0) {
                waiting.add(next);
            }
            earliestNanos = nowNanos + channel.intervalNanos(ipv4);
        }
        if (!waiting.isEmpty()) {
            loop.arm(timer, earliestNanos);
        }
    }
}
