// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.HardwareAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.link.OperationalState;

/**
 * The interfaces of one machine, {@code eth0} on the first LAN and {@code eth1} on the second, and their addresses. They
 * survive the daemon, whose netlink socket hears of every change.
 *
 * <p>As in Linux, an IPv4 address is secondary to an earlier one of the same subnet on the same interface and goes with it.
 */
final class SimulatedKernel {
    static final int LANS = 2;
    static final int HOST_PREFIX_LENGTH = 16;

    private static final int ETHERNET = 1;

    private final int machineIndex;
    private final Link[] links = new Link[LANS];
    private final boolean[] up = new boolean[LANS];
    private final int[] mtu = new int[LANS];
    private final Map<AddressKey, InterfaceAddress> addresses = new LinkedHashMap<>();
    private int nextInterfaceIndex = 2;
    private SimulatedNetlink socket;

    SimulatedKernel(int machineIndex) {
        this.machineIndex = machineIndex;
        for (int lan = 0; lan < LANS; lan++) {
            create(lan);
        }
    }

    static String interfaceName(int lan) {
        return "eth" + lan;
    }

    /** The machine's own address on the LAN. */
    InetAddress ownAddress(int lan) {
        return Addresses.of("10." + (50 + lan) + ".0." + (machineIndex + 1));
    }

    /** Who hears of changes from now on; null for nobody. */
    void connect(SimulatedNetlink listener) {
        socket = listener;
    }

    // --- Links -------------------------------------------------------------------------------------------------------

    /** Brings a new interface with the machine's own address, up. */
    void create(int lan) {
        if (links[lan] == null) {
            int index = nextInterfaceIndex++;
            up[lan] = true;
            mtu[lan] = 1_500;
            setLink(lan, index);
            giveOwnAddress(lan);
        }
    }

    void delete(int lan) {
        Link link = links[lan];
        if (link != null) {
            for (AddressKey key : List.copyOf(addresses.keySet())) {
                if (key.ifIndex() == link.index()) {
                    addresses.remove(key);
                }
            }
            links[lan] = null;
            up[lan] = false;
            if (socket != null) {
                socket.linkRemoved(link.index());
            }
        }
    }

    void setUp(int lan, boolean newUp) {
        if (links[lan] != null && up[lan] != newUp) {
            up[lan] = newUp;
            setLink(lan, links[lan].index());
        }
    }

    void setMtu(int lan, int bytes) {
        if (links[lan] != null && mtu[lan] != bytes) {
            mtu[lan] = bytes;
            setLink(lan, links[lan].index());
        }
    }

    private void setLink(int lan, int index) {
        int flags = Link.IFF_BROADCAST | Link.IFF_MULTICAST | (up[lan] ? Link.IFF_UP | Link.IFF_RUNNING : 0);
        links[lan] = new Link(
                index,
                interfaceName(lan),
                flags,
                ETHERNET,
                HardwareAddress.of(new byte[] {2, 0, 0, (byte) lan, (byte) machineIndex, (byte) index}),
                HardwareAddress.NONE,
                mtu[lan],
                up[lan] ? OperationalState.UP : OperationalState.DOWN,
                up[lan],
                "",
                0,
                0,
                false,
                0);
        if (socket != null) {
            socket.linkReported(links[lan]);
        }
    }

    boolean exists(int lan) {
        return links[lan] != null;
    }

    boolean isUsable(int lan) {
        return up[lan];
    }

    /** 0 if the interface does not exist. */
    int interfaceIndex(int lan) {
        return links[lan] == null ? 0 : links[lan].index();
    }

    /** -1 if there is no such interface any more. */
    int lanOf(int interfaceIndex) {
        for (int lan = 0; lan < LANS; lan++) {
            if (links[lan] != null && links[lan].index() == interfaceIndex) {
                return lan;
            }
        }
        return -1;
    }

    List<Link> links() {
        List<Link> existing = new ArrayList<>();
        for (Link link : links) {
            if (link != null) {
                existing.add(link);
            }
        }
        return existing;
    }

    // --- Addresses ---------------------------------------------------------------------------------------------------

    void giveOwnAddress(int lan) {
        if (links[lan] != null) {
            add(InterfaceAddress.of(links[lan].index(), ownAddress(lan), HOST_PREFIX_LENGTH));
        }
    }

    void takeOwnAddress(int lan) {
        if (links[lan] != null) {
            remove(new AddressKey(links[lan].index(), ownAddress(lan), HOST_PREFIX_LENGTH, null));
        }
    }

    boolean hasOwnAddress(int lan) {
        return links[lan] != null && has(links[lan].index(), ownAddress(lan));
    }

    boolean has(int interfaceIndex, InetAddress address) {
        for (AddressKey key : addresses.keySet()) {
            if (key.ifIndex() == interfaceIndex && key.local().equals(address)) {
                return true;
            }
        }
        return false;
    }

    boolean has(AddressKey key) {
        return addresses.containsKey(key);
    }

    List<InterfaceAddress> addresses() {
        return List.copyOf(addresses.values());
    }

    /** Whether the interface was there. */
    boolean add(InterfaceAddress address) {
        if (lanOf(address.ifIndex()) < 0) {
            return false;
        }
        if (addresses.putIfAbsent(address.key(), address) == null && socket != null) {
            socket.addressReported(address);
        }
        return true;
    }

    void remove(AddressKey wanted) {
        AddressKey key = find(wanted);
        if (key == null) {
            return;
        }
        boolean primary = !isSecondary(key);
        forget(key);
        if (primary) {
            for (AddressKey other : List.copyOf(addresses.keySet())) {
                if (isSameSubnet(key, other)) {
                    forget(other);
                }
            }
        }
    }

    private AddressKey find(AddressKey wanted) {
        for (AddressKey key : addresses.keySet()) {
            if (key.ifIndex() == wanted.ifIndex()
                    && key.local().equals(wanted.local())
                    && key.prefixLength() == wanted.prefixLength()) {
                return key;
            }
        }
        return null;
    }

    private void forget(AddressKey key) {
        InterfaceAddress removed = addresses.remove(key);
        if (socket != null) {
            socket.addressRemoved(removed);
        }
    }

    private boolean isSecondary(AddressKey key) {
        for (AddressKey other : addresses.keySet()) {
            if (other.equals(key)) {
                return false;
            }
            if (isSameSubnet(other, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSameSubnet(AddressKey one, AddressKey other) {
        return one.ifIndex() == other.ifIndex()
                && one.prefixLength() == other.prefixLength()
                && Addresses.network(one.local(), one.prefixLength())
                        == Addresses.network(other.local(), other.prefixLength());
    }
}
