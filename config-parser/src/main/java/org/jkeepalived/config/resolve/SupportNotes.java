// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.schema.Keyword;
import org.jkeepalived.config.schema.Shape;
import org.jkeepalived.config.schema.Status;
import org.jkeepalived.config.tree.Statement;

/** Says once for each keyword that this daemon does nothing with it, and points out words that mean nothing. */
public final class SupportNotes {

    private static final class Use {
        private final Statement first;
        private int count;

        Use(Statement first) {
            this.first = first;
        }
    }

    private final Findings findings;
    private final Map<Keyword, Use> uses = new LinkedHashMap<>();

    public SupportNotes(Findings findings) {
        this.findings = findings;
    }

    public void report(List<Statement> statements) {
        visit(statements);
        uses.forEach((keyword, use) -> {
            var again = use.count > 1 ? " (" + use.count + " times, the first one here)" : "";
            if (keyword.status() == Status.OUTSIDE) {
                findings.note(use.first.range(), keyword + " is outside this daemon, ignored" + again)
                        .advice("it belongs to load balancing, which keepalived's checker process does");
            } else {
                findings.note(use.first.range(), keyword + " is not supported yet" + again)
                        .effect("it is read and has no effect");
            }
        });
    }

    private void visit(List<Statement> statements) {
        for (var statement : statements) {
            var keyword = statement.keyword();
            switch (keyword.status()) {
                // What is inside goes with the block.
                case LATER, OUTSIDE -> uses.computeIfAbsent(keyword, _ -> new Use(statement)).count++;
                case EFFECTIVE, NO_EFFECT -> {
                    if (keyword.shape() != Shape.LINES
                            && statement.size() > keyword.shape().maxWords() + 1L) {
                        var extra = statement.word(keyword.shape().maxWords() + 1);
                        findings.note(extra.range(), "'" + extra + "' means nothing after " + keyword)
                                .effect("it is ignored, as keepalived does without a word");
                    }
                    if (keyword.shape() == Shape.BLOCK) {
                        visit(statement.body());
                    }
                }
            }
        }
    }
}
