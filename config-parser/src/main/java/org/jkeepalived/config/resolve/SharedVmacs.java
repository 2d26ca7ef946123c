// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.MacAddress;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VirtualInterface;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.tree.Statement;
import org.jkeepalived.config.write.AddressText;

/**
 * Finds instances that would have one macvlan in common: addresses of the same virtual router's id on the same interface.
 * The later one stays in FAULT, unless a group lets them change together.
 */
final class SharedVmacs {

    /** A macvlan is known by what it is on and by its hardware address; empty: that of the router and family. */
    private record Vmac(String lowerInterface, int virtualRouterId, AddressFamily family, Optional<MacAddress> own) {}

    /** An address on a macvlan. */
    private record Use(VrrpInstance instance, VirtualAddress address) {}

    private final Findings findings;
    private final Map<String, Statement> blocks;
    private final Map<String, SyncGroup> groups = new HashMap<>();
    private final Map<Vmac, List<Use>> uses = new HashMap<>();

    SharedVmacs(Findings findings, Map<String, Statement> blocks, List<SyncGroup> groups) {
        this.findings = findings;
        this.blocks = blocks;
        groups.forEach(group -> group.members().forEach(member -> this.groups.put(member, group)));
    }

    /** The instance, in FAULT if it shares a macvlan with an earlier one. */
    VrrpInstance settle(VrrpInstance instance) {
        var shared = new HashSet<Vmac>();
        ofInstance(instance)
                .flatMap(vmac -> earlierUse(vmac, instance).filter(_ -> shared.add(vmac)))
                .ifPresent(earlier -> report(earlier, instance, ""));
        for (var list : List.of(instance.addresses(), instance.excludedAddresses())) {
            for (var address : list) {
                var vmac = ofAddress(instance, address);
                if (vmac.isPresent()) {
                    earlierUse(vmac.get(), instance)
                            .filter(_ -> shared.add(vmac.get()))
                            .ifPresent(earlier -> report(earlier, instance, " VIP/eVIP " + text(address)));
                    uses.computeIfAbsent(vmac.get(), _ -> new ArrayList<>(1)).add(new Use(instance, address));
                }
            }
        }
        return shared.isEmpty()
                ? instance
                : instance.toBuilder().stuckInFault(true).build();
    }

    private static Optional<Vmac> ofInstance(VrrpInstance instance) {
        return macvlan(instance)
                .flatMap(_ -> instance.interfaceName())
                .map(lower -> vmac(instance, lower, instance.family()));
    }

    private static Optional<Vmac> ofAddress(VrrpInstance instance, VirtualAddress address) {
        if (address.ownMac()) {
            return Optional.of(vmac(instance, address.interfaceName(), address.family()));
        }
        return ofInstance(instance)
                .filter(vmac -> vmac.lowerInterface.equals(address.interfaceName()) && vmac.family == address.family());
    }

    private static Vmac vmac(VrrpInstance instance, String lowerInterface, AddressFamily family) {
        var own = macvlan(instance).flatMap(VirtualInterface.Macvlan::address);
        return new Vmac(lowerInterface, instance.virtualRouterId(), family, own);
    }

    private static Optional<VirtualInterface.Macvlan> macvlan(VrrpInstance instance) {
        return instance.virtualInterface()
                .filter(VirtualInterface.Macvlan.class::isInstance)
                .map(VirtualInterface.Macvlan.class::cast);
    }

    private Optional<Use> earlierUse(Vmac vmac, VrrpInstance instance) {
        return uses.getOrDefault(vmac, List.of()).stream()
                .filter(use -> !use.instance.name().equals(instance.name()) && !changeTogether(use.instance, instance))
                .findFirst();
    }

    private boolean changeTogether(VrrpInstance first, VrrpInstance second) {
        var group = groups.get(first.name());
        return group != null && group.equals(groups.get(second.name()));
    }

    /** {@code keepalived -t} makes no macvlan, and so finds nothing; the daemon does. */
    private void report(Use earlier, VrrpInstance instance, String address) {
        findings.warning(
                        place(instance),
                        "(" + earlier.instance.name() + ") VIP/eVIP " + text(earlier.address)
                                + " uses same VMAC as VRRP instance " + instance.name() + address + ", disabling "
                                + instance.name())
                .effect("the instance stays in FAULT")
                .advice("put both into one vrrp_sync_group, or give one another virtual_router_id")
                .related(place(earlier.instance), "the other one")
                .exitCode(0);
    }

    private SourceRange place(VrrpInstance instance) {
        return Objects.requireNonNull(blocks.get(instance.name())).range();
    }

    private static String text(VirtualAddress address) {
        var text = AddressText.of(address.address());
        return address.prefixLength() == address.family().addressBits() ? text : text + "/" + address.prefixLength();
    }
}
