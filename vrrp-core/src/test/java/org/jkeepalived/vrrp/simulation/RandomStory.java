// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jkeepalived.vrrp.RouterSettings;

/**
 * Ten simulated minutes of a few routers under random faults; then the faults stop, and within a bound there must be
 * exactly one master, one that the protocol allows, and it must stay.
 */
public final class RandomStory {
    static final Duration LENGTH = Duration.ofMinutes(10);
    /**
     * When the last router has ended its delay or its stall and has heard of its link, and one that waits for a shorter
     * interval than the master's, which the RFC lets it do at first, has seen its mistake.
     */
    private static final Duration LAST_NEWS = Duration.ofSeconds(35);

    private static final int[] INTERVALS_CENTIS = {100, 100, 100, 50, 20};

    private final SimulatedLan lan;
    private final SplittableRandom random;
    private final int version;

    private RandomStory(long seed, int routerCount, boolean recording) {
        random = new SplittableRandom(~seed);
        lan = recording ? new SimulatedLan(seed).recording() : new SimulatedLan(seed);
        version = random.nextInt(3) == 0 ? 2 : 3;
        int intervalCentis = version == 2 ? 100 : INTERVALS_CENTIS[random.nextInt(INTERVALS_CENTIS.length)];
        boolean equalPriorities = random.nextInt(8) == 0;
        for (int i = 0; i < routerCount; i++) {
            lan.router(settings(i, equalPriorities ? 100 : 1 + random.nextInt(254), intervalCentis));
        }
        if (random.nextInt(10) == 0) {
            SimulatedRouter owner = lan.get(random.nextInt(routerCount));
            owner.settings = owner.settings.toBuilder()
                    .priority(255)
                    .preempt(true)
                    .preemptDelayNanos(0)
                    .build();
        }
    }

    private RouterSettings settings(int index, int priority, int intervalCentis) {
        // In version 3 routers need not agree on the interval.
        int own = version == 3 && random.nextInt(10) == 0
                ? INTERVALS_CENTIS[random.nextInt(INTERVALS_CENTIS.length)]
                : intervalCentis;
        RouterSettings.Builder builder = SimulatedLan.settings(index, version, priority)
                .intervalCentis(own)
                .preempt(random.nextInt(5) != 0)
                // In version 3 the option can make a third router adopt a loser's shorter interval and take over for a
                // moment, if the winner does not answer; keepalived's risk, which Concession does not take.
                .higherPrioritySendAdvert(version == 2 && random.nextInt(4) == 0)
                .lowerPriorityNoAdvert(random.nextInt(6) == 0)
                .checksumAsV2(version == 3 && random.nextBoolean());
        if (random.nextInt(6) == 0) {
            builder.preemptDelayNanos(Duration.ofSeconds(1 + random.nextInt(10)).toNanos());
        }
        return builder.build();
    }

    /** Plays the story of a seed; if it ends badly, once more with everything written down. */
    public static long play(long seed, int routerCount) {
        try {
            return new RandomStory(seed, routerCount, false).play();
        } catch (AssertionError | RuntimeException firstTime) {
            new RandomStory(seed, routerCount, true).play();
            throw new AssertionError("seed " + seed + " failed, but not when told again", firstTime);
        }
    }

    private long play() {
        for (SimulatedRouter router : lan.all()) {
            if (random.nextInt(4) == 0) {
                lan.startDelayed(router.index, Duration.ofMillis(random.nextInt(20_000)));
            } else {
                lan.start(router.index);
            }
        }
        Duration quiet = LAST_NEWS.plus(settleLimit().multipliedBy(2));
        long faultsEnd = LENGTH.minus(quiet).toNanos();
        while (lan.nowNanos() < faultsEnd) {
            lan.run(Duration.ofMillis(20 + random.nextInt(15_000)));
            fault();
        }
        stopFaults();
        lan.runUntil("one master, and the right one", RandomStory::isSettled, settleLimit());
        int master = lan.masters().getFirst();
        int transitions = transitions();
        lan.run(Duration.ofNanos(LENGTH.toNanos() - lan.nowNanos()));
        if (!isSettled(lan) || lan.masters().getFirst() != master || transitions() != transitions) {
            throw lan.failure("router " + master + " did not stay the only master");
        }
        return lan.eventCount();
    }

    private int transitions() {
        return lan.all().stream().mapToInt(SimulatedRouter::transitions).sum();
    }

    private void fault() {
        int index = random.nextInt(lan.all().size());
        int other = random.nextInt(lan.all().size());
        SimulatedRouter router = lan.get(index);
        switch (random.nextInt(14)) {
            case 0 -> lan.lossPercent(random.nextInt(60));
            case 1 -> lan.disorderPercent(random.nextInt(30));
            case 2 -> lan.cut(index, other);
            case 3 -> lan.isolate(index);
            case 4, 5 -> lan.heal().lossPercent(0).disorderPercent(0);
            case 6 -> lan.stall(index, Duration.ofMillis(random.nextInt(random.nextBoolean() ? 50 : 8_000)));
            case 7 -> {
                if (router.isRunning()) {
                    lan.crash(index);
                }
            }
            case 8, 9 -> {
                if (!router.isRunning()) {
                    lan.start(index);
                }
            }
            case 10 -> {
                if (router.isRunning()) {
                    lan.stop(index);
                    lan.at(Duration.ofMillis(random.nextInt(3_000)), _ -> {
                        if (!router.isRunning()) {
                            lan.start(index);
                        }
                    });
                }
            }
            case 11 -> {
                // Now and then the news of the link is lost and comes with the next audit only.
                Duration notice = Duration.ofMillis(random.nextInt(10) == 0 ? 30_000 : random.nextInt(40));
                lan.link(index, !router.linkUp, notice);
            }
            case 12 -> lan.weigh(index, 1 + random.nextInt(254));
            default -> reload(router);
        }
    }

    private void reload(SimulatedRouter router) {
        RouterSettings.Builder builder = router.settings.toBuilder();
        if (!router.settings.isAddressOwner() && random.nextBoolean()) {
            builder.priority(1 + random.nextInt(254));
        }
        if (version == 3 && random.nextInt(4) == 0) {
            builder.intervalCentis(INTERVALS_CENTIS[random.nextInt(INTERVALS_CENTIS.length)]);
        }
        lan.change(router.index, builder.preempt(random.nextInt(5) != 0).build());
    }

    private void stopFaults() {
        lan.heal().lossPercent(0).disorderPercent(0);
        for (SimulatedRouter router : lan.all()) {
            router.stalledUntilNanos = Math.min(router.stalledUntilNanos, lan.nowNanos());
            if (!router.linkUp) {
                lan.link(router.index, true, Duration.ofMillis(10));
            }
            if (!router.isRunning()) {
                lan.start(router.index);
            }
        }
        lan.run(LAST_NEWS);
    }

    /**
     * At worst somebody still waits for a dead master, somebody of lower priority then takes over, and only after the
     * preemption delay and one more Master_Down_Interval the best one does; with the longest interval of anybody.
     */
    private Duration settleLimit() {
        long longestNanos = 0;
        long delayNanos = 0;
        for (SimulatedRouter router : lan.all()) {
            longestNanos = Math.max(longestNanos, router.settings.masterDownNanos(1, 100));
            delayNanos = Math.max(delayNanos, router.settings.preemptDelayNanos());
        }
        return Duration.ofNanos(3 * longestNanos + delayNanos);
    }

    /** One master, and nobody who may preempt it: preemption is for higher priorities only. */
    private static boolean isSettled(SimulatedLan lan) {
        if (!lan.hasSingleMaster()) {
            return false;
        }
        SimulatedRouter master = lan.get(lan.masters().getFirst());
        for (SimulatedRouter router : lan.all()) {
            if (router != master && router.settings.preempt() && router.priority() > master.priority()) {
                return false;
            }
        }
        return true;
    }
}
