// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Severity;

/**
 * What came of a reload, or of the question what one would do.
 *
 * @param at when it began
 * @param took until the new configuration was in effect, or refused
 * @param plan what was done, or would be; absent if the new configuration is refused
 * @param findings what there is to say about the new configuration; if it is refused, the reasons are among the errors
 */
public record ReloadOutcome(Result result, Instant at, Duration took, Optional<ReloadPlan> plan, Diagnostics findings) {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    /** How it ended. */
    public enum Result {
        /** The configuration would be applied; nothing was changed. */
        POSSIBLE,
        /** It is in effect. */
        APPLIED,
        /** It is in effect, but what it asks of the kernel or of scripts had not arrived when the wait for it ended. */
        NOT_SETTLED,
        /** It cannot run; everything is as it was. */
        REFUSED;

        /** In lower case, for people and machines. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same with another result. */
    public ReloadOutcome as(Result other) {
        return new ReloadOutcome(other, at, took, plan, findings);
    }

    /** In one line: what became of the instances, or the first reason for the refusal. */
    public String summary() {
        if (plan.isPresent()) {
            String counts = plan.get().instanceCounts().entrySet().stream()
                    .map(count -> count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining(", "));
            return "instances: " + (counts.isEmpty() ? "none" : counts);
        }
        return findings.all().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .findFirst()
                .map(Diagnostic::summary)
                .orElse("it cannot run");
    }

    /** For people: how it ended, the plan, the findings. */
    @Override
    public String toString() {
        String headline = switch (result) {
            case POSSIBLE -> "The new configuration would be applied:";
            case APPLIED -> "The new configuration is in effect" + duration() + ":";
            case NOT_SETTLED -> "The new configuration is in effect" + duration() + ", but not all of it has arrived:";
            case REFUSED -> "The new configuration is refused, everything is as it was:";
        };
        return headline + "\n" + plan.map(ReloadPlan::toString).orElse("") + findings.plain();
    }

    private String duration() {
        return String.format(Locale.ROOT, " after %.1f ms", took.toNanos() / NANOS_PER_MILLISECOND);
    }
}
