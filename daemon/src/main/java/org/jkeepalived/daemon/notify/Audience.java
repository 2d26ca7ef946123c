// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;

/** Who outside is told what happens to instances and groups, in the order in which it happens. On the loop's thread. */
public interface Audience {
    /** Takes a configuration, the first or that of a reload, before anything of it is told. */
    void configure(Configuration configuration);

    /**
     * Something happened to an instance. A change of the priority is told only where {@code notify_priority_changes}
     * asks for it.
     *
     * @param priority the instance's effective priority
     */
    void instance(VrrpInstance instance, Notifications.Event event, int priority);

    /**
     * An instance is no more: STOP with the daemon, DELETED by a reload, or FAULT without {@code notify_deleted}. The FAULT is
     * keepalived's older word for deleted, and no fault: {@code notify_fault} does not hear of it.
     */
    void instanceEnded(VrrpInstance instance, Notifications.Event event, int priority);

    /** A group has changed its state; its members speak for themselves. */
    void group(SyncGroup group, Notifications.Event state);

    /**
     * An instance came through a reload in the state it had: only FIFOs hear of it, and only with {@code
     * fifo_write_vrrp_states_on_reload}.
     *
     * @param state MASTER, BACKUP or FAULT
     * @param priority the instance's effective priority
     */
    void instanceReloaded(VrrpInstance instance, Notifications.Event state, int priority);

    /** A group came through a reload in the state it had, as {@link #instanceReloaded}; keepalived tells groups first. */
    void groupReloaded(SyncGroup group, Notifications.Event state);
}
