// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ten simulated minutes of a few machines with a sync group each over two or three LANs, under random faults; then the
 * faults stop, and within a bound one group must be master of all LANs, one that may be, and stay it.
 *
 * <p>The machines have one order of preference on all LANs. Where the LANs prefer different machines, groups have no
 * stable master, with keepalived as here.
 */
final class RandomGroupStory {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration LAST_NEWS = Duration.ofSeconds(35);
    private static final int VRID_FIRST = 51;

    private final SimulatedLan lan;
    private final SplittableRandom random;
    private final List<SimulatedGroup> groups = new ArrayList<>();
    private final int lanCount;

    private RandomGroupStory(long seed, int machines, boolean recording) {
        random = new SplittableRandom(~seed);
        lan = recording ? new SimulatedLan(seed).recording() : new SimulatedLan(seed);
        lanCount = 2 + random.nextInt(2);
        boolean equalPriorities = random.nextInt(8) == 0;
        int owner = random.nextInt(10) == 0 ? random.nextInt(machines) : -1;
        for (int machine = 0; machine < machines; machine++) {
            int priority = equalPriorities ? 100 : 1 + random.nextInt(254);
            boolean preempt = random.nextInt(5) != 0;
            List<SimulatedRouter> routers = new ArrayList<>();
            for (int vrid = VRID_FIRST; vrid < VRID_FIRST + lanCount; vrid++) {
                int index = lan.all().size();
                routers.add(lan.router(SimulatedLan.settings(index, 3, vrid, machine == owner ? 255 : priority)
                        .preempt(preempt || machine == owner)
                        .build()));
            }
            groups.add(new SimulatedGroup(lan, routers));
        }
    }

    /** Plays the story of a seed; if it ends badly, once more with everything written down. */
    static long play(long seed, int machines) {
        try {
            return new RandomGroupStory(seed, machines, false).play();
        } catch (AssertionError | RuntimeException firstTime) {
            new RandomGroupStory(seed, machines, true).play();
            throw new AssertionError("seed " + seed + " failed, but not when told again", firstTime);
        }
    }

    private long play() {
        groups.forEach(SimulatedGroup::start);
        Duration quiet = LAST_NEWS.plus(settleLimit().multipliedBy(2));
        long faultsEnd = LENGTH.minus(quiet).toNanos();
        while (lan.nowNanos() < faultsEnd) {
            lan.run(Duration.ofMillis(20 + random.nextInt(15_000)));
            fault();
        }
        stopFaults();
        lan.runUntil("one group is master, and the right one", _ -> isSettled(), settleLimit());
        int transitions = transitions();
        lan.run(Duration.ofNanos(LENGTH.toNanos() - lan.nowNanos()));
        if (!isSettled() || transitions() != transitions) {
            throw lan.failure("the group did not stay the only master");
        }
        return lan.eventCount();
    }

    private int transitions() {
        return lan.all().stream().mapToInt(SimulatedRouter::transitions).sum();
    }

    private void fault() {
        SimulatedGroup group = groups.get(random.nextInt(groups.size()));
        SimulatedRouter router = group.routers().get(random.nextInt(lanCount));
        switch (random.nextInt(13)) {
            case 0 -> lan.lossPercent(random.nextInt(60));
            case 1 -> lan.disorderPercent(random.nextInt(30));
            case 2 -> lan.cut(router.index, random.nextInt(lan.all().size()));
            case 3 -> lan.isolate(router.index);
            case 4, 5 -> lan.heal().lossPercent(0).disorderPercent(0);
            case 6 -> {
                Duration duration = Duration.ofMillis(random.nextInt(8_000));
                group.routers().forEach(stalled -> lan.stall(stalled.index, duration));
            }
            case 7 -> {
                if (group.isRunning()) {
                    group.crash();
                }
            }
            case 8 -> {
                if (!group.isRunning()) {
                    group.start();
                }
            }
            case 9 -> {
                if (group.isRunning()) {
                    group.stop();
                }
            }
            case 10 -> {
                Duration notice = Duration.ofMillis(random.nextInt(10) == 0 ? 30_000 : random.nextInt(40));
                lan.link(router.index, !router.linkUp, notice);
            }
            case 11 -> {
                int priority = 1 + random.nextInt(254);
                group.routers().forEach(weighed -> lan.weigh(weighed.index, priority));
            }
            default -> reload(group, router);
        }
    }

    private void reload(SimulatedGroup group, SimulatedRouter router) {
        if (!group.isRunning()) {
            return;
        }
        if (random.nextBoolean()) {
            lan.note(router, "leaves or joins its group");
            List<SimulatedRouter> members = new ArrayList<>(group.routers());
            if (router.group != null) {
                members.remove(router);
            }
            group.assemble(members);
        } else if (!router.settings.isAddressOwner()) {
            int priority = 1 + random.nextInt(254);
            for (SimulatedRouter changed : group.routers()) {
                lan.change(
                        changed.index,
                        changed.settings.toBuilder().priority(priority).build());
            }
        }
    }

    private void stopFaults() {
        lan.heal().lossPercent(0).disorderPercent(0);
        for (SimulatedRouter router : lan.all()) {
            router.stalledUntilNanos = Math.min(router.stalledUntilNanos, lan.nowNanos());
            if (!router.linkUp) {
                lan.link(router.index, true, Duration.ofMillis(10));
            }
        }
        for (SimulatedGroup group : groups) {
            if (group.isRunning()) {
                group.assemble(group.routers());
            } else {
                group.start();
            }
        }
        lan.run(LAST_NEWS);
    }

    /** As for routers alone, but a group waits for its last member, and for one that has just wanted it no more. */
    private static Duration settleLimit() {
        return Duration.ofNanos(5 * SimulatedLan.settings(0, 1).build().masterDownNanos(1, 100));
    }

    private boolean isSettled() {
        List<SimulatedGroup> masters =
                groups.stream().filter(SimulatedGroup::isMaster).toList();
        if (masters.size() != 1) {
            return false;
        }
        int best = masters.getFirst().routers().getFirst().priority();
        return groups.stream()
                .filter(group -> group != masters.getFirst())
                .allMatch(group -> group.isBackup() && !preempts(group.routers().getFirst(), best));
    }

    private static boolean preempts(SimulatedRouter router, int priority) {
        return router.settings.preempt() && router.priority() > priority;
    }
}
