// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address of a link: as the kernel describes it, or as it shall be added.
 *
 * @param ifIndex the link
 * @param local the address
 * @param prefixLength 0 to 32 or 128
 * @param peer the other end of a point-to-point address
 * @param broadcast IPv4 only
 * @param label IPv4 only: the link's name, or that name with a colon and more; empty for none
 * @param scope RT_SCOPE_* of linux/rtnetlink.h: 0 global, 200 site, 253 link, 254 host
 * @param flags see {@link AddressFlags}
 * @param protocol who added it (IFA_PROTO, since Linux 5.18): 0 unsaid, 1 to 3 the kernel, others by convention
 * @param preferredSeconds how long new connections may use it, 0 (deprecated) to {@link #FOREVER}
 * @param validSeconds how long it stays, up to {@link #FOREVER}
 */
public record InterfaceAddress(
        int ifIndex,
        InetAddress local,
        int prefixLength,
        Optional<InetAddress> peer,
        Optional<InetAddress> broadcast,
        String label,
        int scope,
        int flags,
        int protocol,
        long preferredSeconds,
        long validSeconds) {
    public static final int SCOPE_GLOBAL = 0;
    public static final int SCOPE_SITE = 200;
    public static final int SCOPE_LINK = 253;
    public static final int SCOPE_HOST = 254;

    /** INFINITY_LIFE_TIME of the kernel. */
    public static final long FOREVER = 0xffff_ffffL;

    /** A global address without anything else to say about it. */
    public static InterfaceAddress of(int ifIndex, InetAddress local, int prefixLength) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                Optional.empty(),
                Optional.empty(),
                "",
                SCOPE_GLOBAL,
                0,
                0,
                FOREVER,
                FOREVER);
    }

    public InterfaceAddress withPeer(InetAddress address) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                Optional.of(address),
                broadcast,
                label,
                scope,
                flags,
                protocol,
                preferredSeconds,
                validSeconds);
    }

    public InterfaceAddress withBroadcast(InetAddress address) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                peer,
                Optional.of(address),
                label,
                scope,
                flags,
                protocol,
                preferredSeconds,
                validSeconds);
    }

    public InterfaceAddress withLabel(String text) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                peer,
                broadcast,
                text,
                scope,
                flags,
                protocol,
                preferredSeconds,
                validSeconds);
    }

    public InterfaceAddress withScope(int value) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                peer,
                broadcast,
                label,
                value,
                flags,
                protocol,
                preferredSeconds,
                validSeconds);
    }

    public InterfaceAddress withFlags(int value) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                peer,
                broadcast,
                label,
                scope,
                value,
                protocol,
                preferredSeconds,
                validSeconds);
    }

    public InterfaceAddress withProtocol(int value) {
        return new InterfaceAddress(
                ifIndex,
                local,
                prefixLength,
                peer,
                broadcast,
                label,
                scope,
                flags,
                value,
                preferredSeconds,
                validSeconds);
    }

    /** Lifetimes in seconds; the preferred one is not longer than the valid one. */
    public InterfaceAddress withLifetimes(long preferred, long valid) {
        return new InterfaceAddress(
                ifIndex, local, prefixLength, peer, broadcast, label, scope, flags, protocol, preferred, valid);
    }

    public boolean isIpv6() {
        return local instanceof Inet6Address;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** What identifies it among all addresses of the namespace. */
    public AddressKey key() {
        return isIpv6()
                ? new AddressKey(ifIndex, local, 0, local)
                : new AddressKey(ifIndex, local, prefixLength, peer.orElse(local));
    }

    /**
     * Whether the two differ in nothing but running lifetimes: those count down by themselves, so that two reports of an
     * unchanged address differ.
     */
    public boolean sameButForElapsedTime(InterfaceAddress other) {
        return Objects.equals(
                withLifetimes(kind(preferredSeconds), kind(validSeconds)),
                other.withLifetimes(kind(other.preferredSeconds), kind(other.validSeconds)));
    }

    private static long kind(long seconds) {
        return seconds == 0 || seconds == FOREVER ? seconds : 1;
    }
}
