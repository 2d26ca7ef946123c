// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.GroupEffects;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.SyncGroup;

/** The routers of one machine, which are in one sync group, each on a LAN of its own. */
final class SimulatedGroup implements GroupEffects {
    private final SimulatedLan lan;
    private final List<SimulatedRouter> all;
    private final List<SimulatedRouter> members = new ArrayList<>();
    private SyncGroup group;
    private State lastTo;

    SimulatedGroup(SimulatedLan lan, List<SimulatedRouter> routers) {
        this.lan = lan;
        all = List.copyOf(routers);
    }

    List<SimulatedRouter> routers() {
        return all;
    }

    boolean isRunning() {
        return group != null;
    }

    boolean isMaster() {
        return all.stream().allMatch(SimulatedRouter::isMaster);
    }

    boolean isBackup() {
        return all.stream().allMatch(router -> router.state() == State.BACKUP);
    }

    void start() {
        lan.note(all.getFirst(), "is started with its group");
        group = new SyncGroup(this);
        lastTo = State.INIT;
        members.clear();
        all.forEach(SimulatedRouter::create);
        assemble(all);
    }

    /** A reload: from now on these are the members, the others are alone. */
    void assemble(List<SimulatedRouter> named) {
        group.clear();
        members.clear();
        members.addAll(named);
        for (SimulatedRouter router : all) {
            router.group = members.contains(router) ? this : null;
        }
        members.forEach(router -> group.add(router.router(), router));
        group.settle(false, lan.nowNanos());
        for (SimulatedRouter router : all) {
            if (router.group == null) {
                router.step(new Event.HealthChanged(router.router().faults()));
            }
        }
        check();
    }

    void stop() {
        group.clear();
        all.forEach(router -> router.group = null);
        all.forEach(SimulatedRouter::stop);
        group = null;
    }

    void crash() {
        all.forEach(router -> router.group = null);
        all.forEach(router -> lan.crash(router.index));
        group = null;
    }

    void check() {
        boolean healthy = members.stream().allMatch(router -> router.router().isHealthy());
        members.forEach(router -> router.check(healthy));
        lan.require(group.state() == lastTo, members.getFirst(), "every change of the group was reported");
        for (SimulatedRouter router : members) {
            // Who joins a group of masters listens first.
            boolean listens = group.state() == State.MASTER && router.state() == State.BACKUP;
            lan.require(router.state() == group.state() || listens, router, "is not where its group is");
        }
    }

    @Override
    public void following(State to) {
        lan.note(members.getFirst(), "and its group go to " + to);
    }

    @Override
    public void transitionComplete(State from, State to) {
        lan.require(from == lastTo && from != to, members.getFirst(), "the group's transition starts where it was");
        lastTo = to;
    }
}
