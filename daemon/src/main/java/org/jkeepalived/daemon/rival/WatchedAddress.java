// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * One address of a master, and who else claims it by ARP or neighbour discovery.
 *
 * <p>One claim proves nothing: it may be the last word of the master before us, or the answer of a proxy. So a claim leads
 * to questions, and only one that is repeated for a while is believed.
 */
public final class WatchedAddress {
    private static final long SECOND = 1_000_000_000L;
    /** What is claimed earlier than this after we became master is the last word of the one before. */
    private static final long GRACE_NANOS = 3 * SECOND / 2;
    /** Longer than a Linux proxy takes to answer the question that unmasks it (proxy_delay, 0.8 s at most). */
    private static final long CONFIRMATION_NANOS = 3 * SECOND / 2;

    private static final long ROUTINE_PROBE_NANOS = 30 * SECOND;
    private static final long CLOSE_PROBE_NANOS = SECOND;
    /** A claim that nobody repeats is followed for so long. */
    private static final long CLOSE_NANOS = 5 * SECOND;
    /** Somebody who does not answer questions may still announce himself now and then. */
    private static final long ANNOUNCED_MEMORY_NANOS = 90 * SECOND;

    private static final long ANSWERED_MEMORY_NANOS = 7 * SECOND / 2;

    private final IpAddress address;
    private final int interfaceIndex;
    private final long believedFromNanos;
    private long nextProbeNanos;
    private boolean claimed;
    private boolean answered;
    private long claimant;
    private long firstClaimNanos;
    private long lastClaimNanos;

    /**
     * An address that is ours from now on.
     *
     * @param interfaceIndex the interface that has it
     */
    public WatchedAddress(IpAddress address, int interfaceIndex, long nowNanos) {
        this.address = address;
        this.interfaceIndex = interfaceIndex;
        believedFromNanos = nowNanos + GRACE_NANOS;
        nextProbeNanos = believedFromNanos;
    }

    /** Whether this is that address on that interface. */
    public boolean is(IpAddress other, int otherInterfaceIndex) {
        return interfaceIndex == otherInterfaceIndex && address.equals(other);
    }

    IpAddress address() {
        return address;
    }

    int interfaceIndex() {
        return interfaceIndex;
    }

    /** Whether it is time to ask who else has the address; the caller then asks. */
    boolean takeProbe(long nowNanos) {
        if (nowNanos - nextProbeNanos < 0) {
            return false;
        }
        nextProbeNanos = nowNanos + (isClose(nowNanos) ? CLOSE_PROBE_NANOS : ROUTINE_PROBE_NANOS);
        return true;
    }

    /** Whether somebody claimed it a moment ago. */
    boolean isClose(long nowNanos) {
        return claimed && nowNanos - lastClaimNanos < CLOSE_NANOS;
    }

    /**
     * Somebody claims the address.
     *
     * @param hardwareAddress who, as a number
     * @param inAnswer whether it is meant for us alone, as answers to our questions are
     * @return whether that is to be believed
     */
    boolean claim(long hardwareAddress, boolean inAnswer, long nowNanos) {
        if (nowNanos - believedFromNanos < 0) {
            return false;
        }
        if (!claimed || claimant != hardwareAddress || nowNanos - lastClaimNanos > ANNOUNCED_MEMORY_NANOS) {
            claimed = true;
            claimant = hardwareAddress;
            answered = false;
            firstClaimNanos = nowNanos;
            nextProbeNanos = nowNanos;
        }
        lastClaimNanos = nowNanos;
        answered |= inAnswer;
        return nowNanos - firstClaimNanos >= CONFIRMATION_NANOS;
    }

    /** How long after the last claim nobody else has the address any more. */
    long memoryNanos() {
        return answered ? ANSWERED_MEMORY_NANOS : ANNOUNCED_MEMORY_NANOS;
    }

    /** Whether a claim is still in mind. */
    boolean isClaimed(long nowNanos) {
        return claimed && nowNanos - lastClaimNanos < memoryNanos();
    }
}
