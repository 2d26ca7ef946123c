// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.Observation;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * One takeover for practice, before the daemon says that it is ready.
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
        AddressReconciler addresses = new AddressReconciler(new PretendingKernel(kernel), _ -> NO_INTERFACE);
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
                        new Notifications(loop, SILENCE),
                        SILENCE));
        instance.start(false);
        expire(instance); // becomes master
        finishTurn(sockets, addresses, kernel, announcements);
        expire(instance); // its next advert
        finishTurn(sockets, addresses, kernel, announcements);
        ObservationText.of(new Observation.MasterDown(), instance.router().settings());
        instance.stop();
        finishTurn(sockets, addresses, kernel, announcements);
    }

    private static void expire(Instance instance) {
        instance.router().step(Event.TimerExpired.INSTANCE, instance.router().deadlineNanos(), instance);
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
