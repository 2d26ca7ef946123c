// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;

/**
 * One state of a virtual router with the data that are valid only in it, and what it makes of each event. Made anew at
 * every transition, by {@link VirtualRouter} alone.
 */
abstract sealed class RouterState permits InitState, BackupState, MasterState, FaultState {
    final VirtualRouter router;

    RouterState(VirtualRouter router) {
        this.router = router;
    }

    abstract State state();

    abstract void advertReceived(Advert advert, long nowNanos, Effects effects);

    /** Only called when a deadline is armed and has passed. */
    abstract void timerExpired(long nowNanos, Effects effects);

    /** @param sinceNanos the process has not run since, but runs again */
    abstract void stalled(long sinceNanos, long nowNanos, Effects effects);

    /** The router's faults changed; they may be none, or have changed from some to others. */
    abstract void healthChanged(long nowNanos, Effects effects);

    abstract void startupDelayOver(long nowNanos, Effects effects);

    /** @param previous the effective priority so far; the router has the new one already */
    abstract void priorityChanged(int previous, long nowNanos, Effects effects);

    /** @param previous the settings so far; the router has the new ones already */
    abstract void settingsChanged(RouterSettings previous, int previousPriority, long nowNanos, Effects effects);

    abstract void stop(long nowNanos, Effects effects);

    /** The router's sync group went to this state, for a reason that another member gave. */
    abstract void follow(State group, long nowNanos, Effects effects);

    /** Whether only its sync group keeps the router from being master. */
    boolean wantsMaster() {
        return false;
    }
}
