// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet6Address;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.tree.Statement;

/** Where adverts come from and go to: source, group, unicast peers. */
final class TransportReader implements InstanceTheme {
    private final InstanceValues values;
    private final Findings findings;

    TransportReader(InstanceValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "mcast_src_ip" -> readSource(draft, statement);
            case "unicast_src_ip" -> {
                draft.unicastConfigured = true;
                readSource(draft, statement);
            }
            case "mcast_dst_ip" -> readGroup(draft, statement);
            case "unicast_peer" -> {
                draft.unicastConfigured = true;
                statement.body().forEach(line -> readPeer(draft, line));
            }
            case "check_unicast_src" -> {
                draft.unicastConfigured = true;
                draft.checkUnicastSource = true;
            }
            case "unicast_ttl" ->
                values.exact(
                        statement,
                        0,
                        255,
                        word -> "(" + draft.name + "): TTL '" + word + "' not valid - must be between 0 & 255",
                        ttl -> draft.unicastTtl = OptionalInt.of((int) ttl));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readSource(InstanceDraft draft, Statement statement) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        var address = Addresses.parseEndpoint(word.text());
        if (address.isEmpty()) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] malformed src address[" + word
                            + "]. Skipping...");
        } else if (!draft.fitsFamily(address.get())) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] and src address[" + word
                            + "] MUST be of the same family !!! Skipping...");
            draft.source = Optional.empty();
        } else {
            draft.source = address;
        }
    }

    private void readGroup(InstanceDraft draft, Statement statement) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        var group = Addresses.parseEndpoint(word.text());
        if (group.isEmpty()) {
            findings.warning(word.range(), draft.prefix() + "malformed mcast dest address " + word + ". Skipping...");
        } else if (!draft.fitsFamily(group.get())) {
            findings.warning(
                    word.range(),
                    draft.prefix() + "mcast dest address " + word + " MUST match VRRP instance family. Skipping...");
            draft.multicastGroup = Optional.empty();
        } else if (!group.get().isMulticastAddress()
                || (group.get() instanceof Inet6Address group6 && !group6.isMCLinkLocal())) {
            boolean linkLocal = draft.family == AddressFamily.IPV6;
            findings.warning(
                    word.range(),
                    draft.prefix() + "mcast_dst_ip " + word + " not" + (linkLocal ? " link-local" : "")
                            + " multicast. Skipping...");
            draft.multicastGroup = Optional.empty();
        } else {
            draft.multicastGroup = group;
        }
    }

    private void readPeer(InstanceDraft draft, Statement line) {
        var word = line.head();
        var address = Addresses.parseEndpoint(word.text());
        if (address.isEmpty()) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] malformed unicast peer address[" + word
                            + "]. Skipping...");
            return;
        }
        if (!draft.fitsFamily(address.get())) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] and unicast peer address[" + word
                            + "] MUST be of the same family !!! Skipping...");
            return;
        }
        var minTtl = OptionalInt.empty();
        var maxTtl = OptionalInt.empty();
        for (int at = 1; at < line.size(); at += 2) {
            var option = line.word(at);
            if (at + 1 == line.size()) {
                findings.warning(option.range(), draft.prefix() + word + " - " + option + " is missing a value");
                break;
            }
            if (!option.is("min_ttl") && !option.is("max_ttl")) {
                findings.warning(option.range(), draft.prefix() + word + " - unknown unicast_peer option " + option)
                        .advice("min_ttl or max_ttl");
                break;
            }
            var ttl = values.plain()
                    .exact(line.word(at + 1), 0, 255, draft.prefix() + word + " - " + option + " not valid");
            if (ttl.isPresent()) {
                draft.checkUnicastSource = true;
                if (option.is("min_ttl")) {
                    minTtl = OptionalInt.of((int) ttl.getAsLong());
                } else {
                    maxTtl = OptionalInt.of((int) ttl.getAsLong());
                }
            }
        }
        if (draft.peers.stream().anyMatch(peer -> peer.address().equals(address.get()))) {
            findings.warning(word.range(), draft.prefix() + word + " - duplicate unicast_peer")
                    .effect("ignored");
            return;
        }
        if (minTtl.orElse(0) > maxTtl.orElse(255)) {
            findings.warning(
                    line.range(),
                    draft.prefix() + word + " - min_ttl " + minTtl.orElse(0) + " > max_ttl " + maxTtl.orElse(255)
                            + " - all packets will be discarded");
        }
        draft.peers.add(new Transport.Peer(address.get(), minTtl, maxTtl));
    }
}
