// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import static org.jkeepalived.config.lint.LintRule.note;
import static org.jkeepalived.config.lint.LintRule.warning;

import java.util.List;
import java.util.function.BiConsumer;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Findings;

/** The rules for a configuration by itself. */
public final class Lint {

    private record Check(LintRule rule, BiConsumer<Subject, Report> code) {}

    private static final List<Check> CHECKS = List.of(
            new Check(
                    warning(
                            "address-in-two-instances",
                            "each of them sets the address when it is master, wherever the other one is",
                            "give the address to one instance, or join the two in a vrrp_sync_group"),
                    AddressChecks::inTwoInstances),
            new Check(
                    note(
                            "address-without-prefix",
                            "it is set as a single address (/32 or /128), not as a part of the interface's network",
                            "write the prefix length, be it /32"),
                    AddressChecks::withoutPrefix),
            new Check(
                    warning(
                            "owner-priority",
                            "255 says that the addresses are this machine's own: it takes over at once, and nopreempt"
                                    + " and weights do not count",
                            "use a priority up to 254 unless the addresses are on the interface without VRRP as well"),
                    ElectionChecks::ownerPriority),
            new Check(
                    note(
                            "state-master",
                            "it makes nobody master: the election waits and compares priorities all the same, but nopreempt and"
                                    + " preempt_delay do not work with it",
                            "leave it out and let the priority decide"),
                    ElectionChecks::stateMaster),
            new Check(
                    note(
                            "same-virtual-router-id",
                            "legal, as the families do not see each other's adverts, but easily taken for one router in"
                                    + " logs and captures",
                            "use different virtual_router_ids"),
                    ElectionChecks::sameIdInBothFamilies),
            new Check(
                    note(
                            "weight-beyond-range",
                            "the effective priority stays within 1 and 254, so a part of the weights is lost",
                            "choose priority and weights so that every sum is within 1 and 254"),
                    ElectionChecks::weightBeyondRange),
            new Check(
                    note(
                            "password-in-clear",
                            "the password stands in every advert for everybody on the network to read; RFC 5798 has"
                                    + " dropped it",
                            "filter VRRP at the network's edge, and use version 3"),
                    ElectionChecks::passwordInClear),
            new Check(
                    warning(
                            "unicast-without-check",
                            "adverts from anybody who can reach this machine count as a peer's",
                            "say check_unicast_src, or vrrp_check_unicast_src in global_defs"),
                    TransportChecks::unicastWithoutCheck),
            new Check(
                    warning(
                            "single-member-group",
                            "there is nothing to keep in step, and the group's tracking is easily overlooked",
                            "add the instances that belong together, or drop the group"),
                    GroupChecks::singleMember),
            new Check(
                    warning(
                            "timeout-above-interval",
                            "a hanging script is run no more until its timeout, so it takes longer to be noticed than"
                                    + " the interval suggests",
                            "use a timeout below the interval"),
                    TrackerChecks::timeoutAboveInterval),
            new Check(
                    note(
                            "slow-script",
                            "that is how long a failure may last before it counts",
                            "shorten interval or fall"),
                    TrackerChecks::slowScript),
            new Check(
                    note(
                            "tracker-without-use",
                            "it costs time and changes nothing",
                            "name it in a track_... list, or remove it"),
                    TrackerChecks::unused),
            new Check(
                    warning(
                            "delay-above-interval",
                            "while the delay runs this router goes on as if nothing were wrong, longer than its peers"
                                    + " wait for an advert",
                            "use a delay below advert_int, or a longer advert_int"),
                    TrackerChecks::delayAboveInterval));

    private Lint() {}

    /** The rules, for documentation. */
    public static List<LintRule> rules() {
        return CHECKS.stream().map(Check::rule).toList();
    }

    /** What the rules of the level find; nothing in a configuration that cannot run. */
    public static Diagnostics check(Loaded loaded, LintLevel level) {
        var findings = new Findings();
        loaded.configuration().ifPresent(configuration -> {
            var subject = new Subject(configuration, loaded.origins());
            for (var check : CHECKS) {
                if (level.includes(check.rule().severity())) {
                    check.code().accept(subject, new Report(findings, check.rule()));
                }
            }
        });
        return findings.done();
    }
}
