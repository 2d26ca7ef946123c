// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.MacAddress;
import org.jkeepalived.config.model.VirtualInterface;
import org.jkeepalived.config.text.Word;

/** Settles which interface of its own an instance has. */
final class LinkCompletion {
    private final Settling settling;
    private final InstanceDraft draft;
    private final LinkDraft link;
    private final Findings findings;
    private final Interfaces interfaces;

    LinkCompletion(Settling settling, Findings findings, Interfaces interfaces) {
        this.findings = findings;
        this.interfaces = interfaces;
        this.settling = settling;
        this.draft = settling.draft;
        this.link = draft.link;
    }

    void complete() {
        if (settling.strict && link.macAddress.isPresent()) {
            settling.warn("use_vmac", "cannot specify MAC address with strict mode - clearing");
            link.macAddress = Optional.empty();
        }
        settleUnicast();
        checkHardware();
        if (link.transmitFromBase && !link.macvlan) {
            settling.warn("vmac_xmit_base", "vmac_xmit_base is only valid with a vmac")
                    .effect("ignored");
        } else if (link.transmitFromBase && settling.strict) {
            settling.warn("vmac_xmit_base", "xmit_base is incompatible with strict mode - resetting");
            link.transmitFromBase = false;
        }
        settleVrf();
        settling.builder
                .virtualInterface(virtualInterface())
                .vrf(link.vrf.map(Word::text))
                .linkbeatPolling(link.linkbeatPolling)
                .promoteSecondaries(promoteSecondaries());
    }

    /** keepalived says this where the instance ends. */
    private void settleUnicast() {
        if (!draft.unicastConfigured || (!link.macvlan && !link.ipvlan)) {
            return;
        }
        var keyword = draft.placeOf(link.macvlan ? "use_vmac" : "use_ipvlan");
        var end = draft.block.endRange();
        var name = draft.interfaceName;
        if (name == null || !interfaces.isExpected(name.text())) {
            findings.warning(
                            end,
                            "(" + draft.name
                                    + "): Cannot use VMAC/ipvlan with unicast and no interface - clearing use_vmac")
                    .effect(name == null ? "" : "it is kept for when " + name + " comes")
                    .advice(name == null ? "say which interface it is to be made on" : "")
                    .related(keyword, "asked for here");
            link.macvlan &= name != null;
            link.ipvlan &= name != null;
        } else if (!link.transmitFromBase) {
            findings.warning(end, draft.prefix() + "unicast with use_vmac requires vmac_xmit_base - setting")
                    .effect("adverts leave by " + name)
                    .related(keyword, "asked for here");
        }
        // keepalived sets it with an ipvlan too, and then complains that it is only valid with a vmac.
        link.transmitFromBase |= link.macvlan;
    }

    /** keepalived forgets every other flag of the instance too, but it does not run anyway. */
    private void checkHardware() {
        boolean other = (link.macvlan || link.ipvlan)
                && draft.interfaceName != null
                && interfaces
                        .facts(draft.interfaceName.text())
                        .filter(facts -> facts.hardware() != InterfaceFacts.Hardware.ETHERNET)
                        .isPresent();
        if (other) {
            findings.warning(
                            draft.placeOf(link.macvlan ? "use_vmac" : "use_ipvlan"),
                            "(" + draft.name + "): vmacs are only supported on Ethernet type interfaces")
                    .effect("the instance stays in FAULT")
                    .related(draft.interfaceName.range(), "the interface");
            settling.builder.stuckInFault(true);
        }
    }

    private void settleVrf() {
        if (link.vrf.isPresent() && (draft.interfaceName != null || draft.peers.isEmpty())) {
            settling.warn(
                    "vrf",
                    "vrf can only be specified with" + (draft.interfaceName != null ? "out interface" : " unicast")
                            + " - clearing");
            link.vrf = Optional.empty();
        }
    }

    private Optional<VirtualInterface> virtualInterface() {
        if (link.macvlan) {
            return Optional.of(new VirtualInterface.Macvlan(
                    link.name,
                    link.group,
                    link.macAddress.map(address ->
                            link.macEndsInId ? new MacAddress(address.value() | draft.virtualRouterId) : address),
                    link.netlinkNotify,
                    link.transmitFromBase));
        }
        if (!link.ipvlan) {
            return Optional.empty();
        }
        if (settling.family == AddressFamily.IPV4 && link.ipvlanAddress.isEmpty()) {
            settling.warn(
                    "use_ipvlan",
                    "IPv4 ipvlan requires a source ip address to be configured. setting instance to fault state");
            settling.builder.stuckInFault(true);
        }
        return Optional.of(new VirtualInterface.Ipvlan(
                link.name,
                link.group,
                link.ipvlanAddress,
                link.ipvlanMode.orElse(VirtualInterface.Ipvlan.Mode.BRIDGE)));
    }

    private boolean promoteSecondaries() {
        if (draft.promoteSecondaries && (link.macvlan || link.ipvlan)) {
            settling.warn("promote_secondaries", "promote_secondaries is automatically set for vmacs - ignoring");
            return false;
        }
        return draft.promoteSecondaries;
    }
}
