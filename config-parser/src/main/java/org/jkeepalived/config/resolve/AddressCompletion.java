// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.text.Word;

/** Settles which addresses an instance has, where they go, and which of them fit into its adverts. */
final class AddressCompletion {
    private static final int ADDRESSES_MAX = 255;
    private static final int DEFAULT_MTU = 1_500;

    /** Bytes before the addresses in an advert: Ethernet, internet and VRRP header. */
    private static final int IPV4_HEADERS = 14 + 20 + 8;

    private static final int IPV6_HEADERS = 14 + 40 + 8;
    private static final int AUTHENTICATION_BYTES = 8;

    private final Settling settling;
    private final InstanceDraft draft;
    private final Findings findings;
    private final Interfaces interfaces;

    AddressCompletion(Settling settling, Findings findings, Interfaces interfaces) {
        this.settling = settling;
        this.draft = settling.draft;
        this.findings = findings;
        this.interfaces = interfaces;
    }

    void complete() {
        settleAddresses();
    }

    private void settleAddresses() {
        if (settling.family == AddressFamily.IPV6 && draft.peers.isEmpty() && !draft.addresses.isEmpty()) {
            var first = draft.addresses.getFirst();
            if (!first.address().isLinkLocalAddress()) {
                var place = first.statement().head().range();
                if (settling.strict) {
                    findings.warning(place, draft.prefix() + "the first IPv6 VIP address must be link local");
                } else {
                    findings.note(place, draft.prefix() + "the first IPv6 VIP address should be link local");
                }
            }
        }
        var addresses = place(draft.addresses, "");
        var excluded = place(draft.excludedAddresses, "e");
        int max = addressesMax();
        if (addresses.size() > max) {
            settling.warn(
                    "virtual_ipaddress",
                    "Number of VIPs (" + addresses.size() + ") exceeds maximum/space available in packet (max " + max
                            + " addresses) - excess moved to eVIPs");
            excluded.addAll(addresses.subList(max, addresses.size()));
            addresses = addresses.subList(0, max);
        }
        if (addresses.isEmpty()) {
            checkNoAddress();
        }
        settling.builder.addresses(addresses).excludedAddresses(excluded);
    }

    /** Gives each address its interface: its own or the instance's. */
    private List<VirtualAddress> place(List<VirtualAddressReader.Parsed> parsed, String kind) {
        var placed = new ArrayList<VirtualAddress>(parsed.size());
        for (var address : parsed) {
            var device = address.device()
                    .map(Word::text)
                    .or(() -> Optional.ofNullable(draft.interfaceName).map(Word::text));
            if (device.isPresent()) {
                placed.add(address.builder()
                        .interfaceName(device.get())
                        .ownMac(ownMac(address, device.get()))
                        .build());
            } else {
                var head = address.statement().head();
                findings.warning(
                                head.range(),
                                "(" + draft.name + "): no interface for " + kind + "vip " + head + " - removing")
                        .advice("say dev INTERFACE");
            }
        }
        return placed;
    }

    /** Whether an address goes to a macvlan of its own; on the instance's interface it goes to the instance's. */
    private boolean ownMac(VirtualAddressReader.Parsed address, String device) {
        var link = draft.link;
        boolean onInstance = draft.interfaceName != null && device.equals(draft.interfaceName.text());
        boolean sameFamily = AddressFamily.of(address.address()) == settling.family;
        if (!address.ownMac()) {
            return link.addressesToo && (!onInstance || !sameFamily);
        }
        var head = address.statement().head();
        if (onInstance && link.macvlan && sameFamily) {
            findings.warning(
                    head.range(), draft.prefix() + "use_vmac specified for VIP/eVIP " + head + " and vrrp instance");
            return false;
        }
        if (link.addressesToo && (!onInstance || !sameFamily)) {
            findings.warning(
                    head.range(),
                    draft.prefix() + "use_vmac_addr specified and use_vmac specified for VIP/eVIP " + head);
        }
        return true;
    }

    /** How many addresses fit into an advert on this interface. */
    private int addressesMax() {
        int mtu = draft.interfaceName == null
                ? DEFAULT_MTU
                : interfaces
                        .facts(draft.interfaceName.text())
                        .map(facts -> facts.mtu())
                        .orElse(DEFAULT_MTU);
        int headers = settling.family == AddressFamily.IPV6
                ? IPV6_HEADERS
                : IPV4_HEADERS + (settling.version == 2 ? AUTHENTICATION_BYTES : 0);
        return Math.clamp((mtu - headers) / (settling.family.addressBits() / 8), 0, ADDRESSES_MAX);
    }

    private void checkNoAddress() {
        if (draft.noVirtualAddress && !settling.strict) {
            return;
        }
        if (draft.noVirtualAddress) {
            settling.warn(
                    "no_virtual_ipaddress",
                    "no_virtual_ipaddress and strict mode incompatible, clearing no_virtual_ipaddress");
        }
        if (settling.version == 3 || settling.strict) {
            settling.refuse("virtual_ipaddress", "No VIP specified; at least one is required")
                    .advice("virtual_ipaddress { ... }, or no_virtual_ipaddress");
        } else {
            settling.warn("virtual_ipaddress", "No VIP specified; at least one is sensible")
                    .advice("virtual_ipaddress { ... }, or no_virtual_ipaddress");
        }
    }
}
