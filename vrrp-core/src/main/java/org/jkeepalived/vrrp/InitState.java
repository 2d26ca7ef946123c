// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;

/** RFC 9568 section 6.4.1: waits for the Startup event. Knows nothing of its own. */
final class InitState extends RouterState {

    InitState(VirtualRouter router) {
        super(router);
    }

    @Override
    State state() {
        return State.INIT;
    }

    void start(long nowNanos, Effects effects) {
        if (router.mayWork() && router.takesOverAtOnce()) {
            router.becomeMaster(TransitionReason.ADDRESS_OWNER, nowNanos, effects);
            return;
        }
        // A crash may have left addresses behind, and nobody but us would take them away.
        effects.withdrawAddresses();
        if (router.mayWork()) {
            router.becomeBackup(TransitionReason.STARTED, nowNanos, effects);
        } else {
            router.becomeFault(nowNanos, effects);
        }
    }

    @Override
    void advertReceived(Advert advert, long nowNanos, Effects effects) {}

    @Override
    void timerExpired(long nowNanos, Effects effects) {
        throw new IllegalStateException("no deadline is armed before the start");
    }

    @Override
    void stalled(long sinceNanos, long nowNanos, Effects effects) {}

    @Override
    void healthChanged(long nowNanos, Effects effects) {}

    @Override
    void startupDelayOver(long nowNanos, Effects effects) {}

    @Override
    void priorityChanged(int previous, long nowNanos, Effects effects) {}

    @Override
    void settingsChanged(RouterSettings previous, int previousPriority, long nowNanos, Effects effects) {}

    @Override
    void stop(long nowNanos, Effects effects) {}

    /** Started by the group, or not at all. */
    @Override
    void follow(State group, long nowNanos, Effects effects) {}
}
