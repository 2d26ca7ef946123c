// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

/**
 * What a configuration has to know of a network interface.
 *
 * @param hardware what kind of network it is on
 * @param kind what made it
 * @param multicast IFF_MULTICAST: without it only unicast works
 * @param mtu in bytes; bounds the number of addresses in an advert
 */
public record InterfaceFacts(Hardware hardware, Kind kind, boolean multicast, int mtu) {
    public static final InterfaceFacts ETHERNET = new InterfaceFacts(Hardware.ETHERNET, Kind.OTHER, true, 1_500);
    public static final InterfaceFacts LOOPBACK = new InterfaceFacts(Hardware.LOOPBACK, Kind.OTHER, false, 65_536);

    /** The kernel's ARPHRD_* of linux/if_arp.h, as far as it matters. */
    public enum Hardware {
        ETHERNET,
        /** No instance may use it. */
        LOOPBACK,
        OTHER
    }

    /** The kernel's IFLA_INFO_KIND and mode of linux/if_link.h, as far as they matter. */
    public enum Kind {
        /** One that {@code use_vmac} can take over: MACVLAN_MODE_PRIVATE. */
        PRIVATE_MACVLAN,
        /** A macvlan of another mode. */
        MACVLAN,
        /** One that {@code use_ipvlan} can take over: IPVLAN_MODE_L2. */
        L2_IPVLAN,
        /** An ipvlan of another mode. */
        IPVLAN,
        VRF,
        OTHER
    }

    public boolean isLoopback() {
        return hardware == Hardware.LOOPBACK;
    }

    /** Whether it is a second identity of another interface. */
    public boolean isMacvlanOrIpvlan() {
        return switch (kind) {
            case PRIVATE_MACVLAN, MACVLAN, L2_IPVLAN, IPVLAN -> true;
            case VRF, OTHER -> false;
        };
    }

    /** The same with another kind. */
    public InterfaceFacts of(Kind other) {
        return new InterfaceFacts(hardware, other, multicast, mtu);
    }
}
