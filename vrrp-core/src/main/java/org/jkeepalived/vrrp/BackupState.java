// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.IpAddress;

/** RFC 9568 section 6.4.2: watches over the master. */
final class BackupState extends RouterState {
    /** Active_Adver_Interval: the master's, ours while none was heard. VRRPv2 refuses masters with another one. */
    private int masterIntervalCentis;

    private boolean masterKnown;
    private int masterPriority;
    private final byte[] masterAddress = new byte[16];

    /** When the master counts as dead; meaningless while the start-up delay holds it back. */
    private long deadlineNanos;

    /** Whether we could not listen until {@link #stallEndNanos}, and have heard nobody since. */
    private boolean stalled;

    private long stallEndNanos;
    /** Whether the present silence has been excused by a stall already. */
    private boolean excused;

    private boolean preemptDelayRunning;
    private long preemptDelayEndNanos;
    private TransitionReason takeoverReason = TransitionReason.NO_RESPONSE;
    private boolean wantsMaster;
    /** Null unless we conceded as master and the winner may not know of us. */
    private Concession concession;

    BackupState(VirtualRouter router) {
        super(router);
        masterIntervalCentis = router.settings().intervalCentis();
    }

    @Override
    State state() {
        return State.BACKUP;
    }

    /** Begins to wait, for a master yet unknown or already followed. */
    void enter(long nowNanos, Effects effects) {
        waitUntil(nowNanos + masterDownNanos(), effects);
    }

    /** Follows the master that we conceded to; not yet waiting. */
    void concedeTo(Advert advert, Concession concession) {
        remember(advert);
        if (router.settings().version() == 3) {
            masterIntervalCentis = advert.intervalCentis();
        }
        this.concession = concession;
    }

    @Override
    void advertReceived(Advert advert, long nowNanos, Effects effects) {
        boolean masterChanged = !masterKnown || !advert.isFrom(masterAddress);
        boolean checkAddresses = masterChanged || !router.settings().skipCheckAddresses();
        if (router.judge(advert, checkAddresses, nowNanos, effects) != AdvertFault.NONE) {
            return;
        }
        if (stalled && nowNanos - advert.waitedNanos() - stallEndNanos > 0) {
            stalled = false;
        }
        if (advert.priority() == RouterSettings.PRIORITY_RESIGN) {
            masterResigned(advert, nowNanos, effects);
            return;
        }
        if (masterChanged) {
            effects.observe(new Observation.MasterChanged(masterAddressOrNull(), advert.source()));
            router.forgetReported();
        }
        if (!follows(advert, nowNanos)) {
            // The running timer will make us master.
            effects.observe(new Observation.LowerPriorityDiscarded(advert.priority(), advert.source()));
            takeoverReason = TransitionReason.PREEMPTED;
            remember(advert);
            return;
        }
        if (masterIntervalCentis != advert.intervalCentis()) {
            effects.observe(new Observation.IntervalAdopted(masterIntervalCentis, advert.intervalCentis()));
            masterIntervalCentis = advert.intervalCentis();
        }
        if (concession != null && (masterChanged || !concession.continues(router, advert, nowNanos, effects))) {
            concession = null;
        }
        remember(advert);
        takeoverReason = TransitionReason.NO_RESPONSE;
        wantsMaster = false;
        excused = false;
        waitUntil(nowNanos - advert.waitedNanos() + masterDownNanos(), effects);
        trackPreemptDelay(advert, nowNanos, effects);
        router.followsMaster(nowNanos);
    }

    private void masterResigned(Advert advert, long nowNanos, Effects effects) {
        effects.observe(new Observation.PriorityZeroReceived(State.BACKUP, advert.source()));
        takeoverReason = TransitionReason.MASTER_RESIGNED;
        // Only the skew separates the backups, the best one speaks first.
        waitUntil(nowNanos - advert.waitedNanos() + skewNanos(), effects);
    }

    private boolean follows(Advert advert, long nowNanos) {
        RouterSettings settings = router.settings();
        return !settings.preempt()
                || advert.priority() >= router.effectivePriority()
                || router.isStartupDelayed()
                || (settings.preemptDelayNanos() > 0 && !(preemptDelayRunning && preemptDelayEndNanos - nowNanos <= 0));
    }

    /** preempt_delay starts with the first lower advert, not with the state, and a better master stops it. */
    private void trackPreemptDelay(Advert advert, long nowNanos, Effects effects) {
        long delayNanos = router.settings().preemptDelayNanos();
        if (delayNanos == 0) {
            return;
        }
        boolean masterIsLower = advert.priority() < router.effectivePriority();
        if (masterIsLower && !preemptDelayRunning) {
            preemptDelayRunning = true;
            preemptDelayEndNanos = nowNanos + delayNanos;
            effects.observe(new Observation.PreemptDelayStarted(delayNanos));
        } else if (!masterIsLower && preemptDelayRunning) {
            preemptDelayRunning = false;
            effects.observe(new Observation.PreemptDelayStopped());
        }
    }

    /**
     * Silence makes a master dead only while we could have heard it. What the kernel received during a stall waits and is
     * heard with the time at which it came. But a machine that was paused received nothing, its kernel delivers what its
     * host kept only in a moment, and a full receive buffer drops what comes last; so the master gets the time for one
     * more advert. A shorter stall loses one of several adverts, which the Master_Down_Interval allows for anyway. A
     * machine that is starved for good must not wait for ever: once for each silence.
     */
    @Override
    void stalled(long sinceNanos, long nowNanos, Effects effects) {
        if (!excused && nowNanos - sinceNanos >= masterIntervalNanos()) {
            excused = true;
            stalled = true;
            stallEndNanos = nowNanos;
            waitUntil(deadlineNanos, effects);
        }
    }

    @Override
    void timerExpired(long nowNanos, Effects effects) {
        effects.observe(new Observation.MasterDown());
        claim(nowNanos, effects);
    }

    /** Becomes master, or waits for the other members of the group to want it as well. */
    private void claim(long nowNanos, Effects effects) {
        wantsMaster = true;
        if (router.mayBecomeMaster()) {
            takeOver(nowNanos, effects);
        } else {
            waitUntil(nowNanos + masterDownNanos(), effects);
        }
    }

    private void takeOver(long nowNanos, Effects effects) {
        if (masterIntervalCentis != router.settings().intervalCentis()) {
            effects.observe(new Observation.IntervalRestored(
                    masterIntervalCentis, router.settings().intervalCentis()));
        }
        router.becomeMaster(takeoverReason, nowNanos, effects);
    }

    @Override
    void healthChanged(long nowNanos, Effects effects) {
        if (!router.isHealthy()) {
            router.becomeFault(nowNanos, effects);
        }
    }

    @Override
    void startupDelayOver(long nowNanos, Effects effects) {
        if (router.takesOverAtOnce()) {
            takeoverReason = TransitionReason.ADDRESS_OWNER;
            claim(nowNanos, effects);
        } else {
            waitUntil(nowNanos + masterDownNanos(), effects);
        }
    }

    @Override
    void priorityChanged(int previous, long nowNanos, Effects effects) {
        concession = null; // what we would say now might win
        moveDeadline(router.settings().masterDownNanos(previous, masterIntervalCentis), nowNanos, effects);
    }

    @Override
    void settingsChanged(RouterSettings previous, int previousPriority, long nowNanos, Effects effects) {
        concession = null;
        long before = previous.masterDownNanos(previousPriority, masterIntervalCentis);
        if (router.settings().version() == 2 || !masterKnown) {
            masterIntervalCentis = router.settings().intervalCentis();
        }
        moveDeadline(before, nowNanos, effects);
    }

    /** The time waited already still counts. */
    private void moveDeadline(long masterDownNanosBefore, long nowNanos, Effects effects) {
        long change = masterDownNanos() - masterDownNanosBefore;
        if (change != 0) {
            long moved = deadlineNanos + change;
            waitUntil(moved - nowNanos > 0 ? moved : nowNanos, effects);
        }
    }

    @Override
    void stop(long nowNanos, Effects effects) {
        router.becomeInit(nowNanos, effects);
        effects.transitionComplete(State.BACKUP, State.INIT, TransitionReason.STOPPED);
    }

    @Override
    void follow(State group, long nowNanos, Effects effects) {
        switch (group) {
            case MASTER -> takeOver(nowNanos, effects);
            case FAULT -> router.becomeFault(nowNanos, effects);
            case INIT, BACKUP -> {}
        }
    }

    @Override
    boolean wantsMaster() {
        return wantsMaster;
    }

    private void waitUntil(long deadline, Effects effects) {
        deadlineNanos = deadline;
        if (stalled) {
            long graceEndNanos = stallEndNanos + masterIntervalNanos() + skewNanos();
            deadlineNanos = graceEndNanos - deadline > 0 ? graceEndNanos : deadline;
        }
        if (!router.isStartupDelayed()) {
            router.arm(deadlineNanos, effects);
        }
    }

    private void remember(Advert advert) {
        masterKnown = true;
        masterPriority = advert.priority();
        advert.copySourceTo(masterAddress);
    }

    private long masterIntervalNanos() {
        return masterIntervalCentis * RouterSettings.NANOS_PER_CENTISECOND;
    }

    private long skewNanos() {
        return router.settings().skewNanos(router.effectivePriority(), masterIntervalCentis);
    }

    long masterDownNanos() {
        return router.settings().masterDownNanos(router.effectivePriority(), masterIntervalCentis);
    }

    int masterIntervalCentis() {
        return masterIntervalCentis;
    }

    IpAddress masterAddressOrNull() {
        return masterKnown ? router.addressOf(masterAddress) : null;
    }

    /** 0 while no master is known. */
    int masterPriority() {
        return masterPriority;
    }
}
