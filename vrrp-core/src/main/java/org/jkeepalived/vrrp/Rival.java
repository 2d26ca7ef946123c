// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.IpAddress;

/** What a master knows of another one from its adverts; made once for each time as master. */
final class Rival {
    /** Before it is known how often a seldom one speaks. */
    private static final int SELDOM_INTERVALS = 10;

    private final boolean seldom;
    private final byte[] address = new byte[16];
    private boolean present;
    private boolean suspected;
    private int adverts;
    private int intervalCentis;
    private long firstHeardNanos;
    private long lastHeardNanos;

    /**
     * Nobody yet.
     *
     * @param seldom whether it may speak less often than its adverts say: a keepalived that is master begins its interval
     *     anew with each advert that it rejects, and so is hardly heard beside another master
     */
    Rival(boolean seldom) {
        this.seldom = seldom;
    }

    void heard(Advert advert, long nowNanos) {
        if (!present) {
            present = true;
            firstHeardNanos = nowNanos;
        }
        adverts++;
        advert.copySourceTo(address);
        intervalCentis = advert.intervalCentis();
        lastHeardNanos = nowNanos;
    }

    /** Whether the advert comes from it. */
    boolean sent(Advert advert) {
        return advert.isFrom(address);
    }

    boolean isPresent() {
        return present;
    }

    /** Whether it was heard so often, over more than this time, for the first time: from now on it is suspected. */
    boolean isNewlySuspected(int advertsAtLeast, long nanosAtLeast) {
        if (suspected || adverts < advertsAtLeast || lastHeardNanos - firstHeardNanos < nanosAtLeast) {
            return false;
        }
        suspected = true;
        return true;
    }

    boolean isSuspected() {
        return suspected;
    }

    /** What its last advert says, but not less than ours. */
    long intervalNanos(RouterSettings settings) {
        return Math.max(intervalCentis, settings.intervalCentis()) * RouterSettings.NANOS_PER_CENTISECOND;
    }

    /** Whether it has missed so many adverts that a backup would think it dead. */
    boolean isSilent(RouterSettings settings, long nowNanos) {
        long silence = settings.downTimerAdverts() * intervalNanos(settings);
        if (seldom) {
            silence = adverts == 1
                    ? SELDOM_INTERVALS * intervalNanos(settings)
                    : Math.max(silence, settings.downTimerAdverts() * durationNanos() / (adverts - 1));
        }
        return nowNanos - lastHeardNanos >= silence;
    }

    long lastHeardNanos() {
        return lastHeardNanos;
    }

    /** From the first to the last advert. */
    long durationNanos() {
        return lastHeardNanos - firstHeardNanos;
    }

    IpAddress address(VirtualRouter router) {
        return router.addressOf(address);
    }

    void forget() {
        present = false;
        suspected = false;
        adverts = 0;
    }
}
