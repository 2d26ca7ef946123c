// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.State;

/** All virtual routers of the daemon, made to be what the configuration says. On the loop's thread. */
public final class Instances {
    private final Edges edges;
    private final Map<String, Instance> byName = new LinkedHashMap<>();
    private final Map<String, InstanceGroup> groupsByName = new LinkedHashMap<>();
    private final List<Instance> stopped = new ArrayList<>();
    private final List<InstanceGroup> stoppedGroups = new ArrayList<>();
    private final Timer startupDelay = new Timer(_ -> startupDelayOver());
    private boolean started;

    public Instances(Edges edges) {
        this.edges = edges;
    }

    /**
     * Makes the instances those of the configuration. Instances that it does not change are not touched; of the others
     * the removed go first, so that what they release can be taken over in the same turn.
     */
    public void apply(Configuration configuration) {
        configureEdges(configuration);
        Map<Object, State> statesBefore = states();
        groupsByName.values().forEach(InstanceGroup::dissolve);
        Map<String, VrrpInstance> wanted = new LinkedHashMap<>();
        configuration.instances().forEach(instance -> wanted.put(instance.name(), instance));

        for (Instance instance : List.copyOf(byName.values())) {
            VrrpInstance changed = wanted.get(instance.name());
            if (changed == null || !instance.canBecome(changed)) {
                remove(instance, changed != null);
            }
        }
        for (VrrpInstance config : wanted.values()) {
            edges.addresses().know(config.addresses());
            edges.addresses().know(config.excludedAddresses());
        }
        if (!started) {
            started = true;
            startDelay(configuration.global().startupDelay());
        }
        for (VrrpInstance config : wanted.values()) {
            Instance instance = byName.get(config.name());
            if (instance == null) {
                listen(config);
            } else if (!instance.config().equals(config)) {
                instance.become(config);
            }
        }
        assembleGroups(configuration.syncGroups());
        // Opening sockets takes its time, cold code even more: the first Master_Down_Interval begins when all can hear.
        // And those that begin together speak together, one system call for many adverts.
        edges.loop().readClock();
        byName.values().forEach(Instance::look);
        settle();
        notifyUnchanged(statesBefore);
    }

    private void assembleGroups(List<SyncGroup> configured) {
        Map<String, InstanceGroup> before = new HashMap<>(groupsByName);
        groupsByName.clear();
        for (SyncGroup config : configured) {
            InstanceGroup group = before.getOrDefault(config.name(), new InstanceGroup(config, edges));
            groupsByName.put(config.name(), group);
            group.assemble(config, config.members().stream().map(byName::get).toList());
        }
    }

    /** Starts what is ready to. */
    private void settle() {
        groupsByName.values().forEach(group -> group.settle(startupDelay.isArmed()));
        for (Instance instance : byName.values()) {
            if (!instance.isRunning() && instance.isReady() && !instance.isInGroup()) {
                instance.start(startupDelay.isArmed());
            }
        }
    }

    /** Starts what has waited for news of what it tracks; its group-mates may have the same news, not yet told. */
    private void settleWaiting() {
        List<Instance> waiting = byName.values().stream()
                .filter(instance -> !instance.isRunning())
                .toList();
        if (!waiting.isEmpty()) {
            waiting.forEach(Instance::look);
            settle();
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

    private void listen(VrrpInstance config) {
        Instance instance = new Instance(config, edges);
        byName.put(config.name(), instance);
        instance.listen();
    }

    private void remove(Instance instance, boolean comesBack) {
        byName.remove(instance.name());
        instance.stop();
        boolean deleted = !comesBack && instance.config().notifyScripts().tellDeleted();
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

    /** Interfaces or their addresses have changed; each instance finds out what it means to it. */
    public void interfacesChanged() {
        byName.values().forEach(Instance::interfacesChanged);
        settleWaiting();
    }

    /**
     * Stops all routers; their addresses are gone when the reconciler has settled.
     *
     * @param keepAddresses {@code --dont-release-vrrp}: the kernel keeps them
     */
    public void stopAll(boolean keepAddresses) {
        edges.loop().cancel(startupDelay);
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

    /** Adverts that all routers have sent since they were started. */
    public long advertsSent() {
        return byName.values().stream()
                .mapToLong(instance -> instance.router().counters().get(Counter.ADVERT_SENT))
                .sum();
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
