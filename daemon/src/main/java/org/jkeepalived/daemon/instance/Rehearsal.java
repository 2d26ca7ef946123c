// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.advert.AdvertSockets;
import org.jkeepalived.daemon.announce.AnnouncementChannel;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.KernelLink;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.daemon.script.ScriptRunner;
import org.jkeepalived.daemon.track.Health;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.Observation;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertEncoder;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * One takeover, and one handing over, for practice before the daemon says that it is ready.
 *
 * <p>What runs for the first time in a Java process has to be loaded and linked first, some milliseconds for a takeover.
 * The rehearsal takes every step of a real one, with the real system calls, but with a destination, an interface and a
 * socket that make the kernel refuse: nothing is sent, set or logged.
 */
public final class Rehearsal {
    /** Refused for a socket without SO_BROADCAST. */
    private static final byte[] NOWHERE = {-1, -1, -1, -1};
    /** TEST-NET-1, RFC 5737. */
    private static final byte[] DOCUMENTATION_ADDRESS = {(byte) 192, 0, 2, 1};

    private static final byte[] BETTER_MASTER = {(byte) 192, 0, 2, 2};
    private static final int BETTER_PRIORITY = 200;
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int NO_INTERFACE = Integer.MAX_VALUE;
    private static final String LOOPBACK = "lo";
    private static final Logger SILENCE = NOPLogger.NOP_LOGGER;

    private Rehearsal() {}

    /**
     * Rehearses, in the present turn of the loop.
     *
     * @throws PosixException if the kernel refuses a socket, as it would to the real ones
     */
    public static void run(EventLoop loop, KernelLink kernel) throws PosixException {
        AdvertSockets sockets = new AdvertSockets(loop, SILENCE);
        AddressReconciler addresses = new AddressReconciler(new PretendingKernel(kernel), _ -> NO_INTERFACE, SILENCE);
        AnnouncementChannel announcements = new AnnouncementChannel(loop, SILENCE);
        announcements.close(); // a closed socket sends nothing
        Instance instance = new Instance(
                config(),
                new Edges(
                        loop,
                        kernel.interfaces(),
                        sockets,
                        addresses,
                        announcements,
                        new Notifications(new ScriptRunner(_ -> {}, SILENCE), loop, SILENCE),
                        _ -> Health.NONE,
                        SILENCE));
        instance.listen();
        instance.start(false);
        expire(instance); // becomes master
        finishTurn(sockets, addresses, kernel, announcements);
        expire(instance); // its next advert
        finishTurn(sockets, addresses, kernel, announcements);
        ObservationText.of(new Observation.MasterDown(), instance.router().settings());
        instance.router().step(advertOfBetterMaster(instance), instance.router().deadlineNanos(), instance);
        finishTurn(sockets, addresses, kernel, announcements);
        instance.stop();
        finishTurn(sockets, addresses, kernel, announcements);
    }

    private static void expire(Instance instance) {
        instance.router().step(Event.TimerExpired.INSTANCE, instance.router().deadlineNanos(), instance);
    }

    private static Event.AdvertReceived advertOfBetterMaster(Instance instance) {
        AdvertEncoder encoder = instance.router().settings().encoder();
        IpAddress from = IpAddress.of(BETTER_MASTER);
        IpAddress to = IpAddress.of(DOCUMENTATION_ADDRESS);
        int length = IPV4_HEADER_BYTES + encoder.length();
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.put(0, (byte) 0x45).putShort(2, (short) length);
        packet.put(8, (byte) 255).put(9, (byte) 112).put(12, BETTER_MASTER).put(16, DOCUMENTATION_ADDRESS);
        packet.position(IPV4_HEADER_BYTES);
        encoder.encode(BETTER_PRIORITY, from, to, packet);
        Advert advert = new Advert();
        advert.readIpv4(packet.flip(), 0);
        return new Event.AdvertReceived(advert);
    }

    private static void finishTurn(
            AdvertSockets sockets, AddressReconciler addresses, KernelLink kernel, AnnouncementChannel announcements) {
        addresses.reconcile();
        sockets.flush();
        kernel.flush();
        kernel.readAcknowledgements();
        announcements.flush();
    }

    private static VrrpInstance config() {
        InetAddress nowhere = address(NOWHERE);
        InetAddress documentation = address(DOCUMENTATION_ADDRESS);
        return VrrpInstance.named("rehearsal")
                .version(3)
                .transport(new Transport.Unicast(
                        Optional.of(documentation), List.of(Transport.Peer.of(nowhere)), OptionalInt.empty(), false))
                .addresses(
                        List.of(VirtualAddress.of(documentation, 32, LOOPBACK).build()))
                .build();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks the real kernel, which refuses, and says that it was done. */
    private record PretendingKernel(KernelLink kernel) implements AddressReconciler.Kernel {
        @Override
        public boolean refresh() {
            return true;
        }

        @Override
        public boolean has(AddressKey key) {
            return false;
        }

        @Override
        public void add(InterfaceAddress address, AddressReconciler.Outcome outcome) {
            kernel.add(address, _ -> outcome.settled(Optional.empty()));
        }

        @Override
        public void remove(InterfaceAddress address, AddressReconciler.Outcome outcome) {
            kernel.remove(address, _ -> outcome.settled(Optional.empty()));
        }
    }
}
