// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import static org.jkeepalived.config.lint.LintRule.note;
import static org.jkeepalived.config.lint.LintRule.warning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.VrrpInstance;

/** The rules for the files of two machines that are to share virtual routers. */
public final class Peers {

    private record Check(LintRule rule, BiConsumer<Pair, Report> code) {}

    private static final LintRule MISSING = warning(
            "peer-missing",
            "there is nobody to take over from it, or to yield to",
            "give both instances the same virtual_router_id and family");

    private static final LintRule DIFFERENT_ID = warning(
            "peer-virtual-router-id",
            "they are two virtual routers: both become master, and both set the addresses",
            "use the same virtual_router_id, or other names");

    private static final List<Check> CHECKS = List.of(
            new Check(
                    warning(
                            "peer-version",
                            "each discards the other's adverts, and both become master",
                            "use the same version"),
                    PeerChecks::version),
            new Check(
                    warning(
                            "peer-interval",
                            "version 2 discards adverts with another interval, so both become master; in version 3 the"
                                    + " backup waits as long as the master says",
                            "use the same advert_int"),
                    PeerChecks::interval),
            new Check(
                    warning(
                            "peer-authentication",
                            "each discards the other's adverts, and both become master",
                            "use the same auth_type and auth_pass, or none"),
                    PeerChecks::authentication),
            new Check(
                    warning(
                            "peer-addresses",
                            "adverts with other addresses are complained of or discarded, and a takeover leaves"
                                    + " addresses behind",
                            "list the same addresses on both"),
                    PeerChecks::addresses),
            new Check(
                    warning(
                            "peer-excluded-addresses",
                            "a takeover leaves addresses behind",
                            "list the same addresses on both"),
                    PeerChecks::excludedAddresses),
            new Check(
                    warning(
                            "peer-transport",
                            "neither hears the other, and both become master",
                            "let both use multicast with the same group, or both unicast_peer"),
                    PeerChecks::transport),
            new Check(
                    warning(
                            "peer-unicast",
                            "adverts go astray, and both become master",
                            "let each unicast_peer list the unicast_src_ip of the other"),
                    PeerChecks::unicast),
            new Check(
                    warning(
                            "peer-checksum",
                            "each discards the other's adverts, and both become master",
                            "use the same v3_checksum_as_v2"),
                    PeerChecks::checksum),
            new Check(
                    warning(
                            "peer-priority",
                            "the higher source address decides, which no file shows",
                            "use different priorities"),
                    PeerChecks::priority),
            new Check(
                    note(
                            "peer-preemption",
                            "which of the two is master after a failure depends on who failed",
                            "say nopreempt on both or on none"),
                    PeerChecks::preemption),
            new Check(
                    warning(
                            "peer-weights",
                            "whatever fails, the same router stays master",
                            "make the weights larger than the difference of the priorities, or use weight 0 for a fault"),
                    PeerChecks::weights));

    private Peers() {}

    /** The rules, for documentation. */
    public static List<LintRule> rules() {
        return Stream.concat(Stream.of(MISSING, DIFFERENT_ID), CHECKS.stream().map(Check::rule))
                .toList();
    }

    /** What the rules of the level find in two configurations; nothing if one of them cannot run. */
    public static Diagnostics compare(Loaded first, Loaded second, LintLevel level) {
        var findings = new Findings();
        if (first.configuration().isPresent() && second.configuration().isPresent()) {
            var left = new Subject(first.configuration().get(), first.origins());
            var right = new Subject(second.configuration().get(), second.origins());
            compare(left, right, level, findings);
        }
        return findings.done();
    }

    private static void compare(Subject left, Subject right, LintLevel level, Findings findings) {
        var alone = new ArrayList<>(right.configuration().instances());
        for (var instance : left.configuration().instances()) {
            var peer = find(alone, instance);
            peer.ifPresent(alone::remove);
            if (peer.isPresent()) {
                var pair = new Pair(left, instance, right, peer.get());
                for (var check : CHECKS) {
                    if (level.includes(check.rule().severity())) {
                        check.code().accept(pair, new Report(findings, check.rule()));
                    }
                }
            } else {
                reportAlone(left, instance, right, level, findings);
            }
        }
        for (var instance : alone) {
            if (left.configuration().instance(instance.name()).isEmpty()) {
                reportAlone(right, instance, left, level, findings);
            }
        }
    }

    /** The instance of the same virtual router; of several the one with the same name. */
    private static Optional<VrrpInstance> find(List<VrrpInstance> candidates, VrrpInstance instance) {
        var same = candidates.stream()
                .filter(other ->
                        other.virtualRouterId() == instance.virtualRouterId() && other.family() == instance.family())
                .toList();
        return same.stream()
                .filter(other -> other.name().equals(instance.name()))
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    private static void reportAlone(
            Subject subject, VrrpInstance instance, Subject others, LintLevel level, Findings findings) {
        if (!level.includes(MISSING.severity())) {
            return;
        }
        var namesake = others.configuration().instance(instance.name());
        if (namesake.isPresent()) {
            new Report(findings, DIFFERENT_ID)
                    .at(
                            subject.place(instance, "virtual_router_id"),
                            "(" + instance.name() + ") is virtual router " + id(instance) + " here and "
                                    + id(namesake.get()) + " there",
                            others.place(namesake.get(), "virtual_router_id"),
                            "the other one");
        } else {
            new Report(findings, MISSING)
                    .at(
                            subject.place(instance, "virtual_router_id"),
                            "(" + instance.name() + ") is virtual router " + id(instance)
                                    + ", which the other file does not have");
        }
    }

    private static String id(VrrpInstance instance) {
        return instance.virtualRouterId() + " of " + instance.family();
    }
}
