// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.announce.AddressAnnouncement;
import org.jkeepalived.daemon.announce.Announcer;
import org.jkeepalived.daemon.kernel.AddressOwner;
import org.jkeepalived.daemon.rival.WatchedAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.vrrp.packet.IpAddress;

/** The virtual addresses of one instance, advertised and excluded ones alike: in the kernel, and announced to the LAN. */
final class InstanceAddresses implements AddressOwner {
    /** An announcement, and the interface as it was when it was prepared. */
    private record Prepared(Link link, AddressAnnouncement announcement) {}

    private final Edges edges;
    private final InstanceLog log;
    private final Runnable inPlaceListener;
    private final Announcer announcer;
    private final Set<VirtualAddress> refused = new HashSet<>();
    private final Map<VirtualAddress, Prepared> announcements = new LinkedHashMap<>();
    private VrrpInstance config;
    private List<VirtualAddress> addresses;
    private boolean announceWhenInstalled;
    /** The addresses are not those that were installed last. */
    private boolean changed;
    /** There are addresses among them that have not been announced yet. */
    private boolean extended;

    /**
     * Nothing is wanted of the kernel yet.
     *
     * @param inPlaceListener told, while the addresses are wanted, that they are there and announced
     */
    InstanceAddresses(VrrpInstance config, Edges edges, InstanceLog log, Runnable inPlaceListener) {
        this.edges = edges;
        this.log = log;
        this.inPlaceListener = inPlaceListener;
        announcer = new Announcer(edges.loop(), log::announcing);
        this.config = config;
        addresses = all(config);
    }

    private static List<VirtualAddress> all(VrrpInstance config) {
        List<VirtualAddress> all = new ArrayList<>(config.addresses());
        all.addAll(config.excludedAddresses());
        return List.copyOf(all);
    }

    /**
     * Takes a changed configuration; the kernel is not touched.
     *
     * @return the addresses that are no longer wanted
     */
    List<VirtualAddress> configure(VrrpInstance adapted) {
        config = adapted;
        announcer.configure(adapted.garp());
        List<VirtualAddress> before = addresses;
        addresses = all(adapted);
        if (addresses.equals(before)) {
            return List.of();
        }
        changed = true;
        Set<VirtualAddress> dropped = new LinkedHashSet<>(before);
        addresses.forEach(dropped::remove);
        extended = before.size() - dropped.size() < addresses.size();
        for (VirtualAddress address : dropped) {
            Prepared prepared = announcements.get(address);
            if (prepared != null) {
                announcer.forget(prepared.announcement);
            }
        }
        return List.copyOf(dropped);
    }

    /** Whether a change of the configuration has not been installed yet. */
    boolean isChanged() {
        return changed;
    }

    /**
     * Prepares the announcements for the present interfaces: at a takeover they only have to be sent. Those of an
     * interface that has not changed stay, and with them what of them is still to be sent.
     */
    void prepareAnnouncements() {
        Map<VirtualAddress, Prepared> before = new HashMap<>(announcements);
        announcements.clear();
        for (VirtualAddress address : addresses) {
            Link link = edges.interfaces().byName(address.interfaceName()).orElse(null);
            Prepared earlier = before.get(address);
            if (link == null) {
                continue;
            }
            if (earlier != null && earlier.link.equals(link)) {
                announcements.put(address, earlier);
            } else {
                announcement(address, link)
                        .ifPresent(prepared -> announcements.put(address, new Prepared(link, prepared)));
            }
        }
    }

    private Optional<AddressAnnouncement> announcement(VirtualAddress address, Link link) {
        return edges.announcements()
                .prepare(
                        link.name(),
                        link.index(),
                        link.hardwareAddress().bytes(),
                        address.address(),
                        edges.interfaces().forwards(link));
    }

    /**
     * The addresses as the watch for rivals sees them, those without an interface left out.
     *
     * @param before what is known of them so far
     */
    List<WatchedAddress> watched(List<WatchedAddress> before, long nowNanos) {
        List<WatchedAddress> watched = new ArrayList<>(addresses.size());
        for (VirtualAddress address : addresses) {
            int index = edges.interfaces().indexOf(address.interfaceName());
            if (index != 0) {
                IpAddress ip = IpAddress.of(address.address());
                watched.add(before.stream()
                        .filter(known -> known.is(ip, index))
                        .findFirst()
                        .orElseGet(() -> new WatchedAddress(ip, index, nowNanos)));
            }
        }
        return watched;
    }

    /** Wants the addresses in the kernel. */
    void install() {
        log.settingAddresses();
        refused.clear();
        changed = false;
        edges.addresses().claim(this, addresses);
    }

    /** Wants them, and what a crash may have left of them, out of the kernel. */
    void withdraw() {
        log.removingAddresses();
        announceWhenInstalled = false;
        announcer.stop();
        edges.addresses().release(this);
        edges.addresses().removeStale(addresses);
    }

    /** Announces all of them, by the schedule of a new master, as soon as the kernel has them. */
    void announceWhenInstalled() {
        announceWhenInstalled = true;
    }

    /** Announces them all as soon as the kernel has them, if a change of the configuration has brought new ones. */
    void announceChanges() {
        announceWhenInstalled |= extended;
        extended = false;
    }

    /** Announces them again, since another master was heard. */
    void announceAgain() {
        announcer.lowerPriorityHeard();
    }

    @Override
    public void addressesInstalled() {
        if (announceWhenInstalled) {
            announceWhenInstalled = false;
            List<AddressAnnouncement> ready = new ArrayList<>(announcements.size());
            announcements.forEach((address, prepared) -> {
                if (!refused.contains(address)) {
                    ready.add(prepared.announcement);
                }
            });
            announcer.start(config.garp(), ready);
        }
        inPlaceListener.run();
    }

    @Override
    public void addressRefused(VirtualAddress address, String cause) {
        refused.add(address);
        log.warn("cannot set " + IpAddress.of(address.address()) + "/" + address.prefixLength() + " on "
                + address.interfaceName() + ": " + cause);
    }

    @Override
    public void addressLost(VirtualAddress address) {
        log.addressLost(address);
        announceWhenInstalled = true;
    }
}
