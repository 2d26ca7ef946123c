// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import org.jkeepalived.config.diagnostic.Severity;

/** Which rules are applied. */
public enum LintLevel {
    /** None. */
    OFF,
    /** Those whose findings are likely to hurt. */
    WARNINGS,
    /** Also those that are worth a thought only. */
    ALL;

    boolean includes(Severity severity) {
        return switch (this) {
            case OFF -> false;
            case WARNINGS -> severity != Severity.NOTE;
            case ALL -> true;
        };
    }
}
