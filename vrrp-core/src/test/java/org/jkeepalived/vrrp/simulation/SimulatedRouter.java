// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jkeepalived.vrrp.Announcement;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.Effects;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.Observation;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.TransitionReason;
import org.jkeepalived.vrrp.VirtualRouter;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.IpAddress;

/** One machine on the simulated LAN: the real {@link VirtualRouter}, and around it a kernel that does as it is told. */
public final class SimulatedRouter implements Effects {
    private static final Counter[] COUNTERS = Counter.values();
    private static final IpAddress GROUP = IpAddress.parse("224.0.0.18");
    private static final int IP_HEADER_BYTES = 20;

    final int index;
    final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final SimulatedLan lan;
    private final Advert advert = new Advert();
    private final Event advertReceived = new Event.AdvertReceived(advert);
    private final long[] countersSeen = new long[COUNTERS.length];

    RouterSettings settings;
    /** Null if it is alone. */
    SimulatedGroup group;

    boolean linkUp = true;
    long stalledUntilNanos;
    /** When the LAN will look at this router's deadline next; it looks once per deadline at least. */
    long wakeUpNanos = Long.MAX_VALUE;

    private VirtualRouter router;
    private ByteBuffer[] encoded = new ByteBuffer[256];
    private boolean installed;
    private boolean armed;
    private long deadlineNanos;
    private State lastTo = State.INIT;
    long announcedNanos = Long.MIN_VALUE;
    Announcement announcement;
    int announcements;
    int advertsSent;
    int transitions;

    SimulatedRouter(SimulatedLan lan, int index, RouterSettings settings) {
        this.lan = lan;
        this.index = index;
        this.settings = settings;
    }

    public boolean isRunning() {
        return router != null;
    }

    public State state() {
        return router == null ? State.INIT : router.state();
    }

    public boolean isMaster() {
        return state() == State.MASTER;
    }

    /** Whether the virtual addresses are on the machine; after a crash they stay. */
    public boolean hasAddresses() {
        return installed;
    }

    public int priority() {
        return router == null ? settings.priority() : router.effectivePriority();
    }

    public int advertsSent() {
        return advertsSent;
    }

    public int announcements() {
        return announcements;
    }

    public Announcement lastAnnouncement() {
        return announcement;
    }

    public int transitions() {
        return transitions;
    }

    public VirtualRouter router() {
        return router;
    }

    void start(boolean startupDelay) {
        create();
        step(new Event.Start(startupDelay));
    }

    void create() {
        router = new VirtualRouter(settings);
        Arrays.fill(countersSeen, 0);
        encoded = new ByteBuffer[256];
        lastTo = State.INIT;
        if (!linkUp) {
            // Not yet the time to check anything: a crash may have left addresses behind.
            router.step(new Event.HealthChanged(List.of("link down")), lan.nowNanos(), this);
        }
    }

    void stop() {
        step(new Event.Stop());
        router = null;
    }

    /** Gone without a word; the kernel keeps what it was told. */
    void crash() {
        router = null;
        armed = false;
        waiting.clear();
    }

    void change(RouterSettings changed) {
        settings = changed;
        encoded = new ByteBuffer[256];
        if (router != null) {
            step(new Event.SettingsChanged(changed));
        }
    }

    void receive(ByteBuffer packet) {
        if (!advert.readIpv4(packet, 1)) {
            throw new IllegalStateException("a router sent too few bytes");
        }
        step(advertReceived);
    }

    /** The loop was held up: packets that waited in the kernel come before timers. */
    void wakeUp() {
        while (router != null && !waiting.isEmpty()) {
            receive(waiting.poll());
        }
        expireIfDue();
    }

    void expireIfDue() {
        if (router != null && armed && deadlineNanos <= lan.nowNanos()) {
            armed = false;
            step(Event.TimerExpired.INSTANCE);
        }
    }

    boolean isArmed() {
        return armed;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void step(Event event) {
        router.step(event, lan.nowNanos(), this);
        if (group == null) {
            check(router.isHealthy());
        } else {
            group.check();
        }
    }

    void check(boolean healthy) {
        State state = router.state();
        lan.require(installed == (state == State.MASTER), this, "addresses are installed exactly when master");
        boolean waits = state == State.MASTER || (state == State.BACKUP && !router.isStartupDelayed());
        lan.require(armed == waits && router.hasDeadline() == waits, this, "a deadline is armed exactly when needed");
        lan.require(
                state == State.INIT || (state == State.FAULT) == !healthy,
                this,
                "FAULT exactly when something is missing");
        lan.require(state == lastTo, this, "every change of state was reported");
        for (int i = 0; i < COUNTERS.length; i++) {
            long count = router.counters().get(COUNTERS[i]);
            lan.require(count >= countersSeen[i], this, "counters only grow");
            countersSeen[i] = count;
        }
    }

    @Override
    public void sendAdvert(int priority) {
        advertsSent++;
        lan.require(priority == 0 || priority == router.effectivePriority(), this, "adverts carry 0 or our priority");
        ByteBuffer packet = encoded[priority];
        if (packet == null) {
            packet = encode(priority);
            encoded[priority] = packet;
        }
        lan.send(this, packet);
    }

    private ByteBuffer encode(int priority) {
        var encoder = settings.encoder();
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER_BYTES + encoder.length());
        packet.put((byte) 0x45)
                .put((byte) 0xc0)
                .putShort((short) packet.capacity())
                .putInt(0);
        packet.put((byte) 255).put((byte) 112).putShort((short) 0);
        settings.primaryAddress().writeTo(packet);
        GROUP.writeTo(packet);
        encoder.encode(priority, settings.primaryAddress(), GROUP, packet);
        return packet.flip();
    }

    @Override
    public void installAddresses() {
        installed = true;
    }

    @Override
    public void withdrawAddresses() {
        installed = false;
    }

    @Override
    public void announceAddresses(Announcement cause) {
        lan.require(installed, this, "only installed addresses are announced");
        announcements++;
        announcement = cause;
        announcedNanos = lan.nowNanos();
        lan.note(this, "announces: " + cause);
    }

    @Override
    public void armDeadline(long deadline) {
        lan.require(deadline >= lan.nowNanos(), this, "deadlines are not in the past");
        armed = true;
        deadlineNanos = deadline;
        lan.wakeUpAt(this, deadline);
    }

    @Override
    public void disarmDeadline() {
        armed = false;
    }

    @Override
    public void transition(State from, State to, TransitionReason reason) {
        lan.require(from == lastTo, this, "a transition starts where the last one ended");
        lastTo = to;
        transitions++;
        lan.note(this, from + " -> " + to + " (" + reason + ")");
    }

    @Override
    public void transitionComplete(State from, State to, TransitionReason reason) {
        lan.require(to == lastTo, this, "a transition is completed before the next one");
    }

    @Override
    public void observe(Observation observation) {
        lan.note(this, observation);
    }

    @Override
    public String toString() {
        return "router " + index + " (priority " + priority() + ", " + state() + ")";
    }
}
