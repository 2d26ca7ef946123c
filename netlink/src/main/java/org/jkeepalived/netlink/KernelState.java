// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;

/**
 * The links and addresses of a network namespace as far as the kernel has told, and the difference that each message
 * makes.
 *
 * <p>Notifications and the answers of a dump come mixed. An answer about something that a notification has spoken of since
 * the dump began is not believed: it may be older (kernels from 6.10 on dump without the lock under which they notify), and
 * if it were newer another notification would follow. What neither has spoken of when a dump ends does not exist.
 */
public final class KernelState implements KernelView {
    private final LinkTable links = new LinkTable();
    private final Map<Integer, Map<AddressKey, InterfaceAddress>> addresses = new HashMap<>();

    private boolean dumping;

    /** Link indexes and address keys heard of since the running dump began; empty when none runs. */
    private final Set<Object> notified = new HashSet<>();

    private final Set<Object> dumped = new HashSet<>();

    @Override
    public Link link(int index) {
        return links.get(index);
    }

    @Override
    public Link link(String name) {
        return links.get(name);
    }

    @Override
    public Collection<Link> links() {
        return links.all();
    }

    @Override
    public InterfaceAddress address(AddressKey key) {
        var ofLink = addresses.get(key.ifIndex());
        return ofLink == null ? null : ofLink.get(key);
    }

    @Override
    public List<InterfaceAddress> addresses(int ifIndex) {
        var ofLink = addresses.get(ifIndex);
        return ofLink == null ? List.of() : List.copyOf(ofLink.values());
    }

    @Override
    public InterfaceAddress findAddress(int ifIndex, Predicate<InterfaceAddress> wanted) {
        var ofLink = addresses.get(ifIndex);
        if (ofLink != null) {
            for (var address : ofLink.values()) {
                if (wanted.test(address)) {
                    return address;
                }
            }
        }
        return null;
    }

    /** From now on dumped and notified things are told apart. */
    public void dumpBegins() {
        dumping = true;
        notified.clear();
        dumped.clear();
    }

    /** The dump is over, for whatever reason. */
    public void dumpEnds() {
        dumping = false;
        notified.clear();
        dumped.clear();
    }

    /** A dump says that the link exists. */
    public void linkDumped(Link link, NetlinkListener listener) {
        dumped.add(link.index());
        if (!notified.contains(link.index())) {
            put(link, listener);
        }
    }

    /** The kernel reports the link as it is now. */
    public void linkNotified(Link link, NetlinkListener listener) {
        noteNotified(link.index());
        put(link, listener);
    }

    /** The kernel reports that the link is gone. */
    public void linkDeletionNotified(int index, NetlinkListener listener) {
        noteNotified(index);
        removeLink(index, listener);
    }

    /** A dump says that the address exists. */
    public void addressDumped(InterfaceAddress address, NetlinkListener listener) {
        var key = address.key();
        dumped.add(key);
        if (!notified.contains(key)) {
            put(key, address, listener);
        }
    }

    /** The kernel reports the address as it is now. */
    public void addressNotified(InterfaceAddress address, NetlinkListener listener) {
        var key = address.key();
        noteNotified(key);
        put(key, address, listener);
    }

    /** The kernel reports that the address is gone. */
    public void addressDeletionNotified(InterfaceAddress address, NetlinkListener listener) {
        var key = address.key();
        noteNotified(key);
        removeAddress(key, listener);
    }

    private void noteNotified(Object key) {
        if (dumping) {
            notified.add(key);
        }
    }

    /** All links have been dumped: forgets those not heard of. */
    public void forgetLinksNotHeardOf(NetlinkListener listener) {
        for (var link : links.all()) {
            if (!heardOf(link.index())) {
                removeLink(link.index(), listener);
            }
        }
    }

    /** All addresses have been dumped: forgets those not heard of. */
    public void forgetAddressesNotHeardOf(NetlinkListener listener) {
        var gone = new ArrayList<AddressKey>();
        for (var ofLink : addresses.values()) {
            for (var key : ofLink.keySet()) {
                if (!heardOf(key)) {
                    gone.add(key);
                }
            }
        }
        for (var key : gone) {
            removeAddress(key, listener);
        }
    }

    private boolean heardOf(Object key) {
        return dumped.contains(key) || notified.contains(key);
    }

    private void put(Link link, NetlinkListener listener) {
        var before = links.put(link);
        if (before == null) {
            listener.linkAdded(link);
        } else if (!before.equals(link)) {
            listener.linkChanged(before, link);
        }
    }

    private void removeLink(int index, NetlinkListener listener) {
        var ofLink = addresses.get(index);
        if (ofLink != null) {
            for (var key : List.copyOf(ofLink.keySet())) {
                removeAddress(key, listener);
            }
        }
        var removed = links.remove(index);
        if (removed != null) {
            listener.linkRemoved(removed);
        }
    }

    private void put(AddressKey key, InterfaceAddress address, NetlinkListener listener) {
        var before = addresses
                .computeIfAbsent(key.ifIndex(), _ -> new LinkedHashMap<>())
                .put(key, address);
        if (before == null) {
            listener.addressAdded(address);
        } else if (!before.sameButForElapsedTime(address)) {
            listener.addressChanged(before, address);
        }
    }

    private void removeAddress(AddressKey key, NetlinkListener listener) {
        var ofLink = addresses.get(key.ifIndex());
        var removed = ofLink == null ? null : ofLink.remove(key);
        if (removed == null) {
            return;
        }
        if (ofLink.isEmpty()) {
            addresses.remove(key.ifIndex());
        }
        listener.addressRemoved(removed);
    }
}
