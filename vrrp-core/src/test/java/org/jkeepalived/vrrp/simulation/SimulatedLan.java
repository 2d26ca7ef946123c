// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * Some routers under one virtual clock, those of one VRID on one LAN. The same seed and calls always give the same story. What
 * must hold after every event is checked after every event.
 *
 * <p>Packets can be lost, late, overtaken, doubled and cut off in one direction; routers can crash, hang and lose their
 * link. Two masters at once are legal in VRRP for a moment, so nothing here forbids them: what counts is that there is one
 * again, soon after packets flow.
 */
public final class SimulatedLan {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;

    /** Kinds of pending events; a class each would double the time of a run. */
    private enum Kind {
        DELIVER,
        WAKE_UP,
        ACTION
    }

    private record Pending(long timeNanos, long order, Kind kind, SimulatedRouter router, Object what)
            implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(timeNanos, other.timeNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Pending> queue = new PriorityQueue<>();
    private final List<SimulatedRouter> routers = new ArrayList<>();
    private final SplittableRandom random;
    private final long seed;
    private boolean[][] cut = new boolean[0][0];
    private double loss;
    private double duplication;
    private double lateness;
    private long nowNanos;
    private long order;
    private long eventCount;
    private List<String> script;

    public SimulatedLan(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** From now on writes down what happens, for {@link #script()} and the message of a failure. */
    public SimulatedLan recording() {
        script = new ArrayList<>();
        return this;
    }

    /** Routers of version 3, 1 s, with these priorities, addresses ascending from 10.50.0.1; not yet started. */
    public SimulatedLan routers(int... priorities) {
        for (int priority : priorities) {
            router(settings(routers.size(), priority).build());
        }
        return this;
    }

    /** Settings as {@link #routers} uses them. */
    public static RouterSettings.Builder settings(int index, int priority) {
        return settings(index, 3, priority);
    }

    static RouterSettings.Builder settings(int index, int version, int priority) {
        return settings(index, version, 51, priority);
    }

    static RouterSettings.Builder settings(int index, int version, int vrid, int priority) {
        return RouterSettings.builder(AddressFamily.IPV4, version, vrid)
                .priority(priority)
                .primaryAddress(IpAddress.parse("10.50.0." + (index + 1)))
                .addresses(List.of(IpAddress.parse("10.50.0.100")));
    }

    public SimulatedRouter router(RouterSettings settings) {
        var router = new SimulatedRouter(this, routers.size(), settings);
        routers.add(router);
        cut = new boolean[routers.size()][routers.size()];
        return router;
    }

    public SimulatedLan start() {
        routers.forEach(r -> start(r.index));
        return this;
    }

    public void start(int index) {
        note(routers.get(index), "is started");
        routers.get(index).start(false);
    }

    public void startDelayed(int index, Duration delay) {
        SimulatedRouter router = routers.get(index);
        router.start(true);
        at(delay, _ -> {
            if (router.isRunning()) {
                router.step(new Event.StartupDelayOver());
            }
        });
    }

    public void stop(int index) {
        note(routers.get(index), "is stopped");
        routers.get(index).stop();
    }

    public void crash(int index) {
        note(routers.get(index), "crashes");
        routers.get(index).crash();
    }

    /** Whoever reads the clock late reads packets late too. */
    public void stall(int index, Duration duration) {
        SimulatedRouter router = routers.get(index);
        note(router, "hangs for " + duration);
        router.stalledUntilNanos = Math.max(router.stalledUntilNanos, nowNanos + duration.toNanos());
        add(router.stalledUntilNanos, Kind.WAKE_UP, router, null);
    }

    /** The link changes now, the router hears of it after {@code notice}. */
    public void link(int index, boolean up, Duration notice) {
        SimulatedRouter router = routers.get(index);
        note(router, up ? "gets its link back" : "loses its link");
        router.linkUp = up;
        at(notice, _ -> {
            if (router.isRunning()) {
                router.step(new Event.HealthChanged(router.linkUp ? List.of() : List.of("link down")));
            }
        });
    }

    public void change(int index, RouterSettings settings) {
        note(routers.get(index), "gets priority " + settings.priority() + ", " + settings.intervalCentis() + " cs");
        routers.get(index).change(settings);
    }

    /** Trackers change the priority. */
    public void weigh(int index, int effectivePriority) {
        if (routers.get(index).isRunning()) {
            note(routers.get(index), "is weighed " + effectivePriority);
            routers.get(index).step(new Event.PriorityChanged(effectivePriority));
        }
    }

    /** What one sends no longer reaches the other; the way back is not touched. */
    public SimulatedLan cut(int from, int to) {
        note(null, "cut: " + from + " -> " + to);
        cut[from][to] = true;
        return this;
    }

    public SimulatedLan isolate(int index) {
        for (SimulatedRouter other : routers) {
            if (other.index != index) {
                cut(index, other.index);
                cut(other.index, index);
            }
        }
        return this;
    }

    public SimulatedLan heal() {
        note(null, "all ways are free");
        cut = new boolean[routers.size()][routers.size()];
        return this;
    }

    public SimulatedLan lossPercent(int percent) {
        loss = percent / 100.0;
        return this;
    }

    /** Doubled packets, and packets that are up to 50 ms late and may be overtaken. */
    public SimulatedLan disorderPercent(int percent) {
        duplication = percent / 100.0;
        lateness = percent / 100.0;
        return this;
    }

    public long nowNanos() {
        return nowNanos;
    }

    public long eventCount() {
        return eventCount;
    }

    public List<SimulatedRouter> all() {
        return routers;
    }

    public SimulatedRouter get(int index) {
        return routers.get(index);
    }

    public List<Integer> masters() {
        return routers.stream()
                .filter(SimulatedRouter::isMaster)
                .map(r -> r.index)
                .toList();
    }

    boolean hasSingleMaster() {
        int masters = 0;
        for (SimulatedRouter router : routers) {
            masters += router.isMaster() ? 1 : 0;
        }
        return masters == 1;
    }

    public List<String> script() {
        return script == null ? List.of() : script;
    }

    /** Lets something happen later. */
    public void at(Duration delay, Consumer<SimulatedLan> action) {
        add(nowNanos + delay.toNanos(), Kind.ACTION, null, action);
    }

    public void run(Duration duration) {
        runUntil(_ -> false, nowNanos + duration.toNanos());
    }

    /** Runs until something is the case, and fails if it takes longer. */
    public void runUntil(String what, Predicate<SimulatedLan> condition, Duration limit) {
        if (!runUntil(condition, nowNanos + limit.toNanos())) {
            throw failure("not within " + limit + ": " + what);
        }
    }

    private boolean runUntil(Predicate<SimulatedLan> condition, long endNanos) {
        while (!condition.test(this)) {
            Pending next = queue.peek();
            if (next == null || next.timeNanos > endNanos) {
                nowNanos = endNanos;
                return false;
            }
            queue.remove();
            nowNanos = next.timeNanos;
            eventCount++;
            happen(next);
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private void happen(Pending pending) {
        switch (pending.kind) {
            case DELIVER -> deliver(pending.router, (ByteBuffer) pending.what);
            case WAKE_UP -> wakeUp(pending.router);
            case ACTION -> ((Consumer<SimulatedLan>) pending.what).accept(this);
        }
    }

    private void deliver(SimulatedRouter router, ByteBuffer packet) {
        if (!router.isRunning() || !router.linkUp) {
            return;
        }
        if (router.stalledUntilNanos > nowNanos) {
            router.waiting.add(packet);
        } else {
            router.receive(packet);
        }
    }

    private void wakeUp(SimulatedRouter router) {
        if (router.wakeUpNanos <= nowNanos) {
            router.wakeUpNanos = Long.MAX_VALUE;
        }
        if (router.stalledUntilNanos > nowNanos) {
            return;
        }
        router.wakeUp();
        if (router.isArmed()) {
            wakeUpAt(router, router.deadlineNanos());
        }
    }

    /** One look per deadline is enough: one that was moved later is looked at again when the old one is due. */
    void wakeUpAt(SimulatedRouter router, long deadlineNanos) {
        if (deadlineNanos < router.wakeUpNanos) {
            long schedulingNanos = random.nextInt(64) == 0 ? random.nextLong(5 * MILLISECOND) : 50 * MICROSECOND;
            router.wakeUpNanos = deadlineNanos;
            add(deadlineNanos + schedulingNanos, Kind.WAKE_UP, router, null);
        }
    }

    void send(SimulatedRouter sender, ByteBuffer packet) {
        if (!sender.linkUp) {
            return;
        }
        for (SimulatedRouter receiver : routers) {
            if (receiver == sender
                    || receiver.settings.vrid() != sender.settings.vrid()
                    || cut[sender.index][receiver.index]) {
                continue;
            }
            if (loss > 0 && random.nextDouble() < loss) {
                continue;
            }
            add(nowNanos + delayNanos(), Kind.DELIVER, receiver, packet);
            if (duplication > 0 && random.nextDouble() < duplication) {
                add(nowNanos + delayNanos(), Kind.DELIVER, receiver, packet);
            }
        }
    }

    private long delayNanos() {
        return lateness > 0 && random.nextDouble() < lateness
                ? random.nextLong(50 * MILLISECOND)
                : 20 * MICROSECOND + random.nextLong(200 * MICROSECOND);
    }

    private void add(long timeNanos, Kind kind, SimulatedRouter router, Object what) {
        queue.add(new Pending(timeNanos, order++, kind, router, what));
    }

    void note(SimulatedRouter router, Object what) {
        if (script != null) {
            script.add(String.format("%12.6f %s%s", nowNanos / 1e9, router == null ? "" : router + " ", what));
        }
    }

    void require(boolean condition, SimulatedRouter router, String what) {
        if (!condition) {
            throw failure(router + ": " + what);
        }
    }

    AssertionError failure(String what) {
        String story = script == null
                ? ""
                : "\n" + String.join("\n", script.subList(Math.max(0, script.size() - 300), script.size()));
        return new AssertionError("seed " + seed + " at " + nowNanos / 1e9 + " s: " + what + story);
    }
}
