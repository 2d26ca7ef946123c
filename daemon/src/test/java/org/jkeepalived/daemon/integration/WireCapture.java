// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Every frame that enters the bridge of a LAN, once, whatever the bridge then does with it. */
final class WireCapture implements AutoCloseable {
    private static final int POLL_MILLIS = 50;

    /**
     * A frame of a known kind.
     *
     * @param at the kernel's time stamp
     */
    record Seen<F extends Frame>(Instant at, F frame) {}

    private final Timeline timeline;
    private final Thread reader;
    private volatile boolean closed;

    WireCapture(NetworkNamespace bridgeNamespace, String bridge, Timeline timeline) {
        this.timeline = timeline;
        PacketSocket socket = bridgeNamespace.call(() -> new PacketSocket(bridge, true));
        reader = Thread.ofPlatform()
                .daemon()
                .name("wire of " + bridgeNamespace.name())
                .start(() -> read(socket));
    }

    private void read(PacketSocket socket) {
        try (socket) {
            while (!closed) {
                socket.receive(
                        POLL_MILLIS,
                        (at, bytes) -> Frame.decode(bytes)
                                .ifPresent(frame -> timeline.add(new Timeline.Entry(at, "wire", frame))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All frames of a kind so far, in the order of arrival. */
    <F extends Frame> List<Seen<F>> seen(Class<F> kind) {
        return timeline.entries().stream()
                .filter(entry -> kind.isInstance(entry.what()))
                .map(entry -> new Seen<>(entry.at(), kind.cast(entry.what())))
                .toList();
    }

    /** The adverts that a node sent, in the order of arrival. */
    List<Seen<Frame.Advert>> adverts(TestNode sender) {
        return adverts(sender, advert -> true);
    }

    List<Seen<Frame.Advert>> adverts(TestNode sender, Predicate<Frame.Advert> which) {
        return seen(Frame.Advert.class).stream()
                .filter(seen -> seen.frame().sourceMac().equals(sender.mac()))
                .filter(seen -> which.test(seen.frame()))
                .toList();
    }

    /** The gratuitous ARPs with which a node announced an address. */
    List<Seen<Frame.Arp>> gratuitousArps(TestNode sender, String address) {
        InetAddress announced = InetAddress.ofLiteral(address);
        return seen(Frame.Arp.class).stream()
                .filter(seen -> seen.frame().sourceMac().equals(sender.mac()))
                .filter(seen ->
                        seen.frame().isGratuitous() && seen.frame().sender().equals(announced))
                .toList();
    }

    /** The unsolicited neighbour advertisements with which a node announced an address. */
    List<Seen<Frame.NeighbourAdvert>> neighbourAdverts(TestNode sender, String address) {
        InetAddress announced = InetAddress.ofLiteral(address);
        return seen(Frame.NeighbourAdvert.class).stream()
                .filter(seen -> seen.frame().sourceMac().equals(sender.mac()))
                .filter(seen ->
                        !seen.frame().solicited() && seen.frame().target().equals(announced))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
