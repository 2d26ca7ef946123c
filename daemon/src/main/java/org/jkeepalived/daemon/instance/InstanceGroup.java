// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.List;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.vrrp.GroupEffects;
import org.jkeepalived.vrrp.State;

/**
 * One {@code vrrp_sync_group} at work: its machine, and who hears of it.
 *
 * <p>A group that none runs of starts when it is known of each member whether it can work, or of one that it cannot. To a
 * group that runs, a new member is added when it is known of that one.
 */
final class InstanceGroup implements GroupEffects {
    private final Edges edges;
    private final org.jkeepalived.vrrp.SyncGroup machine = new org.jkeepalived.vrrp.SyncGroup(this);
    private SyncGroup config;
    private List<Instance> members = List.of();
    private boolean masterNotificationDue;

    InstanceGroup(SyncGroup config, Edges edges) {
        this.config = config;
        this.edges = edges;
    }

    State state() {
        return machine.state();
    }

    List<Instance> members() {
        return members;
    }

    /** Lets all members go, for a change of the configuration. */
    void dissolve() {
        members.forEach(member -> member.joined(null));
        members = List.of();
        machine.clear();
    }

    /** Takes the members that a changed configuration names; they are brought together by {@link #settle}. */
    void assemble(SyncGroup changed, List<Instance> named) {
        config = changed;
        members = List.copyOf(named);
        members.forEach(member -> member.joined(this));
        addMembers();
    }

    private void addMembers() {
        machine.clear();
        boolean running = isRunning();
        for (Instance member : members) {
            if (!member.isBroken() && (!running || member.isRunning() || member.isReady())) {
                machine.add(member.router(), member);
            }
        }
        members.stream().filter(Instance::isBroken).forEach(this::failed);
    }

    private boolean isRunning() {
        return members.stream().anyMatch(Instance::isRunning);
    }

    private boolean isReady() {
        return members.stream().allMatch(Instance::isReady) || members.stream().anyMatch(Instance::hasFaults);
    }

    /** Starts the members that are ready, and lets all go where the group is. */
    void settle(boolean startupDelay) {
        if (isRunning() || isReady()) {
            addMembers();
            machine.settle(startupDelay, edges.loop().nowNanos());
        }
    }

    /** A member gave up for good. */
    void failed(Instance member) {
        machine.fail(member.router(), edges.loop().nowNanos());
    }

    /** Why a member is in FAULT that misses nothing itself. */
    String faultOfOthers() {
        return members.stream()
                .filter(member -> member.hasFaults() || member.isBroken())
                .map(member -> "sync group " + config.name() + ": " + member.name() + " is in FAULT")
                .findFirst()
                .orElse("sync group " + config.name());
    }

    // --- GroupEffects

    @Override
    public void following(State to) {
        edges.log().info("VRRP_Group({}) Syncing instances to {} state", config.name(), to);
    }

    @Override
    public void transitionComplete(State from, State to) {
        masterNotificationDue = to == State.MASTER;
        if (masterNotificationDue) {
            masterNotified();
        } else {
            edges.notifications().group(config, event(to));
        }
    }

    /** A member has told that it is master: the group is told after the last of them. */
    void masterNotified() {
        if (masterNotificationDue && members.stream().noneMatch(Instance::isMasterNotificationDue)) {
            masterNotificationDue = false;
            edges.notifications().group(config, Notifications.Event.MASTER);
        }
    }

    /** A member has outlasted another master: the group is told after the last of them. */
    void outlastedRival() {
        boolean over = members.stream()
                .allMatch(member -> member.router().rivalAddress() == null
                        && member.suspicions().isEmpty());
        if (over && state() == State.MASTER && !masterNotificationDue) {
            edges.notifications().group(config, Notifications.Event.MASTER);
        }
    }

    /** Says STOP to the outside, after the members have. */
    void notifyStopped() {
        edges.notifications().group(config, Notifications.Event.STOP);
    }

    /** Says that a reload changed nothing. */
    void notifyReloaded() {
        if (state() != State.INIT) {
            edges.notifications().groupReloaded(config, event(state()));
        }
    }

    private static Notifications.Event event(State state) {
        return switch (state) {
            case MASTER -> Notifications.Event.MASTER;
            case BACKUP -> Notifications.Event.BACKUP;
            case FAULT -> Notifications.Event.FAULT;
            case INIT -> throw new IllegalArgumentException("nobody is told of INIT");
        };
    }

    @Override
    public String toString() {
        return config.name();
    }
}
