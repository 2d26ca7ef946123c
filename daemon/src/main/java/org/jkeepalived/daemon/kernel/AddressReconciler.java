// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.slf4j.Logger;

/**
 * Makes the kernel have the addresses that are claimed, and only those of the ones ever claimed.
 *
 * <p>Claims and releases only mark; the difference to the kernel is computed once, at the end of the turn. Therefore an
 * address that one owner releases and another claims in the same turn stays in the kernel untouched, and thousands of
 * changes leave in a few system calls. An address that somebody else removes comes back.
 *
 * <p>Requests are executed by the kernel in the order in which they are made, so that a request may follow another one
 * for the same address before that one is answered.
 */
public final class AddressReconciler {
    /** The kernel, as far as the reconciler deals with it. */
    public interface Kernel {
        /**
         * Takes in what the kernel has reported until now, so that {@link #has} knows the effect of every request that
         * was answered.
         *
         * @return false if reports were lost and {@link #has} may be wrong for the moment
         */
        boolean refresh();

        /** Whether the address is there, as of the last {@link #refresh}. */
        boolean has(AddressKey key);

        /** Asks for the address; the outcome is reported on the loop's thread, later. That it is there is no failure. */
        void add(InterfaceAddress address, Outcome outcome);

        /** Asks for the removal; that the address is not there is no failure. */
        void remove(InterfaceAddress address, Outcome outcome);
    }

    /** How a request ended. */
    @FunctionalInterface
    public interface Outcome {
        /**
         * The kernel has answered.
         *
         * @param refusal why the kernel refused; empty if it did not
         */
        void settled(Optional<String> refusal);
    }

    /** How often an address is set again that is acknowledged and yet not there: somebody else removes it each time. */
    private static final int ADDS_IN_VAIN_MAX = 10;

    private final Kernel kernel;
    private final Logger log;
    private final ToIntFunction<String> interfaceIndexes;
    private final Map<AddressKey, Entry> entries = new HashMap<>();
    private final Map<AddressOwner, Claim> claims = new HashMap<>();
    private final List<Entry> changed = new ArrayList<>();
    private final List<Claim> unsettled = new ArrayList<>();
    private int requestsInFlight;
    private boolean suspended;

    /**
     * A reconciler without any claim.
     *
     * @param interfaceIndexes the number of an interface by its name, 0 for one that does not exist
     */
    public AddressReconciler(Kernel kernel, ToIntFunction<String> interfaceIndexes, Logger log) {
        this.kernel = kernel;
        this.log = log;
        this.interfaceIndexes = interfaceIndexes;
    }

    /** The owner wants exactly these addresses from now on, whatever it wanted before. */
    public void claim(AddressOwner owner, List<VirtualAddress> addresses) {
        Claim claim = new Claim(owner);
        for (VirtualAddress address : addresses) {
            entry(address, true).ifPresent(entry -> {
                entry.claims.add(claim);
                entry.addsInVain = 0;
                claim.entries.add(entry);
                markChanged(entry);
            });
        }
        Claim earlier = claims.put(owner, claim);
        if (earlier != null) {
            drop(earlier);
        }
        reportLater(claim);
    }

    /** The owner wants nothing any more. */
    public void release(AddressOwner owner) {
        Claim claim = claims.remove(owner);
        if (claim != null) {
            drop(claim);
        }
    }

    /** Removes these addresses unless somebody claims them: what an earlier life of this daemon left behind. */
    public void removeStale(List<VirtualAddress> addresses) {
        for (VirtualAddress address : addresses) {
            entry(address, false).ifPresent(this::markChanged);
        }
    }

    /** Removes these unless somebody claims them: of an earlier daemon, and not known to the configuration any more. */
    public void removeRemnants(List<InterfaceAddress> addresses) {
        for (InterfaceAddress address : addresses) {
            Entry entry = entries.computeIfAbsent(address.key(), Entry::new);
            entry.inKernel = address;
            entry.remnant = true;
            markChanged(entry);
        }
    }

    /** Takes note of addresses that will be claimed, so that {@link #isVirtual} knows them from the start. */
    public void know(List<VirtualAddress> addresses) {
        addresses.forEach(address -> entry(address, false));
    }

    /** Whether the address was ever claimed or made known, so that it is a virtual one and not the interface's own. */
    public boolean isVirtual(AddressKey key) {
        return entries.containsKey(key);
    }

    /** From now on the kernel is left as it is, whatever is claimed or released. */
    public void suspend() {
        suspended = true;
    }

    /** Whether requests wait for the kernel's answer. */
    public boolean isSettled() {
        return requestsInFlight == 0 && changed.isEmpty();
    }

    /** The kernel reports that an address has gone; our own removals are reported too. */
    public void addressRemoved(AddressKey key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return;
        }
        entry.acknowledged = false; // the last word on it while the kernel's state is being read again
        if (entry.installed && !entry.claims.isEmpty()) {
            markChanged(entry);
        }
    }

    /**
     * The kernel's state has been read anew: whatever was missed meanwhile shows now, and what was given up on gets another
     * chance.
     */
    public void verify() {
        for (Claim claim : claims.values()) {
            for (Entry entry : claim.entries) {
                entry.addsInVain = 0;
                markChanged(entry);
            }
        }
    }

    /** Requests what the changes since the last call need; to be called at the end of the turn. */
    public void reconcile() {
        if (changed.isEmpty() && unsettled.isEmpty()) {
            return;
        }
        boolean current = kernel.refresh();
        for (int i = 0; i < changed.size(); i++) {
            reconcile(changed.get(i), current);
        }
        changed.clear();
        for (int i = 0; i < unsettled.size(); i++) {
            Claim claim = unsettled.get(i);
            claim.reportDue = false;
            if (claims.get(claim.owner) == claim && claim.isSettled()) {
                claim.owner.addressesInstalled();
            }
        }
        unsettled.clear();
    }

    private void reportLater(Claim claim) {
        if (!claim.reportDue) {
            claim.reportDue = true;
            unsettled.add(claim);
        }
    }

    private Optional<Entry> entry(VirtualAddress address, boolean claimed) {
        int interfaceIndex = interfaceIndexes.applyAsInt(address.interfaceName());
        if (interfaceIndex == 0) {
            return Optional.empty();
        }
        InterfaceAddress inKernel = KernelAddress.of(address, interfaceIndex);
        Entry entry = entries.computeIfAbsent(inKernel.key(), Entry::new);
        if (claimed || entry.claims.isEmpty()) { // who claims it says how it is to be
            entry.address = address;
            entry.inKernel = inKernel;
        }
        entry.remnant = false;
        return Optional.of(entry);
    }

    private void drop(Claim claim) {
        for (Entry entry : claim.entries) {
            entry.claims.remove(claim);
            markChanged(entry);
        }
    }

    private void markChanged(Entry entry) {
        if (!entry.changed && !suspended) {
            entry.changed = true;
            changed.add(entry);
        }
    }

    private void reconcile(Entry entry, boolean current) {
        entry.changed = false;
        boolean wanted = !entry.claims.isEmpty();
        boolean known = current || entry.requestsInFlight > 0 || entry.acknowledged;
        if (known && wanted == isPresent(entry, current)) {
            if (wanted && entry.requested != null && !entry.requested.equals(entry.inKernel)) {
                // A reload has given it another label or scope, which the kernel takes with a new address only.
                request(entry, false);
                request(entry, true);
                return;
            }
            entry.installed = wanted && entry.requestsInFlight == 0;
            forgetRemnant(entry);
            return;
        }
        if (wanted && entry.addsInVain >= ADDS_IN_VAIN_MAX) {
            if (entry.addsInVain++ == ADDS_IN_VAIN_MAX) {
                log.warn("Leaving {} for now: the kernel says that it was set, but it does not stay", entry.key);
            }
            return;
        }
        if (entry.installed) {
            for (Claim claim : entry.claims) {
                claim.owner.addressLost(entry.address);
            }
        }
        request(entry, wanted);
    }

    private boolean isPresent(Entry entry, boolean current) {
        if (entry.requestsInFlight > 0) {
            return entry.presentAfterRequests;
        }
        // A report that was lost without notice must not let an address of ours stay.
        boolean forgotten = entry.ours && entry.claims.isEmpty();
        return current ? kernel.has(entry.key) || forgotten : entry.acknowledged;
    }

    private void request(Entry entry, boolean wanted) {
        entry.installed = false;
        entry.acknowledged = false;
        entry.requestsInFlight++;
        entry.presentAfterRequests = wanted;
        requestsInFlight++;
        if (wanted) {
            entry.addsInVain++;
            entry.requested = entry.inKernel;
            kernel.add(entry.inKernel, refusal -> added(entry, refusal));
        } else {
            entry.ours = false;
            kernel.remove(entry.inKernel, _ -> answered(entry));
        }
    }

    private void added(Entry entry, Optional<String> refusal) {
        answered(entry);
        for (Claim claim : entry.claims) {
            refusal.ifPresent(cause -> claim.owner.addressRefused(entry.address, cause));
            reportLater(claim);
        }
        entry.acknowledged = refusal.isEmpty();
        if (entry.acknowledged) {
            entry.ours = entry.presentAfterRequests;
            // Somebody may have removed it before the answer was read: the end of the turn looks.
            markChanged(entry);
        }
    }

    private void answered(Entry entry) {
        entry.requestsInFlight--;
        requestsInFlight--;
        forgetRemnant(entry);
    }

    /** One that has gone means nothing any more: whoever sets such an address again may use it as his own. */
    private void forgetRemnant(Entry entry) {
        if (entry.remnant && entry.requestsInFlight == 0) {
            entries.remove(entry.key);
        }
    }

    /** One owner's present wishes. */
    private static final class Claim {
        final AddressOwner owner;
        final List<Entry> entries = new ArrayList<>();
        boolean reportDue;

        Claim(AddressOwner owner) {
            this.owner = owner;
        }

        boolean isSettled() {
            for (Entry entry : entries) {
                if (entry.requestsInFlight > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One address that has been claimed at some time. */
    private static final class Entry {
        final AddressKey key;
        final List<Claim> claims = new ArrayList<>(1);
        /** The kernel said that it was set, as the last thing it said. */
        boolean acknowledged;

        /** It was set for us, and we have not asked for its removal since. */
        boolean ours;

        int addsInVain;
        VirtualAddress address;
        InterfaceAddress inKernel;
        /** As it was asked for last; null if it never was. */
        InterfaceAddress requested;

        boolean changed;
        /** Claimed and seen in the kernel: if it disappears, somebody else removed it. */
        boolean installed;

        int requestsInFlight;
        boolean presentAfterRequests;
        /** Left by an earlier daemon, and nobody here has named it. */
        boolean remnant;

        Entry(AddressKey key) {
            this.key = key;
        }
    }
}
