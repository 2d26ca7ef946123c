// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.util.List;

/** Everything that was found, in the order of discovery. */
public record Diagnostics(List<Diagnostic> all) {
    public Diagnostics {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether something keeps the configuration from running. */
    public boolean hasErrors() {
        return all.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
