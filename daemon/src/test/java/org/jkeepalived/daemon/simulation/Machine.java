// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;

/** One machine: its clock, its kernel, its configuration file, and the daemon while it runs. */
final class Machine {
    private final World world;
    private final int index;
    private final SimulatedKernel kernel;
    private final ConfigurationFile file;
    private final Map<String, Boolean> checks = new HashMap<>();
    private final Set<InetAddress> foreign = new HashSet<>();
    private final ArrayDeque<Runnable> pending = new ArrayDeque<>();
    private long clockDriftPpm;
    private long stalledUntilNanos;
    private long stallBeganNanos = Long.MAX_VALUE;
    private long runsSinceNanos;
    private boolean startPending;
    private boolean suspended;
    /** When a look at timers and sockets is due; there is always one in time. */
    private long wakeUpNanos = Long.MAX_VALUE;

    private SimulatedDaemon daemon;

    Machine(World world, int index) {
        this.world = world;
        this.index = index;
        kernel = new SimulatedKernel(index);
        file = new ConfigurationFile(this);
    }

    int index() {
        return index;
    }

    World world() {
        return world;
    }

    SimulatedKernel kernel() {
        return kernel;
    }

    ConfigurationFile file() {
        return file;
    }

    /** Null while none runs. */
    SimulatedDaemon daemon() {
        return daemon;
    }

    boolean isRunning() {
        return daemon != null;
    }

    int routerCount() {
        return daemon == null ? 0 : daemon.routerCount();
    }

    Optional<SimulatedNetlink> netlink() {
        return Optional.ofNullable(daemon).map(SimulatedDaemon::netlink);
    }

    /** How long the start-up delay of this life of the daemon still holds its routers back. */
    long remainingStartupDelayNanos() {
        return daemon == null ? 0 : daemon.scrutiny().delayedUntilNanos() - clockNanos();
    }

    /** No virtual address is there any more. */
    void requireNothingLeft() {
        for (InterfaceAddress there : kernel.addresses()) {
            boolean own = there.protocol() == 0;
            world.require(own, this, "has left " + there.local() + " behind");
        }
    }

    // --- The clock ---------------------------------------------------------------------------------------------------

    /** How much faster than the world the machine's clock goes. */
    void drift(long ppm) {
        clockDriftPpm = ppm;
    }

    long clockNanos() {
        return clockNanos(world.nowNanos());
    }

    private long clockNanos(long worldNanos) {
        return worldNanos + worldNanos * clockDriftPpm / 1_000_000 + (index + 1) * World.SECOND;
    }

    private long worldNanos(long clockNanos) {
        long since = clockNanos - (index + 1) * World.SECOND;
        long estimate = (long) (since / (1 + clockDriftPpm / 1e6));
        while (clockNanos(estimate) < clockNanos) {
            estimate += World.MICROSECOND;
        }
        return estimate;
    }

    // --- The daemon's life -------------------------------------------------------------------------------------------

    void start() {
        if (isStalled()) {
            startPending = true;
        } else if (daemon == null && file.isValid()) {
            wakeUpNanos = Long.MAX_VALUE;
            takeStall();
            daemon = new SimulatedDaemon(this);
            daemon.turn(() -> daemon.start(file.configuration()));
            afterTurn();
        }
    }

    void reload() {
        whenAwake(() -> {
            if (!daemon.isStopping() && file.isValid()) {
                daemon.turn(() -> daemon.reload(file.configuration()));
            }
        });
    }

    void stop() {
        whenAwake(() -> {
            if (!daemon.isStopping()) {
                daemon.turn(daemon::stop);
            }
        });
    }

    /** A signal or the like waits for a process that does not run. */
    private void whenAwake(Runnable work) {
        if (daemon == null) {
            return;
        }
        if (isStalled()) {
            pending.add(work);
        } else {
            work.run();
            afterTurn();
        }
    }

    /** Gone without a word; the kernel keeps what it was told. */
    void crash() {
        if (daemon != null) {
            daemon = null;
            pending.clear();
            kernel.connect(null);
        }
    }

    /** Nothing of the daemon runs; packets wait in its sockets, unless the whole machine stands still. */
    void stall(long nanos, boolean wholeMachine) {
        if (!isStalled()) {
            stallBeganNanos = clockNanos();
        }
        stalledUntilNanos = Math.max(stalledUntilNanos, world.nowNanos() + nanos);
        suspended = wholeMachine;
        world.wakeUpAt(stalledUntilNanos, this);
    }

    void endStall() {
        if (isStalled()) {
            stalledUntilNanos = world.nowNanos();
            world.wakeUpAt(stalledUntilNanos, this);
        }
    }

    /** When the stall began that has just ended, by the machine's clock; now if there was none. */
    long takeStall() {
        long began = stallBeganNanos;
        stallBeganNanos = Long.MAX_VALUE;
        if (began != Long.MAX_VALUE) {
            runsSinceNanos = clockNanos();
        }
        return Math.min(began, clockNanos());
    }

    /** When the last stall ended, by the machine's clock. */
    long runsSinceNanos() {
        return runsSinceNanos;
    }

    boolean isStalled() {
        return stalledUntilNanos > world.nowNanos();
    }

    // --- What the world does to it -----------------------------------------------------------------------------------

    boolean hears(int lan) {
        return daemon != null && kernel.isUsable(lan);
    }

    boolean isAddressed(Packet packet, int lan) {
        return packet.multicast()
                || (packet.destination().equals(Addresses.ip(kernel.ownAddress(lan))) && kernel.hasOwnAddress(lan));
    }

    void arrive(Packets packets) {
        if (!hears(packets.lan()) || (suspended && isStalled())) {
            return;
        }
        packets.receivedNanos = clockNanos();
        daemon.exchange().arrive(packets);
        if (!isStalled()) {
            daemon.turn(daemon.exchange()::drain);
            afterTurn();
        }
    }

    /** Lets the daemon look at its timers and sockets, in the order in which the kernel happens to report them. */
    void wakeUp() {
        if (wakeUpNanos <= world.nowNanos()) {
            wakeUpNanos = Long.MAX_VALUE;
        }
        if (startPending && !isStalled()) {
            startPending = false;
            start();
        }
        if (daemon == null || isStalled()) {
            return;
        }
        while (!pending.isEmpty()) {
            pending.poll().run();
        }
        int first = world.chance(3, index + 1_000);
        for (int i = 0; i < 3 && daemon != null; i++) {
            serve((first + i) % 3);
        }
        afterTurn();
    }

    private void serve(int what) {
        SimulatedDaemon served = daemon;
        switch (what) {
            case 0 -> {
                if (!served.exchange().isEmpty()) {
                    served.turn(served.exchange()::drain);
                }
            }
            case 1 -> {
                if (served.netlink().isReadable()) {
                    served.turn(served.netlink()::read);
                }
            }
            default -> {
                if (served.hasTimerDue()) {
                    served.turn(served::fireTimers);
                }
            }
        }
    }

    private void afterTurn() {
        if (daemon == null) {
            return;
        }
        if (daemon.hasEnded()) {
            crash();
            return;
        }
        if (daemon.hasTimers()) {
            long late = world.chance(64, index + 2_000) == 0
                    ? world.chance((int) (5 * World.MILLISECOND), index + 3_000)
                    : 50 * World.MICROSECOND;
            wakeUpAt(worldNanos(daemon.firstDeadlineNanos()), late);
        }
    }

    /** Something waits in a netlink socket. */
    void soon() {
        wakeUpAt(world.nowNanos(), 10 * World.MICROSECOND + world.chance(50_000, index + 4_000));
    }

    private void wakeUpAt(long timeNanos, long lateNanos) {
        if (timeNanos < wakeUpNanos) {
            wakeUpNanos = timeNanos;
            world.wakeUpAt(timeNanos + lateNanos, this);
        }
    }

    // --- What its daemon does ----------------------------------------------------------------------------------------

    void send(int lan, List<Packet> packets) {
        world.send(this, lan, packets);
    }

    void removes(AddressKey key) {
        world.require(!foreign.contains(key.local()), this, "the address of somebody else is removed: " + key);
        for (int lan = 0; lan < SimulatedKernel.LANS; lan++) {
            world.require(!key.local().equals(kernel.ownAddress(lan)), this, "its own address is removed: " + key);
        }
    }

    void announced(String interfaceName, InetAddress address) {
        int lan = interfaceName.charAt(interfaceName.length() - 1) - '0';
        world.require(
                kernel.has(kernel.interfaceIndex(lan), address)
                        || !daemon.netlink().isCurrent(),
                this,
                "announces " + address + ", which it does not have");
    }

    // --- What others do to it ----------------------------------------------------------------------------------------

    /** Somebody sets an address that is none of ours. */
    void squat(int lan, InetAddress address) {
        if (kernel.exists(lan)) {
            foreign.add(address);
            kernel.add(InterfaceAddress.of(kernel.interfaceIndex(lan), address, 32));
        }
    }

    /** Somebody removes an address. */
    void steal(InetAddress address) {
        for (InterfaceAddress there : kernel.addresses()) {
            if (there.local().equals(address)) {
                kernel.remove(there.key());
                return;
            }
        }
    }

    /** Lets a script find out something for the first time, unless it has been stopped by then. */
    void firstResult(BooleanSupplier runs, Runnable finding) {
        long delay = 10 * World.MILLISECOND + world.chance((int) (500 * World.MILLISECOND), index + 5_000);
        world.at(world.nowNanos() + delay, () -> {
            if (runs.getAsBoolean()) {
                whenAwake(() -> daemon.turn(() -> {
                    if (runs.getAsBoolean()) {
                        finding.run();
                    }
                }));
            }
        });
    }

    /** Whether news have been lost without anybody having said so. */
    boolean isDeaf() {
        return daemon != null && daemon.netlink().isIncomplete();
    }

    boolean check(String name) {
        return checks.getOrDefault(name, true);
    }

    void checkBecomes(String name, boolean up) {
        checks.put(name, up);
        whenAwake(() -> daemon.turn(() -> daemon.checks().becomes(name, check(name))));
    }

    @Override
    public String toString() {
        return "machine " + (index + 1);
    }
}
