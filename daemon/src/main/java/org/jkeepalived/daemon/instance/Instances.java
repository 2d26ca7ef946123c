// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.daemon.reload.Fate;
import org.jkeepalived.daemon.reload.PlannedBlock;
import org.jkeepalived.daemon.reload.PlannedInstance;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.VirtualRouter;

/** All virtual routers of the daemon, made to be what the configuration says. On the loop's thread. */
public final class Instances {
    /** A transition takes 50 to 100 microseconds. */
    private static final int LOOKS_PER_TURN = 64;

    private final Edges edges;
    private final Map<String, Instance> byName = new LinkedHashMap<>();
    private final Map<String, InstanceGroup> groupsByName = new LinkedHashMap<>();
    private final List<Instance> stopped = new ArrayList<>();
    private final List<InstanceGroup> stoppedGroups = new ArrayList<>();
    private final Timer startupDelay = new Timer(_ -> startupDelayOver());
    private final SequencedSet<Instance> toLook = new LinkedHashSet<>();
    private final Timer lookTimer = new Timer(_ -> lookAtInterfaces());
    private boolean started;

    public Instances(Edges edges) {
        this.edges = edges;
    }

    /**
     * Does what the plan says. Instances that are kept are not touched; of the others the removed go first, so that what
     * they release can be taken over in the same turn.
     */
    public void apply(ReloadPlan plan) {
        configureEdges(plan.after());
        Map<Object, State> statesBefore = plan.after().global().fifoStatesOnReload() ? states() : Map.of();
        Set<String> changingGroups = changingGroups(plan);
        Set<Instance> concerned = dissolve(changingGroups);
        for (PlannedInstance planned : plan.instances()) {
            if (planned.fate() == Fate.REMOVED || planned.fate() == Fate.RESTARTED) {
                remove(planned.before().orElseThrow().name(), planned.fate());
            }
        }
        for (PlannedInstance planned : plan.instances()) {
            if (planned.fate() != Fate.KEPT && planned.fate() != Fate.REMOVED) {
                edges.addresses().know(planned.after().orElseThrow().addresses());
                edges.addresses().know(planned.after().orElseThrow().excludedAddresses());
            }
        }
        if (!started) {
            started = true;
            startDelay(plan.after().global().startupDelay());
        }
        applyToInstances(plan, concerned);
        assembleGroups(plan.after().syncGroups(), changingGroups, concerned);
        if (!concerned.isEmpty()) {
            // Opening sockets takes its time, cold code even more: the first Master_Down_Interval begins when all can
            // hear.
            // And those that begin together speak together, one system call for many adverts.
            edges.loop().readClock();
            look(concerned);
            settle(concerned);
        }
        notifyUnchanged(statesBefore);
    }

    /** The groups, of before and of now, that have to be put together anew. */
    private static Set<String> changingGroups(ReloadPlan plan) {
        Set<String> restarted = new HashSet<>();
        for (PlannedInstance planned : plan.instances()) {
            if (planned.fate() == Fate.RESTARTED) {
                restarted.add(planned.name());
            }
        }
        Set<String> changing = new HashSet<>();
        for (PlannedBlock group : plan.groups()) {
            if (group.fate() != Fate.KEPT) {
                changing.add(group.name());
            }
        }
        for (SyncGroup group : plan.after().syncGroups()) {
            if (!Collections.disjoint(group.members(), restarted)) {
                changing.add(group.name());
            }
        }
        return changing;
    }

    /** Lets the members of these groups go; each of them has to look again, as the group may have been its fault. */
    private Set<Instance> dissolve(Set<String> changing) {
        Set<Instance> released = new HashSet<>();
        groupsByName.forEach((name, group) -> {
            if (changing.contains(name)) {
                released.addAll(group.members());
                group.dissolve();
            }
        });
        return released;
    }

    /** @param concerned takes those that have to look again */
    private void applyToInstances(ReloadPlan plan, Set<Instance> concerned) {
        Map<String, Instance> before = new HashMap<>(byName);
        byName.clear(); // the order is that of the file
        for (PlannedInstance planned : plan.instances()) {
            if (planned.fate() == Fate.REMOVED) {
                continue;
            }
            VrrpInstance config = planned.after().orElseThrow();
            Instance instance = switch (planned.fate()) {
                case ADDED, RESTARTED -> listen(config);
                case KEPT -> before.get(config.name());
                case ADAPTED, RENAMED ->
                    adapt(before.get(planned.before().orElseThrow().name()), config);
                case REMOVED, MOVED -> throw new IllegalArgumentException("no fate of an instance: " + planned);
            };
            byName.put(config.name(), instance);
            if (planned.fate() != Fate.KEPT || planned.tracksOtherwise()) {
                concerned.add(instance);
            }
        }
    }

    private static Instance adapt(Instance instance, VrrpInstance config) {
        instance.become(config);
        return instance;
    }

    private void assembleGroups(List<SyncGroup> configured, Set<String> changing, Set<Instance> concerned) {
        Map<String, InstanceGroup> before = new HashMap<>(groupsByName);
        groupsByName.clear();
        for (SyncGroup config : configured) {
            InstanceGroup group = before.get(config.name());
            if (group == null) {
                group = new InstanceGroup(config, edges);
            }
            groupsByName.put(config.name(), group);
            if (changing.contains(config.name())) {
                List<Instance> members =
                        config.members().stream().map(byName::get).toList();
                group.assemble(config, members);
                concerned.addAll(members);
            }
        }
    }

    private void look(Set<Instance> concerned) {
        byName.values().stream().filter(concerned::contains).forEach(Instance::look); // in the order of the file
    }

    /** Starts what is ready to. */
    private void settle(Set<Instance> concerned) {
        for (InstanceGroup group : groupsByName.values()) {
            if (!Collections.disjoint(group.members(), concerned)) {
                group.settle(startupDelay.isArmed());
            }
        }
        for (Instance instance : byName.values()) {
            if (concerned.contains(instance) && !instance.isRunning() && instance.isReady() && !instance.isInGroup()) {
                instance.start(startupDelay.isArmed());
            }
        }
    }

    /** Starts what has waited for news of what it tracks; its group-mates may have the same news, not yet told. */
    private void settleWaiting() {
        Set<Instance> waiting = new HashSet<>();
        for (Instance instance : byName.values()) {
            if (!instance.isRunning()) {
                waiting.add(instance);
            }
        }
        if (!waiting.isEmpty()) {
            look(waiting);
            settle(waiting);
        }
    }

    private Map<Object, State> states() {
        Map<Object, State> states = new HashMap<>();
        groupsByName.values().forEach(group -> states.put(group, group.state()));
        byName.values()
                .forEach(instance -> states.put(instance, instance.router().state()));
        return states;
    }

    private void notifyUnchanged(Map<Object, State> before) {
        Map<Object, State> now = states();
        for (InstanceGroup group : groupsByName.values()) {
            if (now.get(group) == before.get(group)) {
                group.notifyReloaded();
            }
        }
        for (Instance instance : byName.values()) {
            if (now.get(instance) == before.get(instance)) {
                instance.notifyReloaded();
            }
        }
    }

    private void configureEdges(Configuration configuration) {
        edges.notifications().configure(configuration);
        edges.announcements()
                .configure(
                        configuration.global().garpInterval(),
                        configuration.global().gnaInterval());
        edges.adverts().logUnknownVrids(configuration.global().logUnknownVrids());
    }

    /** A delay once begun runs its course, whatever a reload says: its purpose is a machine that has just started. */
    private void startDelay(Duration delay) {
        if (!delay.isZero()) {
            BigDecimal seconds = BigDecimal.valueOf(delay.toMillis(), 3).stripTrailingZeros();
            edges.log().info("Delaying startup for {} seconds", seconds.toPlainString());
            edges.loop().readClock();
            edges.loop().arm(startupDelay, edges.loop().nowNanos() + delay.toNanos());
        }
    }

    private void startupDelayOver() {
        edges.log().info("Delayed start completed");
        byName.values().forEach(Instance::startupDelayOver);
    }

    private Instance listen(VrrpInstance config) {
        Instance instance = new Instance(config, edges);
        instance.listen();
        return instance;
    }

    private void remove(String name, Fate fate) {
        Instance instance = byName.remove(name);
        instance.stop();
        boolean deleted =
                fate == Fate.REMOVED && instance.config().notifyScripts().tellDeleted();
        instance.notifyEnd(deleted ? Notifications.Event.DELETED : Notifications.Event.FAULT);
    }

    /** What an instance tracks has changed, or has been found out for the first time. */
    public void healthChanged(String name) {
        Instance instance = byName.get(name);
        if (instance != null) {
            instance.look();
            settleWaiting();
        }
    }

    /** The loop stood still since then; what came and became due meanwhile has not been looked at yet. */
    public void stalled(long sinceNanos) {
        Event.Stalled stalled = new Event.Stalled(sinceNanos);
        byName.values().forEach(instance -> instance.stalled(stalled));
    }

    /** Interfaces or their addresses have changed; each instance finds out what it means to it. */
    public void interfacesChanged() {
        // Those that still wait keep their place, or a flood of news would never let the last ones look.
        toLook.addAll(byName.values());
        lookAtInterfaces();
    }

    /** A thousand routers that lose their link are not to delay the adverts of the others. */
    private void lookAtInterfaces() {
        for (int i = 0; i < LOOKS_PER_TURN && !toLook.isEmpty(); i++) {
            Instance instance = toLook.removeFirst();
            if (byName.get(instance.name()) == instance) {
                instance.interfacesChanged();
            }
        }
        if (toLook.isEmpty()) {
            settleWaiting();
        } else {
            edges.loop().arm(lookTimer, edges.loop().nowNanos());
        }
    }

    /**
     * Stops all routers; their addresses are gone when the reconciler has settled.
     *
     * @param keepAddresses {@code --dont-release-vrrp}: the kernel keeps them
     */
    public void stopAll(boolean keepAddresses) {
        edges.loop().cancel(startupDelay);
        edges.loop().cancel(lookTimer);
        toLook.clear();
        if (keepAddresses) {
            edges.addresses().suspend();
        }
        groupsByName.values().forEach(InstanceGroup::dissolve);
        stoppedGroups.addAll(groupsByName.values());
        groupsByName.clear();
        for (Instance instance : byName.values()) {
            instance.stop();
            stopped.add(instance);
        }
        byName.clear();
    }

    /** Tells the outside that all have stopped. */
    public void notifyStopped() {
        stopped.forEach(instance -> instance.notifyEnd(Notifications.Event.STOP));
        stopped.clear();
        stoppedGroups.forEach(InstanceGroup::notifyStopped);
        stoppedGroups.clear();
    }

    /** The virtual router of the instance of that name, to be looked at. */
    public Optional<VirtualRouter> router(String name) {
        return Optional.ofNullable(byName.get(name)).map(Instance::router);
    }

    /** Adverts that all routers have sent since they were started. */
    public long advertsSent() {
        return byName.values().stream()
                .mapToLong(instance -> instance.router().counters().get(Counter.ADVERT_SENT))
                .sum();
    }

    /** How each instance is now, in the order of the configuration. */
    public List<InstanceStatus> status() {
        return byName.values().stream().map(Instance::status).toList();
    }

    /** Whether each instance has found out in which state to begin. */
    public boolean haveBegun() {
        return byName.values().stream().allMatch(Instance::isRunning);
    }

    /** One line for people: how many routers are in which state. */
    public String summary() {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (Instance instance : byName.values()) {
            counts.merge(instance.router().state(), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((state, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(state));
        return text.isEmpty() ? "no virtual routers" : text.toString();
    }
}
