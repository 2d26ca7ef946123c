// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.model.HmacAuthentication;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.Seconds;

/** Settles when an instance speaks and yields. */
final class ElectionCompletion {
    private static final int OWNER_PRIORITY = 255;
    private static final int DOWN_TIMER_ADVERTS = 3;
    private static final Duration CENTISECOND = Duration.ofMillis(10);
    private static final Duration V2_MAX = Duration.ofSeconds(255);
    private static final Duration V3_MAX = Duration.ofMillis(40_950);

    private final Settling settling;
    private final InstanceDraft draft;
    private final Globals globals;

    ElectionCompletion(Settling settling, Globals globals) {
        this.settling = settling;
        this.draft = settling.draft;
        this.globals = globals;
    }

    void complete() {
        settlePreemption();
        settleAdverts();
        var interval = advertInterval();
        settling.builder.advertInterval(interval).hmac(hmac(interval));
    }

    private void settlePreemption() {
        boolean nopreempt = draft.nopreempt;
        var delay = draft.preemptDelay;
        if (settling.isOwner() && nopreempt) {
            settling.warn(
                    "nopreempt", "nopreempt is incompatible with priority " + OWNER_PRIORITY + ". resetting nopreempt");
            nopreempt = false;
        }
        if (settling.state == InitialState.MASTER && nopreempt) {
            settling.warn("nopreempt", "Warning - nopreempt will not work with initial state MASTER - clearing")
                    .advice("say state BACKUP on every peer")
                    .related(draft.placeOf("state"), "the state");
            nopreempt = false;
        }
        if (settling.state == InitialState.MASTER && !delay.isZero()) {
            settling.warn("preempt_delay", "Warning - preempt delay will not work with initial state MASTER - clearing")
                    .advice("say state BACKUP on every peer")
                    .related(draft.placeOf("state"), "the state");
            delay = Duration.ZERO;
        }
        if (!delay.isZero() && settling.strict) {
            settling.warn("preempt_delay", "preempt_delay is incompatible with strict mode - resetting");
            delay = Duration.ZERO;
        }
        if (!delay.isZero() && nopreempt) {
            settling.warn("preempt_delay", "preempt_delay is incompatible with nopreempt mode - resetting")
                    .related(draft.placeOf("nopreempt"), "the other one");
            delay = Duration.ZERO;
        }
        if (!nopreempt && draft.timerExpiredBackup.isPresent()) {
            settling.warn("timer_expired_backup", "expired_timer_backup requires nopreempt - resetting");
            draft.timerExpiredBackup = OptionalInt.empty();
        }
        settling.builder
                .initialState(settling.state)
                .preempt(!nopreempt)
                .preemptDelay(delay)
                .timerExpiredBackup(draft.timerExpiredBackup);
    }

    private void settleAdverts() {
        int downTimerAdverts = draft.downTimerAdverts.orElse(globals.downTimerAdverts);
        if (settling.strict && downTimerAdverts != DOWN_TIMER_ADVERTS) {
            settling.warn("down_timer_adverts", "down_timer_adverts is incompatible with strict mode - resetting");
            downTimerAdverts = DOWN_TIMER_ADVERTS;
        }
        if (settling.strict && !draft.lowerPriorityNoAdvert.orElse(true)) {
            settling.warn("lower_prio_no_advert", "Strict mode requires no lower priority advert. resetting");
        }
        if (settling.strict && draft.higherPrioritySendAdvert.orElse(false)) {
            settling.warn(
                    "higher_prio_send_advert", "strict mode requires higher_prio_send_advert to be clear. resetting");
        }
        settling.builder
                .downTimerAdverts(downTimerAdverts)
                .lowerPriorityNoAdvert(
                        settling.strict || draft.lowerPriorityNoAdvert.orElse(globals.lowerPriorityNoAdvert))
                .higherPrioritySendAdvert(
                        !settling.strict && draft.higherPrioritySendAdvert.orElse(globals.higherPrioritySendAdvert))
                .ownerIgnoreAdverts(ownerIgnoreAdverts())
                .skipCheckAdvertAddresses(draft.skipCheckAdvertAddresses.orElse(globals.skipCheckAdvertAddresses))
                .v3ChecksumAsV2(draft.v3ChecksumAsV2.orElse(globals.v3ChecksumAsV2))
                .acceptMode(acceptMode());
    }

    private boolean ownerIgnoreAdverts() {
        if (!settling.isOwner()) {
            if (draft.ownerIgnoreAdverts.orElse(false)) {
                settling.warn(
                        "owner_ignore_adverts",
                        "ignoring owner_ignore_adverts since priority is not " + OWNER_PRIORITY);
            }
            return false;
        }
        if (draft.ownerIgnoreAdverts.isPresent() && !draft.ownerIgnoreAdverts.get()) {
            settling.warn(
                    "owner_ignore_adverts",
                    "strict_mode with priority " + OWNER_PRIORITY + " requires owner_ignore_adverts");
            return true;
        }
        return draft.ownerIgnoreAdverts.orElse(settling.strict || globals.ownerIgnoreAdverts);
    }

    private boolean acceptMode() {
        boolean accept = draft.accept.orElse(settling.isOwner() || !settling.strict);
        if (accept && !settling.isOwner() && settling.strict && settling.version == 2) {
            settling.warn(
                    "accept", "warning - accept mode for VRRP version 2 does not comply with RFC3768 - resetting");
            return false;
        }
        return accept;
    }

    private Optional<HmacAuthentication> hmac(Duration interval) {
        if (draft.hmac.isEmpty()) {
            return Optional.empty();
        }
        var hmac = draft.hmac.get();
        if (!hmac.hasActiveKey()) {
            settling.warn(
                    "auth_hmac", "auth_hmac active_key " + hmac.activeKey + " is not defined, disabling extension");
            return Optional.empty();
        }
        if (settling.strict && hmac.mode != HmacAuthentication.Mode.ENFORCE) {
            settling.warn("auth_hmac", "strict mode requires auth_hmac mode enforce");
            hmac.mode = HmacAuthentication.Mode.ENFORCE;
        }
        return Optional.of(hmac.done(interval));
    }

    private Duration advertInterval() {
        var interval = draft.advertInterval == null ? Duration.ofSeconds(1) : draft.advertInterval;
        var unit = settling.version == 2 ? Duration.ofSeconds(1) : CENTISECOND;
        var max = settling.version == 2 ? V2_MAX : V3_MAX;
        double seconds = interval.toNanos() / 1e9;
        if (interval.compareTo(max.plus(unit)) >= 0) {
            var limit = settling.version == 2 ? "256s. Setting to 255s" : "40.96s. Setting to 40.95s";
            settling.warn(
                    "advert_int",
                    String.format(
                            Locale.ROOT,
                            "VRRPv%d advertisement interval %.2fs is out of range. Must be less than %s",
                            settling.version,
                            seconds,
                            limit));
            return max;
        }
        long rest = interval.toNanos() % unit.toNanos();
        if (rest == 0) {
            return interval;
        }
        long halfUp = (interval.toNanos() + unit.toNanos() / 2) / unit.toNanos();
        var rounded = Duration.ofNanos(Math.clamp(halfUp * unit.toNanos(), unit.toNanos(), max.toNanos()));
        settling.warn(
                        "advert_int",
                        String.format(
                                Locale.ROOT,
                                settling.version == 2
                                        ? "VRRPv2 advertisement interval %fs must be an integer. rounding"
                                        : "VRRPv3 advertisement interval %fs must be in units of 10ms - rounding",
                                seconds))
                .effect(Seconds.text(rounded) + " s is used")
                .advice(settling.version == 2 ? "say version 3 for fractions of a second" : "");
        return rounded;
    }
}
