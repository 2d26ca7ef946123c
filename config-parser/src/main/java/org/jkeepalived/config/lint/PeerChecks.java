// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Seconds;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.write.AddressText;

/** What has to be the same on two routers, and what has to be different. */
final class PeerChecks {
    private PeerChecks() {}

    static void version(Pair pair, Report report) {
        if (pair.first().version() != pair.second().version()) {
            pair.report(
                    report,
                    "speaks version " + pair.first().version() + ", its peer version "
                            + pair.second().version(),
                    "version");
        }
    }

    static void interval(Pair pair, Report report) {
        if (!pair.first().advertInterval().equals(pair.second().advertInterval())) {
            pair.report(
                    report,
                    "has an advert_int of " + Seconds.text(pair.first().advertInterval()) + " s, its peer of "
                            + Seconds.text(pair.second().advertInterval()) + " s",
                    "advert_int");
        }
    }

    static void authentication(Pair pair, Report report) {
        if (!pair.first().authentication().equals(pair.second().authentication())) {
            pair.report(report, "does not authenticate as its peer does", "authentication");
        }
    }

    static void addresses(Pair pair, Report report) {
        compare(pair, report, pair.first().addresses(), pair.second().addresses(), "virtual_ipaddress");
    }

    static void excludedAddresses(Pair pair, Report report) {
        compare(
                pair,
                report,
                pair.first().excludedAddresses(),
                pair.second().excludedAddresses(),
                "virtual_ipaddress_excluded");
    }

    /** Order and interfaces may differ. */
    private static void compare(
            Pair pair, Report report, List<VirtualAddress> left, List<VirtualAddress> right, String keyword) {
        var here = missing(left, right);
        var there = missing(right, left);
        if (!here.isEmpty() || !there.isEmpty()) {
            var parts = new ArrayList<String>();
            if (!here.isEmpty()) {
                parts.add(here + " only here");
            }
            if (!there.isEmpty()) {
                parts.add(there + " only there");
            }
            pair.report(report, keyword + " differs: " + String.join(", ", parts), keyword);
        }
    }

    private static String missing(List<VirtualAddress> from, List<VirtualAddress> in) {
        var known = in.stream().map(PeerChecks::text).collect(Collectors.toSet());
        return from.stream()
                .map(PeerChecks::text)
                .filter(address -> !known.contains(address))
                .collect(Collectors.joining(", "));
    }

    private static String text(VirtualAddress address) {
        return AddressText.of(address.address()) + "/" + address.prefixLength();
    }

    static void transport(Pair pair, Report report) {
        var first = describe(pair.first().transport());
        var second = describe(pair.second().transport());
        if (!first.equals(second)) {
            pair.report(report, "uses " + first + ", its peer " + second, "unicast_peer", "mcast_dst_ip");
        }
    }

    private static String describe(Transport transport) {
        return switch (transport) {
            case Transport.Multicast multicast -> "multicast to " + AddressText.of(multicast.group());
            case Transport.Unicast _ -> "unicast";
        };
    }

    static void unicast(Pair pair, Report report) {
        if (pair.first().transport() instanceof Transport.Unicast first
                && pair.second().transport() instanceof Transport.Unicast second) {
            if (!lists(first, second)) {
                pair.report(
                        report,
                        "does not list " + source(second) + ", the source of its peer",
                        "unicast_peer",
                        "unicast_src_ip");
            }
            if (!lists(second, first)) {
                pair.report(
                        report,
                        "is not listed by its peer with its source " + source(first),
                        "unicast_src_ip",
                        "unicast_peer");
            }
        }
    }

    /** Without a source address in the file any of the peer's may be meant. */
    private static boolean lists(Transport.Unicast one, Transport.Unicast other) {
        return other.source().isEmpty()
                || one.peers().stream()
                        .anyMatch(peer -> peer.address().equals(other.source().get()));
    }

    private static String source(Transport.Unicast unicast) {
        return unicast.source()
                .map((InetAddress address) -> AddressText.of(address))
                .orElse("");
    }

    static void checksum(Pair pair, Report report) {
        if (pair.first().version() == 3
                && pair.second().version() == 3
                && pair.first().v3ChecksumAsV2() != pair.second().v3ChecksumAsV2()) {
            pair.report(report, "makes checksums in another way than its peer", "v3_checksum_as_v2");
        }
    }

    static void priority(Pair pair, Report report) {
        if (pair.first().priority() == pair.second().priority()) {
            pair.report(
                    report,
                    "and its peer have the same priority, " + pair.first().priority(),
                    "priority");
        }
    }

    static void preemption(Pair pair, Report report) {
        if (pair.first().preempt() != pair.second().preempt()) {
            pair.report(
                    report,
                    (pair.first().preempt() ? "preempts" : "does not preempt") + ", its peer "
                            + (pair.second().preempt() ? "does" : "does not"),
                    "nopreempt",
                    "preempt");
        }
    }

    /** Whether trackers with weights, and no tracked file of unknown content, can change who is the better one. */
    static void weights(Pair pair, Report report) {
        var first = pair.left().configuration().tracking(pair.first());
        var second = pair.right().configuration().tracking(pair.second());
        boolean weighted = ElectionChecks.weighing(first).findAny().isPresent()
                || ElectionChecks.weighing(second).findAny().isPresent();
        if (!weighted || !first.files().isEmpty() || !second.files().isEmpty()) {
            return;
        }
        var left = PriorityRange.of(pair.left().configuration(), pair.first());
        var right = PriorityRange.of(pair.right().configuration(), pair.second());
        if (left.lowest() > right.highest() || right.lowest() > left.highest()) {
            pair.report(
                    report,
                    "has priorities " + left.lowest() + " to " + left.highest() + ", its peer " + right.lowest()
                            + " to " + right.highest() + ": weights cannot change who is master",
                    "priority");
        }
    }
}
