// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.link;

/**
 * A network interface as the kernel describes it.
 *
 * @param index its number in the namespace, from 1; it survives renaming
 * @param name its name, at most 15 bytes
 * @param flags IFF_* of linux/if.h
 * @param hardwareType ARPHRD_* of linux/if_arp.h: 1 is Ethernet
 * @param hardwareAddress its address, NONE if it has none
 * @param hardwareBroadcast its broadcast address, NONE if it has none
 * @param mtu in bytes
 * @param operationalState what it can do now
 * @param carrier whether the layer below reports a connection
 * @param kind the kernel's name of a virtual link's type ("macvlan", "vrf", "bridge" …), empty for devices
 * @param mode how a macvlan (MACVLAN_MODE_*) or ipvlan (IPVLAN_MODE_*) works, 0 for other kinds
 * @param lowerIndex the link that this one rests on (macvlan, VLAN) or is paired with (veth), 0 for none
 * @param lowerElsewhere whether that link is in another network namespace
 * @param masterIndex the bridge, bond or VRF that it belongs to, 0 for none
 */
public record Link(
        int index,
        String name,
        int flags,
        int hardwareType,
        HardwareAddress hardwareAddress,
        HardwareAddress hardwareBroadcast,
        int mtu,
        OperationalState operationalState,
        boolean carrier,
        String kind,
        int mode,
        int lowerIndex,
        boolean lowerElsewhere,
        int masterIndex) {
    /** linux/if_link.h; no packet passes between macvlans of one link. */
    public static final int MACVLAN_MODE_PRIVATE = 1;
    /** linux/if_link.h; the link below does no routing. */
    public static final int IPVLAN_MODE_L2 = 0;

    public static final int IFF_UP = 0x1;
    public static final int IFF_BROADCAST = 0x2;
    public static final int IFF_LOOPBACK = 0x8;
    public static final int IFF_POINTOPOINT = 0x10;
    public static final int IFF_RUNNING = 0x40;
    public static final int IFF_NOARP = 0x80;
    public static final int IFF_MULTICAST = 0x1000;

    /** Set to be up by the administrator. */
    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    /** Able to carry packets (operational state up or unknown). */
    public boolean isRunning() {
        return (flags & IFF_RUNNING) != 0;
    }

    public boolean isLoopback() {
        return (flags & IFF_LOOPBACK) != 0;
    }

    public boolean isPointToPoint() {
        return (flags & IFF_POINTOPOINT) != 0;
    }

    public boolean hasArp() {
        return (flags & IFF_NOARP) == 0;
    }

    public boolean hasMulticast() {
        return (flags & IFF_MULTICAST) != 0;
    }
}
