// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.IpAddress;

/** A virtual router while it is master: what it is known by on the LAN, and the evidence against its being alone. */
public final class WatchedMaster {
    private static final long SECOND = 1_000_000_000L;
    private static final int ADVERTS_OF_A_RIVAL = 2;
    private static final int REFUSALS = 3;

    /** Signs of one kind: how many in a row, and since when. */
    private static final class Signs {
        int count;
        long firstNanos;
        long lastNanos;

        /** Counts one more; those that came longer ago than {@code memoryNanos} are forgotten. */
        void add(long nowNanos, long memoryNanos) {
            if (count > 0 && nowNanos - lastNanos > memoryNanos) {
                count = 0;
            }
            if (count++ == 0) {
                firstNanos = nowNanos;
            }
            lastNanos = nowNanos;
        }

        boolean last(int atLeast, long durationNanos) {
            return count >= atLeast && lastNanos - firstNanos >= durationNanos;
        }
    }

    private final int vrid;
    private final AddressFamily family;
    private final int interfaceIndex;
    private final long intervalNanos;
    private final Predicate<Advert> addressed;
    private final List<WatchedAddress> addresses;
    private final Suspicions suspicions;

    private long advertsHeard;
    private long advertsHeardBefore;
    private final Signs dropped = new Signs();
    private final Signs misdirected = new Signs();
    private final Signs underOtherVrid = new Signs();
    private final Signs refused = new Signs();

    /**
     * A router that has just become master.
     *
     * @param interfaceIndex where it exchanges adverts; 0 if that is not bound to an interface
     * @param addressed whether an advert of its VRID was sent to it: to its group, or to its unicast address
     * @param addresses all addresses that it holds
     * @param suspicions where evidence goes
     */
    public WatchedMaster(
            int vrid,
            AddressFamily family,
            int interfaceIndex,
            long intervalNanos,
            Predicate<Advert> addressed,
            List<WatchedAddress> addresses,
            Suspicions suspicions) {
        this.vrid = vrid;
        this.family = family;
        this.interfaceIndex = interfaceIndex;
        this.intervalNanos = intervalNanos;
        this.addressed = addressed;
        this.addresses = List.copyOf(addresses);
        this.suspicions = suspicions;
    }

    int interfaceIndex() {
        return interfaceIndex;
    }

    long intervalNanos() {
        return intervalNanos;
    }

    /** All addresses that it holds. */
    public List<WatchedAddress> addresses() {
        return addresses;
    }

    Suspicions suspicions() {
        return suspicions;
    }

    /** The router got an advert of somebody else, whatever it made of it. */
    public void advertHeard() {
        advertsHeard++;
    }

    /** The kernel refused to send an advert: as no backup hears us, they will take over. */
    public void advertRefused(Errno error, long nowNanos) {
        if (!error.equals(Errno.EPERM)) {
            return; // what is wrong with the interface or the way to a peer shows elsewhere
        }
        refused.add(nowNanos, intervalNanos * 5 / 2);
        if (refused.last(REFUSALS, intervalNanos * 19 / 10)
                && !suspicions.confirm(Suspicion.Cause.ADVERTS_UNSENT, nowNanos)) {
            suspicions.suspect(
                    Suspicion.Cause.ADVERTS_UNSENT,
                    "Operation not permitted: a firewall on this machine drops IP protocol 112 on its way out",
                    nowNanos);
        }
    }

    /**
     * An advert of somebody else was seen on the interface of this router.
     *
     * @param explanation says why it may be that this machine drops it
     */
    void advertSeen(Advert advert, long nowNanos, DropExplanation explanation) {
        if (advert.family() != family) {
            return;
        }
        if (advert.vrid() != vrid) {
            IpAddress shared = sharedAddress(advert);
            if (shared != null) {
                note(
                        underOtherVrid,
                        Suspicion.Cause.OTHER_VRID,
                        nowNanos,
                        () -> "%s advertises %s with VRID %d, ours is %d"
                                .formatted(advert.source(), shared, advert.vrid(), vrid));
            }
        } else if (addressed.test(advert)) {
            if (advertsHeard != advertsHeardBefore) {
                advertsHeardBefore = advertsHeard;
                dropped.count = 0;
            }
            note(dropped, Suspicion.Cause.ADVERTS_DROPPED, nowNanos, () -> explanation.of(advert.source()));
        } else if (sharedAddress(advert) != null) {
            note(
                    misdirected,
                    Suspicion.Cause.ADVERTS_MISDIRECTED,
                    nowNanos,
                    () -> "%s sends to %s".formatted(advert.source(), advert.destination()));
        }
    }

    private void note(Signs signs, Suspicion.Cause cause, long nowNanos, Supplier<String> evidence) {
        signs.add(nowNanos, memoryNanos());
        if (signs.last(ADVERTS_OF_A_RIVAL, intervalNanos * 9 / 10) && !suspicions.confirm(cause, nowNanos)) {
            suspicions.suspect(cause, evidence.get(), nowNanos);
        }
    }

    private IpAddress sharedAddress(Advert advert) {
        if (advert.receivedLength() < advert.expectedLength()) {
            return null;
        }
        for (int i = 0; i < addresses.size(); i++) {
            IpAddress address = addresses.get(i).address();
            if (advert.contains(address)) {
                return address;
            }
        }
        return null;
    }

    /**
     * Somebody else uses an address of this router, beyond doubt.
     *
     * @return whether that is news
     */
    boolean claimed(IpAddress address, String interfaceName, String hardwareAddress, long nowNanos) {
        boolean known = suspicions.confirm(Suspicion.Cause.ADDRESS_CLAIMED, nowNanos);
        if (!known) {
            suspicions.suspect(
                    Suspicion.Cause.ADDRESS_CLAIMED,
                    "%s is also at %s on %s".formatted(address, hardwareAddress, interfaceName),
                    nowNanos);
        }
        return !known;
    }

    /** Whether adverts have been seen that ask for a longer look. */
    boolean isLookedAt(long nowNanos) {
        return isRecent(dropped, nowNanos) || isRecent(misdirected, nowNanos) || isRecent(underOtherVrid, nowNanos);
    }

    private boolean isRecent(Signs signs, long nowNanos) {
        return signs.count > 0 && nowNanos - signs.lastNanos < memoryNanos();
    }

    /** How long the adverts of a rival may be missing until it counts as gone. */
    private long memoryNanos() {
        return Math.max(3 * SECOND, intervalNanos * 7 / 2);
    }

    /** Ends the suspicion that arose from claims, when nobody claims any address any more. */
    private void endClaims(long nowNanos) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).isClaimed(nowNanos)) {
                return;
            }
        }
        suspicions.end(Suspicion.Cause.ADDRESS_CLAIMED);
    }

    /** Ends suspicions whose evidence is no longer seen. */
    void endUnconfirmed(long nowNanos) {
        if (suspicions.isEmpty()) {
            return;
        }
        endClaims(nowNanos);
        suspicions.endUnconfirmed(Suspicion.Cause.ADVERTS_DROPPED, memoryNanos(), nowNanos);
        suspicions.endUnconfirmed(Suspicion.Cause.OTHER_VRID, memoryNanos(), nowNanos);
        suspicions.endUnconfirmed(Suspicion.Cause.ADVERTS_MISDIRECTED, memoryNanos(), nowNanos);
        suspicions.endUnconfirmed(Suspicion.Cause.ADVERTS_UNSENT, intervalNanos * 5 / 2, nowNanos);
    }
}
