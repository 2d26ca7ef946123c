// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * A few machines on common LANs under one virtual clock. The same seed and the same calls give the same course of events.
 *
 * <p>Chance is no sequence of random numbers but a function of the seed, the time and what is asked: a story that loses a
 * line goes on as similar as it can, which lets failures be told by fewer and fewer lines.
 */
final class World {
    static final long MICROSECOND = 1_000;
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000_000_000;

    /** Something that happens at some time; reused. */
    private static final class Happening {
        long timeNanos;
        long order;
        Machine machine;
        Packets packets;
        Runnable action;
    }

    private final PriorityQueue<Happening> queue = new PriorityQueue<>(
            Comparator.<Happening>comparingLong(it -> it.timeNanos).thenComparingLong(it -> it.order));
    private final ArrayDeque<Happening> spare = new ArrayDeque<>();
    private final List<Machine> machines = new ArrayList<>();
    private final List<String> journal;
    private final long seed;
    private final boolean[][] cut;

    private int lossPercent;
    private int disorderPercent;
    private long nowNanos;
    private long order;
    private long events;
    private long routerNanos;

    /** @param journal what happens is written down here; null for nowhere */
    World(long seed, int machineCount, List<String> journal) {
        this.seed = seed;
        this.journal = journal;
        cut = new boolean[machineCount][machineCount];
        for (int index = 0; index < machineCount; index++) {
            machines.add(new Machine(this, index));
        }
    }

    List<Machine> machines() {
        return machines;
    }

    long nowNanos() {
        return nowNanos;
    }

    long events() {
        return events;
    }

    /** The time that virtual routers have run, all of them added. */
    long routerNanos() {
        return routerNanos;
    }

    boolean isJournaled() {
        return journal != null;
    }

    void note(String what) {
        if (journal != null) {
            journal.add("%12.6f %s".formatted(nowNanos / 1e9, what));
        }
    }

    void require(boolean condition, Object who, String what) {
        if (!condition) {
            throw new Violation(who + ": " + what, nowNanos);
        }
    }

    // --- Chance ------------------------------------------------------------------------------------------------------

    /** 0 to bound - 1, the same for the same time and question. */
    int chance(int bound, long question) {
        long mixed = (seed * 0x9E3779B97F4A7C15L) ^ (nowNanos + question * 0xBF58476D1CE4E5B9L);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Math.floorMod(mixed ^ (mixed >>> 31), (long) bound);
    }

    // --- Time --------------------------------------------------------------------------------------------------------

    private Happening add(long timeNanos, Machine machine) {
        Happening happening = spare.isEmpty() ? new Happening() : spare.pop();
        happening.timeNanos = Math.max(timeNanos, nowNanos);
        happening.order = order++;
        happening.machine = machine;
        queue.add(happening);
        return happening;
    }

    /** Lets the machine look at its timers. */
    void wakeUpAt(long timeNanos, Machine machine) {
        add(timeNanos, machine);
    }

    void at(long timeNanos, Runnable action) {
        add(timeNanos, null).action = action;
    }

    /** Whether the condition came true in time; looked at after every event. */
    boolean runUntil(long endNanos, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Happening next = queue.peek();
            if (next == null || next.timeNanos > endNanos) {
                advance(endNanos);
                return false;
            }
            queue.remove();
            advance(next.timeNanos);
            happen(next);
        }
        return true;
    }

    void runUntil(long endNanos) {
        runUntil(endNanos, () -> false);
    }

    private void advance(long timeNanos) {
        for (Machine machine : machines) {
            routerNanos += (timeNanos - nowNanos) * machine.routerCount();
        }
        nowNanos = timeNanos;
    }

    private void happen(Happening happening) {
        events++;
        Machine machine = happening.machine;
        Packets packets = happening.packets;
        Runnable action = happening.action;
        happening.packets = null;
        happening.action = null;
        spare.push(happening);
        if (packets != null) {
            machine.arrive(packets);
        } else if (machine != null) {
            machine.wakeUp();
        } else {
            action.run();
        }
    }

    // --- The LANs ----------------------------------------------------------------------------------------------------

    void lose(int percent) {
        lossPercent = percent;
    }

    /** How many packets are doubled, and how many are up to 50 ms late and may be overtaken. */
    void disorder(int percent) {
        disorderPercent = percent;
    }

    /** What one sends no longer reaches the other; the way back is not touched. */
    void cut(int from, int to) {
        cut[from][to] = true;
    }

    void heal() {
        lossPercent = 0;
        disorderPercent = 0;
        for (boolean[] row : cut) {
            Arrays.fill(row, false);
        }
    }

    /** Brings what a machine has sent in one turn through one interface to all that can hear it. */
    void send(Machine sender, int lan, List<Packet> packets) {
        for (int i = 0; i < machines.size(); i++) {
            Machine receiver = machines.get(i);
            if (receiver != sender && !cut[sender.index()][receiver.index()] && receiver.hears(lan)) {
                send(sender, receiver, lan, packets);
            }
        }
    }

    private void send(Machine sender, Machine receiver, int lan, List<Packet> packets) {
        long way = sender.index() * 31L + receiver.index() * 7L + lan;
        Packets together = null;
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            long question = way + ((long) packet.vrid() << 16);
            if (!receiver.isAddressed(packet, lan) || (lossPercent > 0 && chance(100, question) < lossPercent)) {
                continue;
            }
            if (disorderPercent > 0 && chance(100, question + 1) < disorderPercent) {
                straggle(packet, receiver, lan, question + 2);
                if (chance(2, question + 3) == 0) {
                    continue;
                }
            }
            if (together == null) {
                together = new Packets(lan, packets.size());
            }
            together.add(packet);
        }
        if (together != null) {
            long delay = 20 * MICROSECOND + chance(200_000, way + 4);
            add(nowNanos + delay, receiver).packets = together;
        }
    }

    private void straggle(Packet packet, Machine receiver, int lan, long question) {
        Packets alone = new Packets(lan, 1);
        alone.add(packet);
        add(nowNanos + chance((int) (50 * MILLISECOND), question), receiver).packets = alone;
    }

    boolean isTwoWay(Machine one, Machine other) {
        return !cut[one.index()][other.index()] && !cut[other.index()][one.index()];
    }

    /** Whether everybody hears the machines of its own component and nobody else. */
    boolean isPartition(List<List<Machine>> components) {
        for (List<Machine> component : components) {
            for (Machine machine : component) {
                for (List<Machine> others : components) {
                    for (Machine other : others) {
                        boolean heard = machine == other || !cut[other.index()][machine.index()];
                        if (heard != component.contains(other)) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }
}
