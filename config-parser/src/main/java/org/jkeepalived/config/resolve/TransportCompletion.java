// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Transport;

/** Settles whom the adverts go to. */
final class TransportCompletion {
    private static final int IPV4_TTL = 255;

    private final Settling settling;
    private final InstanceDraft draft;
    private final Globals globals;
    private final Findings findings;
    private final Interfaces interfaces;

    TransportCompletion(Settling settling, Globals globals, Findings findings, Interfaces interfaces) {
        this.settling = settling;
        this.draft = settling.draft;
        this.globals = globals;
        this.findings = findings;
        this.interfaces = interfaces;
    }

    void complete() {
        settling.builder.transport(transport());
    }

    private Transport transport() {
        boolean unicast = !draft.peers.isEmpty();
        if (draft.unicastConfigured && !unicast && draft.faultWithoutPeer) {
            settling.builder.stuckInFault(true);
            findings.note(
                            draft.placeOf("unicast_fault_no_peer"),
                            draft.prefix() + "Cannot use unicast without any peers - going to fault state")
                    .effect("the instance stays in FAULT");
        } else if (draft.unicastConfigured && !unicast) {
            findings.warning(
                    draft.placeOf(unicastKeyword()),
                    draft.prefix() + "A unicast keyword has been specified without any unicast peers. Defaulting to"
                            + " multicast. This usage is deprecated - please update your configuration.");
        }
        var facts = draft.interfaceName == null
                ? Optional.<InterfaceFacts>empty()
                : interfaces.facts(draft.interfaceName.text());
        boolean multicastLink = facts.isPresent() && facts.get().multicast();
        if (settling.strict && unicast && multicastLink) {
            settling.refuse("unicast_peer", "Unicast peers are not supported in strict mode");
        }
        if (!unicast && facts.isPresent() && !multicastLink) {
            settling.builder.stuckInFault(true);
            settling.warn(
                            "interface",
                            "interface " + draft.interfaceName
                                    + " does not support multicast, specify unicast peers - disabling")
                    .effect("the instance stays in FAULT");
        }
        if (!unicast && draft.unicastTtl.isPresent()) {
            findings.warning(
                    draft.placeOf("unicast_ttl"),
                    "(" + draft.name + "): Cannot use unicast_ttl without unicast peers - resetting");
        }
        if (!unicast) {
            return new Transport.Multicast(draft.source, draft.multicastGroup.orElse(defaultGroup()));
        }
        if (draft.multicastGroup.isPresent()) {
            settling.warn("mcast_dst_ip", "multicast destination specified with unicast - ignoring");
        }
        var ttl = draft.unicastTtl.isEmpty() && settling.family == AddressFamily.IPV4
                ? OptionalInt.of(IPV4_TTL)
                : draft.unicastTtl;
        return new Transport.Unicast(
                draft.source, draft.peers, ttl, draft.checkUnicastSource || globals.checkUnicastSource);
    }

    private String unicastKeyword() {
        return List.of("unicast_peer", "unicast_src_ip", "check_unicast_src", "old_unicast_checksum").stream()
                .filter(draft.given::containsKey)
                .findFirst()
                .orElse("vrrp_instance");
    }

    private InetAddress defaultGroup() {
        return settling.family == AddressFamily.IPV4 ? globals.multicastGroup4 : globals.multicastGroup6;
    }
}
