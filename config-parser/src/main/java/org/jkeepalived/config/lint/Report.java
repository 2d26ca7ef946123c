// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;

/** Takes the findings of one rule. */
final class Report {
    private final Findings findings;
    private final LintRule rule;

    Report(Findings findings, LintRule rule) {
        this.findings = findings;
        this.rule = rule;
    }

    Findings.Draft at(Optional<SourceRange> place, String summary) {
        return findings.found(rule.severity(), place, summary)
                .rule(rule.id())
                .effect(rule.harm())
                .advice(rule.wayOut())
                .exitCode(0);
    }

    /** With a second place that takes part. */
    void at(Optional<SourceRange> place, String summary, Optional<SourceRange> other, String note) {
        var draft = at(place, summary);
        other.ifPresent(range -> draft.related(range, note));
    }
}
