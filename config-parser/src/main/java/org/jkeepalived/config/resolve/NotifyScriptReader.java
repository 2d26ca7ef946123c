// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Reads the {@code notify_...} lines of instances and groups. */
final class NotifyScriptReader {
    private final Scripts scripts;
    private final ScriptChecks checks;
    private final Findings findings;

    NotifyScriptReader(Scripts scripts, ScriptChecks checks, Findings findings) {
        this.scripts = scripts;
        this.checks = checks;
        this.findings = findings;
    }

    /**
     * Takes a script.
     *
     * @return whether the statement is one
     */
    boolean read(Statement statement, NotifyDraft draft) {
        switch (statement.keyword().name()) {
            case "notify_master",
                    "notify_backup",
                    "notify_fault",
                    "notify_stop",
                    "notify_deleted",
                    "notify",
                    "notify_master_rx_lower_pri" -> readScript(statement, draft);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readScript(Statement statement, NotifyDraft draft) {
        var keyword = statement.keyword().name();
        boolean deleted = keyword.equals("notify_deleted");
        var earlier = draft.given.get(keyword);
        if (earlier != null) {
            findings.warning(
                            statement.range(),
                            draft.prefix + keyword + (deleted ? "" : " script") + " already specified - ignoring "
                                    + (statement.size() > 1 ? statement.word(1) : ""))
                    .related(earlier.range(), "this one counts");
            return;
        }
        if (deleted) {
            draft.given.put(keyword, statement);
        }
        if (!deleted || statement.size() > 1) {
            scripts.read(statement).ifPresent(script -> {
                draft.given.put(keyword, statement);
                checks.notified(script, statement.range()).ifPresent(checked -> draft.put(keyword, checked));
            });
        }
    }
}
