// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One finding.
 *
 * @param severity how bad it is
 * @param rule the id of the lint rule that found it; empty for what keepalived's language itself has to say
 * @param range the place it is about; empty: the configuration as a whole
 * @param summary what is wrong, in keepalived's own words where it has some (tools look for them)
 * @param effect what happens because of it ("the line is ignored"); may be empty
 * @param advice a way out, or what was probably meant; may be empty
 * @param related other places involved
 * @param exitCode what {@code keepalived -t} exits with because of it: 0 when it only logs
 */
public record Diagnostic(
        Severity severity,
        String rule,
        Optional<SourceRange> range,
        String summary,
        String effect,
        String advice,
        List<Related> related,
        int exitCode) {

    /** Another place that takes part, and how. */
    public record Related(SourceRange range, String note) {}

    public Diagnostic {
        Objects.requireNonNull(severity);
        related = List.copyOf(related);
    }
}
