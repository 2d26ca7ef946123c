// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.tree.Statement;

/** Finds instances whose adverts could not be told apart. */
final class DuplicateIds {

    /** What the adverts of two instances have in common when they clash; the address may be null. */
    private record Space(
            AddressFamily family, int virtualRouterId, boolean unicast, String interfaceName, InetAddress address) {}

    private final Findings findings;
    private final Map<String, Statement> blocks;

    DuplicateIds(Findings findings, Map<String, Statement> blocks) {
        this.findings = findings;
        this.blocks = blocks;
    }

    void check(List<VrrpInstance> instances) {
        var bySpace = new HashMap<Space, List<VrrpInstance>>();
        for (var instance : instances) {
            var others = bySpace.computeIfAbsent(space(instance), _ -> new ArrayList<>(1));
            for (var other : others) {
                if (sharePeer(other, instance)) {
                    report(other, instance);
                    break;
                }
            }
            others.add(instance);
        }
    }

    /** Multicast: the interface and the group count; unicast: the source, or without one the interface. */
    private static Space space(VrrpInstance instance) {
        var interfaceName = instance.interfaceName().orElse("");
        return switch (instance.transport()) {
            case Transport.Multicast multicast ->
                new Space(instance.family(), instance.virtualRouterId(), false, interfaceName, multicast.group());
            case Transport.Unicast unicast ->
                new Space(
                        instance.family(),
                        instance.virtualRouterId(),
                        true,
                        interfaceName,
                        unicast.source().orElse(null));
        };
    }

    private static boolean sharePeer(VrrpInstance first, VrrpInstance second) {
        return !(first.transport() instanceof Transport.Unicast left)
                || !(second.transport() instanceof Transport.Unicast right)
                || left.peers().stream()
                        .map(Transport.Peer::address)
                        .anyMatch(address -> right.peers().stream()
                                .anyMatch(peer -> peer.address().equals(address)));
    }

    private void report(VrrpInstance first, VrrpInstance second) {
        var summary = second.transport() instanceof Transport.Unicast
                ? "(" + first.name() + ") duplicate VRID conflict with " + second.name() + " VRID "
                        + second.virtualRouterId()
                : first.name() + " and " + second.name() + " both use VRID " + second.virtualRouterId() + " with "
                        + (second.family() == AddressFamily.IPV4 ? "IPv4" : "IPv6") + " on interface "
                        + second.interfaceName().orElse("");
        findings.error(place(second), summary)
                .effect("keepalived refuses to run with this")
                .advice("give each its own virtual_router_id or mcast_dst_ip")
                .related(place(first), "the other one");
    }

    private SourceRange place(VrrpInstance instance) {
        var block = Objects.requireNonNull(blocks.get(instance.name()));
        return block.body().stream()
                .filter(statement -> statement.keyword().name().equals("virtual_router_id"))
                .reduce((_, last) -> last)
                .orElse(block)
                .range();
    }
}
