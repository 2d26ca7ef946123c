// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;

/**
 * How a master that lost tells the winner that there were two of them.
 *
 * <p>When two masters meet, for instance after a partition, and the loser hears the winner first, the loser would leave
 * in silence: the winner would never know and never announce its addresses, while switches and hosts still believe the
 * loser's last announcement. So the loser says one more advert, with its own priority, before it goes, exactly as
 * keepalived does with {@code vrrp_higher_prio_send_advert}. A winner that follows RFC 9568 or keepalived answers at once
 * with an advert of its own, and announces its addresses. No answer means that the winner could not hear us: the last
 * advert is repeated after 1, 2, 4 and 8 further adverts of the winner, then never again.
 *
 * <p>Why not priority 0, which says "I am leaving": every backup would cut its timer to the skew, and one might take over
 * although the winner lives. An advert that loses against the winner does no such thing: better backups discard it, others
 * restart the timer of a master that lives. That holds only if the restarted timer is not shorter than the winner's, which
 * in VRRPv3 depends on the interval that the advert carries: see {@link #isSafe}.
 */
final class Concession {
    private static final int REPEATS_MAX = 4;

    private long saidNanos;
    private int repeats;
    private int advertsUntilRepeat = 1;

    /** @param nowNanos the last advert was sent now */
    Concession(long nowNanos) {
        saidNanos = nowNanos;
    }

    /** Whether no backup can be misled: none may adopt a shorter interval than that of the winner. */
    static boolean isSafe(RouterSettings settings, Advert winner) {
        return settings.intervalCentis() >= winner.intervalCentis();
    }

    /**
     * The winner was heard again.
     *
     * @return whether it may still not know of us
     */
    boolean continues(VirtualRouter router, Advert winner, long nowNanos, Effects effects) {
        // The advert that we answered was a regular one, so the next regular one is a whole interval away.
        long answerNanos = winner.intervalCentis() * RouterSettings.NANOS_PER_CENTISECOND * 9 / 10;
        if (nowNanos - saidNanos < answerNanos || !isSafe(router.settings(), winner)) {
            return false;
        }
        advertsUntilRepeat--;
        if (advertsUntilRepeat > 0) {
            return true;
        }
        if (loses(router, winner)) {
            router.sendAdvert(effects);
        }
        saidNanos = nowNanos;
        repeats++;
        advertsUntilRepeat = 1 << repeats;
        return repeats < REPEATS_MAX;
    }

    /** The winner may have become worse than we are since: then an advert of ours would be a claim. */
    private static boolean loses(VirtualRouter router, Advert winner) {
        int comparison = Integer.compare(winner.priority(), router.effectivePriority());
        return comparison > 0
                || (comparison == 0 && winner.compareSourceTo(router.settings().primaryAddress()) > 0);
    }
}
