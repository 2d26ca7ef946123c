// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.reload.Fate;
import org.jkeepalived.daemon.reload.PlannedBlock;
import org.jkeepalived.daemon.reload.PlannedInstance;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.VirtualRouter;

/** What must hold on one machine after every turn of its daemon. */
final class Scrutiny {
    private static final Counter[] COUNTERS = Counter.values();
    private static final int LOOKS_PER_TURN = 4;
    private static final long DELAY_LATENESS_NANOS = 10 * World.MILLISECOND;

    /** What was seen of one virtual router. */
    static final class Watched {
        final VrrpInstance config;
        final VirtualRouter router;
        private final int lan;
        private final long[] counters = new long[COUNTERS.length];
        private State state;
        private long sinceNanos;

        private Watched(VrrpInstance config, VirtualRouter router) {
            this.config = config;
            this.router = router;
            String interfaceName = config.interfaceName().orElseThrow();
            lan = interfaceName.charAt(interfaceName.length() - 1) - '0';
            state = router.state();
        }

        int lan() {
            return lan;
        }

        List<VirtualAddress> addresses() {
            List<VirtualAddress> all = new ArrayList<>(config.addresses());
            all.addAll(config.excludedAddresses());
            return all;
        }
    }

    /** A router that a reload must not touch, as it was before. */
    private record Untouched(String name, VirtualRouter router, State state, long deadlineNanos, long sent) {
        static Untouched of(String name, VirtualRouter router) {
            return new Untouched(name, router, router.state(), router.deadlineNanos(), sent(router));
        }

        private static long sent(VirtualRouter router) {
            return router.counters().get(Counter.ADVERT_SENT);
        }

        boolean is(VirtualRouter now) {
            return now == router && now.state() == state && now.deadlineNanos() == deadlineNanos && sent(now) == sent;
        }
    }

    private final Machine machine;
    private final SimulatedDaemon daemon;
    private final World world;
    private final long startNanos;
    private List<Watched> watched = List.of();
    private List<Untouched> untouched = List.of();
    private int next;
    private boolean changed = true;
    private long transitions;
    private long delayedUntilNanos;

    Scrutiny(Machine machine, SimulatedDaemon daemon) {
        this.machine = machine;
        this.daemon = daemon;
        world = machine.world();
        startNanos = machine.clockNanos();
    }

    List<Watched> watched() {
        return watched;
    }

    /** How often routers have changed their states in this life of the daemon. */
    long transitions() {
        watched.forEach(this::afterTurn);
        return transitions;
    }

    long delayedUntilNanos() {
        return delayedUntilNanos;
    }

    /** Other instances count now. */
    void configured() {
        if (watched.isEmpty()) {
            delayedUntilNanos =
                    startNanos + daemon.configuration().global().startupDelay().toNanos();
        }
        List<Watched> before = watched;
        List<Watched> now = new ArrayList<>();
        for (VrrpInstance config : daemon.configuration().instances()) {
            VirtualRouter router =
                    daemon.instances().router(config.name()).orElseThrow(() -> new AssertionError(config.name()));
            var seen = new Watched(config, router);
            for (Watched earlier : before) {
                if (earlier.router == router) {
                    System.arraycopy(earlier.counters, 0, seen.counters, 0, COUNTERS.length);
                    seen.state = earlier.state;
                    seen.sinceNanos = earlier.sinceNanos;
                }
            }
            now.add(seen);
        }
        watched = now;
        changed = true;
    }

    void beforeReload(ReloadPlan plan) {
        untouched = new ArrayList<>();
        for (PlannedInstance planned : plan.instances()) {
            if (planned.fate() == Fate.KEPT && !planned.tracksOtherwise() && !isInChangingGroup(plan, planned.name())) {
                untouched.add(Untouched.of(
                        planned.name(),
                        daemon.instances().router(planned.name()).orElseThrow()));
            }
        }
        world.note(machine + ": " + plan);
    }

    private static boolean isInChangingGroup(ReloadPlan plan, String name) {
        boolean changing = plan.groups().stream().map(PlannedBlock::fate).anyMatch(fate -> fate != Fate.KEPT);
        return changing
                || plan.after().syncGroups().stream()
                        .anyMatch(group -> group.members().contains(name));
    }

    void afterReload() {
        for (Untouched before : untouched) {
            VirtualRouter now = daemon.instances().router(before.name).orElseThrow();
            world.require(before.is(now), machine, "the reload touched " + before.name + ", which it keeps: " + now);
        }
    }

    void afterTurn() {
        if (daemon.isStopping()) {
            return;
        }
        // A few at a time: what is wrong stays wrong.
        for (int i = Math.min(LOOKS_PER_TURN, watched.size()); i > 0; i--) {
            next = next + 1 < watched.size() ? next + 1 : 0;
            afterTurn(watched.get(next));
        }
        if (daemon.netlink().isCurrent() && daemon.addresses().isSettled()) {
            if (changed) {
                changed = false;
                settled();
            }
        } else {
            changed = true;
        }
    }

    private void afterTurn(Watched seen) {
        VirtualRouter router = seen.router;
        State state = router.state();
        if (state != seen.state) {
            seen.state = state;
            transitions++;
            changed = true;
            checkCounters(seen);
            boolean early = machine.clockNanos() < delayedUntilNanos && state == State.MASTER;
            require(!early, seen, "became MASTER within vrrp_startup_delay");
        }
        boolean waits = state == State.MASTER || (state == State.BACKUP && !router.isStartupDelayed());
        require(router.hasDeadline() == waits, seen, "has a deadline exactly when it waits for something");
        boolean late =
                machine.clockNanos() > Math.max(delayedUntilNanos, machine.runsSinceNanos()) + DELAY_LATENESS_NANOS;
        require(!late || !router.isStartupDelayed(), seen, "waits longer than vrrp_startup_delay");
        if (state == State.MASTER) {
            long ahead = router.deadlineNanos() - machine.clockNanos();
            require(ahead <= router.settings().intervalNanos(), seen, "sends its next advert too late");
        }
    }

    private void checkCounters(Watched seen) {
        for (int i = 0; i < COUNTERS.length; i++) {
            long count = seen.router.counters().get(COUNTERS[i]);
            require(count >= seen.counters[i], seen, "counts backwards: " + COUNTERS[i]);
            seen.counters[i] = count;
        }
    }

    /** The kernel has done and told all; what is there must be what is wanted. */
    private void settled() {
        SimulatedKernel kernel = machine.kernel();
        for (Watched seen : watched) {
            State state = seen.router.state();
            daemon.audience().requireTrue(seen.config.name(), state);
            if (!kernel.exists(seen.lan)) {
                continue;
            }
            int interfaceIndex = kernel.interfaceIndex(seen.lan);
            for (VirtualAddress address : seen.addresses()) {
                boolean there = kernel.has(interfaceIndex, address.address());
                if (state == State.MASTER) {
                    require(there, seen, "is MASTER without " + address.address());
                } else if (there) {
                    require(isClaimedByOther(seen, address), seen, "is " + state + " with " + address.address());
                }
            }
        }
    }

    private boolean isClaimedByOther(Watched seen, VirtualAddress address) {
        for (Watched other : watched) {
            if (other != seen
                    && other.router.state() == State.MASTER
                    && other.lan == seen.lan
                    && other.addresses().stream().anyMatch(its -> its.address().equals(address.address()))) {
                return true;
            }
        }
        return false;
    }

    private void require(boolean condition, Watched seen, String what) {
        if (!condition) {
            world.require(false, machine, seen.config.name() + " (" + seen.router + ") " + what);
        }
    }
}
