// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.IpAddress;

/** RFC 9568 section 6.4.3: owns the addresses, advertises, and yields to a better one. */
final class MasterState extends RouterState {
    /** What a master that hears our answer does not send: the answer may be lost once, and crossing adverts do no harm. */
    private static final int UNYIELDING_ADVERTS = 3;

    private static final long UNYIELDING_NANOS_MIN = 200_000_000L;
    /** One packet that nobody can read is no master yet. */
    private static final int REJECTED_ADVERTS = 2;

    private long nextAdvertNanos;

    /** One whose adverts we believe, and which should yield to us. */
    private final Rival lower = new Rival(false);
    /** One whose adverts we do not believe, so that it may be better or worse. */
    private final Rival rejected = new Rival(true);

    private boolean answered;
    private long answeredNanos;

    MasterState(VirtualRouter router) {
        super(router);
    }

    @Override
    State state() {
        return State.MASTER;
    }

    /** The first advert was sent just now. */
    void enter(long nowNanos, Effects effects) {
        advertiseAgainAfter(nowNanos, effects);
    }

    @Override
    void timerExpired(long nowNanos, Effects effects) {
        router.sendAdvert(effects);
        // From deadline to deadline, so that lateness does not add up; but a stall is not made up for by a burst.
        long next = nextAdvertNanos + router.settings().intervalNanos();
        nextAdvertNanos =
                next - nowNanos > 0 ? next : nowNanos + router.settings().intervalNanos();
        router.arm(nextAdvertNanos, effects);
        noticeSilence(lower, nowNanos, effects);
        noticeSilence(rejected, nowNanos, effects);
    }

    @Override
    void stalled(long sinceNanos, long nowNanos, Effects effects) {
        RouterSettings settings = router.settings();
        long unheardNanos = nowNanos - (nextAdvertNanos - settings.intervalNanos());
        if (settings.stallYieldsTo() > 0
                && unheardNanos >= settings.masterDownNanos(settings.stallYieldsTo(), settings.intervalCentis())) {
            effects.observe(new Observation.StallYields(nowNanos - sinceNanos));
            router.becomeBackup(TransitionReason.STALLED, nowNanos, effects);
        }
    }

    @Override
    void advertReceived(Advert advert, long nowNanos, Effects effects) {
        AdvertFault fault = router.judge(advert, true, nowNanos, effects);
        if (fault != AdvertFault.NONE) {
            rejectedHeard(fault, advert, nowNanos, effects);
            return;
        }
        int ours = router.effectivePriority();
        int comparison = Integer.compare(advert.priority(), ours);
        if (comparison == 0) {
            comparison = advert.compareSourceTo(router.settings().primaryAddress());
            reportEqual(comparison, advert, effects);
        }
        if (advert.priority() == RouterSettings.PRIORITY_RESIGN) {
            // The backups wait for the skew only: show them at once that there is a master.
            router.sendAdvert(effects);
            advertiseAgainAfter(nowNanos, effects);
            effects.observe(new Observation.PriorityZeroReceived(State.MASTER, advert.source()));
        } else if (comparison < 0) {
            rivalHeard(advert, nowNanos, effects);
        } else if (comparison > 0) {
            concede(advert, nowNanos, effects);
        }
    }

    private void reportEqual(int comparison, Advert advert, Effects effects) {
        if (comparison == 0) {
            if (router.isFirstReport(VirtualRouter.Once.OWN_ADDRESS)) {
                effects.observe(new Observation.OwnAddressHeard(advert.priority(), advert.source()));
            }
        } else if (router.isOwnerNow() && router.isFirstReport(VirtualRouter.Once.OWNER_CONFLICT)) {
            effects.observe(new Observation.OwnerConflict(advert.source()));
        }
    }

    /** RFC 9568 section 6.4.3, {@code else} branch: assert ourselves, and let switches and hosts learn where we are. */
    private void rivalHeard(Advert advert, long nowNanos, Effects effects) {
        lower.heard(advert, nowNanos);
        if (rejected.isPresent() && rejected.sent(advert)) {
            rejected.forget(); // somebody mended the configuration: what remains is an ordinary rival
        }
        if (lower.isNewlySuspected(UNYIELDING_ADVERTS, unyieldingNanos())) {
            effects.observe(new Observation.RivalSuspected(AdvertFault.NONE, advert));
        }
        if (answered && nowNanos - advert.waitedNanos() - answeredNanos <= 0) {
            return; // of many that waited during a stall, one gets an answer
        }
        answered = true;
        answeredNanos = nowNanos;
        RouterSettings settings = router.settings();
        effects.observe(new Observation.LowerPriorityHeard(
                advert.priority(), router.effectivePriority(), advert.source(), !settings.lowerPriorityNoAdvert()));
        if (!settings.lowerPriorityNoAdvert()) {
            router.sendAdvert(effects);
            advertiseAgainAfter(nowNanos, effects);
        }
        if (settings.announceOnLowerPriority()) {
            effects.announceAddresses(Announcement.LOWER_PRIORITY_HEARD);
        }
        router.letGroupAnnounce(Announcement.LOWER_PRIORITY_HEARD);
    }

    /** Almost two of its intervals; of short ones more, as the other machine may just be busy. */
    private long unyieldingNanos() {
        return Math.max(UNYIELDING_NANOS_MIN, lower.intervalNanos(router.settings()) * 19 / 10);
    }

    /** Neither it nor we can know from adverts who should yield, so both stay what they are. */
    private void rejectedHeard(AdvertFault fault, Advert advert, long nowNanos, Effects effects) {
        if (advert.priority() == RouterSettings.PRIORITY_RESIGN || fault == AdvertFault.TYPE) {
            return;
        }
        rejected.heard(advert, nowNanos);
        if (rejected.isNewlySuspected(REJECTED_ADVERTS, router.settings().intervalNanos() * 9 / 10)) {
            effects.observe(new Observation.RivalSuspected(fault, advert));
        }
    }

    /**
     * The rival may have announced the addresses as its own after our last announcement, for instance because it became
     * master just before it heard us. Once it is silent the last word must be ours.
     */
    private void noticeSilence(Rival rival, long nowNanos, Effects effects) {
        RouterSettings settings = router.settings();
        if (!rival.isPresent() || !rival.isSilent(settings, nowNanos)) {
            return;
        }
        boolean suspected = rival.isSuspected();
        // The master before us has its last word when we take over, as anybody would expect.
        boolean handover = rival.lastHeardNanos() - router.lastTransitionNanos() <= rival.intervalNanos(settings);
        rival.forget();
        if (lower.isPresent() || rejected.isSuspected() || (rival == rejected && !suspected)) {
            return;
        }
        if (suspected || !handover) {
            effects.observe(new Observation.DualMasterEnded(
                    rival.address(router), rival.durationNanos(), rival.lastHeardNanos()));
        }
        effects.announceAddresses(Announcement.DUAL_MASTER_ENDED);
        router.letGroupAnnounce(Announcement.DUAL_MASTER_ENDED);
    }

    private void concede(Advert advert, long nowNanos, Effects effects) {
        boolean higherPriority = advert.priority() > router.effectivePriority();
        Concession concession = Concession.isSafe(router.settings(), advert) ? new Concession(nowNanos) : null;
        if (concession != null || router.settings().higherPrioritySendAdvert()) {
            router.sendAdvert(effects);
        }
        effects.observe(
                higherPriority
                        ? new Observation.HigherPriorityHeard(
                                advert.priority(), router.effectivePriority(), advert.source())
                        : new Observation.HigherAddressHeard(advert.priority(), advert.source()));
        var backup = new BackupState(router);
        backup.concedeTo(advert, concession);
        router.becomeBackup(
                backup,
                higherPriority ? TransitionReason.HIGHER_PRIORITY_HEARD : TransitionReason.HIGHER_ADDRESS_HEARD,
                nowNanos,
                effects);
    }

    @Override
    void healthChanged(long nowNanos, Effects effects) {
        if (!router.isHealthy()) {
            router.becomeFault(nowNanos, effects);
        }
    }

    @Override
    void startupDelayOver(long nowNanos, Effects effects) {}

    /** Told with the next regular advert, as keepalived does. */
    @Override
    void priorityChanged(int previous, long nowNanos, Effects effects) {}

    @Override
    void settingsChanged(RouterSettings previous, int previousPriority, long nowNanos, Effects effects) {
        RouterSettings settings = router.settings();
        // The backups should learn of a new interval before they miss an advert of the old one.
        router.sendAdvert(effects);
        advertiseAgainAfter(nowNanos, effects);
        if (!settings.addresses().equals(previous.addresses())) {
            effects.installAddresses();
            effects.announceAddresses(Announcement.ADDRESSES_CHANGED);
        }
    }

    @Override
    void stop(long nowNanos, Effects effects) {
        router.sendResignation(effects);
        router.becomeInit(nowNanos, effects);
        effects.withdrawAddresses();
        effects.transitionComplete(State.MASTER, State.INIT, TransitionReason.STOPPED);
    }

    @Override
    void follow(State group, long nowNanos, Effects effects) {
        switch (group) {
            case BACKUP -> router.becomeBackup(TransitionReason.SYNC_GROUP, nowNanos, effects);
            case FAULT -> router.becomeFault(nowNanos, effects);
            case INIT, MASTER -> {}
        }
    }

    @Override
    boolean wantsMaster() {
        return true;
    }

    private void advertiseAgainAfter(long nowNanos, Effects effects) {
        nextAdvertNanos = nowNanos + router.settings().intervalNanos();
        router.arm(nextAdvertNanos, effects);
    }

    /** The rival that is heard at present, or null. */
    IpAddress rivalOrNull() {
        if (lower.isPresent()) {
            return lower.address(router);
        }
        return rejected.isSuspected() ? rejected.address(router) : null;
    }
}
