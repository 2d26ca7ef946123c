// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.notify.Audience;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.vrrp.State;

/** Hears what is told of each instance, and that it makes sense. */
final class RecordingAudience implements Audience {
    private final Machine machine;
    private final Map<String, Notifications.Event> lastByInstance = new HashMap<>();
    private final Map<String, Notifications.Event> lastByGroup = new HashMap<>();

    RecordingAudience(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void configure(Configuration configuration) {}

    @Override
    public void instance(VrrpInstance instance, Notifications.Event event, int priority) {
        machine.world().note(machine + ": tells " + instance.name() + " " + event + " " + priority);
        switch (event) {
            case MASTER, BACKUP, FAULT -> {
                Notifications.Event before = lastByInstance.put(instance.name(), event);
                // A master that had a rival tells again that it is master.
                require(before != event || event == Notifications.Event.MASTER, instance, "tells " + event + " twice");
            }
            case MASTER_RX_LOWER_PRI, MASTER_PRIORITY ->
                require(is(instance, Notifications.Event.MASTER), instance, "tells " + event + " before MASTER");
            case BACKUP_PRIORITY ->
                require(!is(instance, Notifications.Event.MASTER), instance, "tells " + event + " while MASTER");
            case STOP, DELETED -> require(false, instance, "tells " + event + " without having ended");
        }
    }

    private boolean is(VrrpInstance instance, Notifications.Event event) {
        return lastByInstance.get(instance.name()) == event;
    }

    @Override
    public void instanceEnded(VrrpInstance instance, Notifications.Event event, int priority) {
        machine.world().note(machine + ": tells the end of " + instance.name() + " by " + event);
        lastByInstance.remove(instance.name());
    }

    @Override
    public void group(SyncGroup group, Notifications.Event state) {
        machine.world().note(machine + ": tells group " + group.name() + " " + state);
        lastByGroup.put(group.name(), state);
    }

    @Override
    public void instanceReloaded(VrrpInstance instance, Notifications.Event state, int priority) {
        require(is(instance, state), instance, "tells again another state after a reload: " + state);
    }

    @Override
    public void groupReloaded(SyncGroup group, Notifications.Event state) {}

    /** Nobody is told of an instance that goes on under another name. */
    void renamed(String former, String name) {
        Notifications.Event told = lastByInstance.remove(former);
        if (told != null) {
            lastByInstance.put(name, told);
        }
    }

    /** Everything that has been told is true now. */
    void requireTrue(String instance, State state) {
        Notifications.Event told = lastByInstance.get(instance);
        boolean sound = told == null ? state == State.INIT : told.name().equals(state.name());
        machine.world().require(sound, machine, instance + " is " + state + ", and was told to be " + told);
    }

    private void require(boolean condition, VrrpInstance instance, String what) {
        machine.world().require(condition, machine, instance.name() + " " + what);
    }
}
