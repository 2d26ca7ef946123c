// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.jkeepalived.vrrp.packet.Advert;

/** Counts the bytes that the steady paths allocate, in a JVM of its own, and prints them. */
final class AllocationProbe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationProbe() {}

    /** Does nothing, and so adds nothing to the measurement. */
    private static final class NoEffects implements Effects {
        long deadlineNanos;

        @Override
        public void sendAdvert(int priority) {}

        @Override
        public void installAddresses() {}

        @Override
        public void withdrawAddresses() {}

        @Override
        public void announceAddresses(Announcement cause) {}

        @Override
        public void armDeadline(long deadline) {
            deadlineNanos = deadline;
        }

        @Override
        public void disarmDeadline() {}

        @Override
        public void transition(State from, State to, TransitionReason reason) {}

        @Override
        public void transitionComplete(State from, State to, TransitionReason reason) {}

        @Override
        public void observe(Observation observation) {}
    }

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        master(rounds);
        backup(rounds);
        System.out.println("master " + master(rounds) + " backup " + backup(rounds));
    }

    /** Adverts sent on time. */
    private static long master(int rounds) {
        var effects = new NoEffects();
        var router = new VirtualRouter(RouterFixture.version(3, 255).build());
        router.step(new Event.Start(false), 0, effects);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            router.step(Event.TimerExpired.INSTANCE, effects.deadlineNanos, effects);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Adverts of the known master, each read from the buffer anew, and deadlines that come too early. */
    private static long backup(int rounds) {
        var effects = new NoEffects();
        var router = new VirtualRouter(RouterFixture.version(3, 100).build());
        router.step(new Event.Start(false), 0, effects);
        ByteBuffer packet = ByteBuffer.wrap(RouterFixture.advert(router.settings(), 200, RouterFixture.HIGHER));
        var advert = new Advert();
        Event received = new Event.AdvertReceived(advert);
        advert.readIpv4(packet, 2);
        router.step(received, 0, effects);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            advert.readIpv4(packet, 2);
            router.step(received, i, effects);
            router.step(Event.TimerExpired.INSTANCE, i, effects);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
