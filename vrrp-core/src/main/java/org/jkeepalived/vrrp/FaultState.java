// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;

/** Takes no part in the election until healthy again; adverts are not even looked at, as in keepalived. */
final class FaultState extends RouterState {

    FaultState(VirtualRouter router) {
        super(router);
    }

    @Override
    State state() {
        return State.FAULT;
    }

    @Override
    void advertReceived(Advert advert, long nowNanos, Effects effects) {}

    @Override
    void timerExpired(long nowNanos, Effects effects) {
        throw new IllegalStateException("no deadline is armed in FAULT");
    }

    @Override
    void stalled(long sinceNanos, long nowNanos, Effects effects) {}

    @Override
    void healthChanged(long nowNanos, Effects effects) {
        if (router.mayWork()) {
            recover(nowNanos, effects);
        }
    }

    private void recover(long nowNanos, Effects effects) {
        if (router.takesOverAtOnce()) {
            router.becomeMaster(TransitionReason.ADDRESS_OWNER, nowNanos, effects);
        } else {
            router.becomeBackup(TransitionReason.RECOVERED, nowNanos, effects);
        }
    }

    @Override
    void startupDelayOver(long nowNanos, Effects effects) {}

    @Override
    void priorityChanged(int previous, long nowNanos, Effects effects) {}

    @Override
    void settingsChanged(RouterSettings previous, int previousPriority, long nowNanos, Effects effects) {}

    @Override
    void stop(long nowNanos, Effects effects) {
        router.becomeInit(nowNanos, effects);
        effects.transitionComplete(State.FAULT, State.INIT, TransitionReason.STOPPED);
    }

    @Override
    void follow(State group, long nowNanos, Effects effects) {
        if (group != State.FAULT) {
            recover(nowNanos, effects);
        }
    }
}
