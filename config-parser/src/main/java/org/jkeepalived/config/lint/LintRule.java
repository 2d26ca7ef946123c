// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import org.jkeepalived.config.diagnostic.Severity;

/**
 * Something that is legal and rarely meant.
 *
 * @param id its name in the output and the documentation
 * @param severity {@link Severity#WARNING} or {@link Severity#NOTE}
 * @param harm why it hurts
 * @param wayOut what to do about it
 */
public record LintRule(String id, Severity severity, String harm, String wayOut) {

    static LintRule warning(String id, String harm, String wayOut) {
        return new LintRule(id, Severity.WARNING, harm, wayOut);
    }

    static LintRule note(String id, String harm, String wayOut) {
        return new LintRule(id, Severity.NOTE, harm, wayOut);
    }
}
