// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.schema.Keyword;
import org.jkeepalived.config.schema.Shape;
import org.jkeepalived.config.schema.Status;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/**
 * Says once for each keyword that this daemon does nothing with it, and in one line for all of load balancing together;
 * points out words that mean nothing.
 */
public final class SupportNotes {
    /** Names that are listed; of more only the number is told. */
    private static final int NAMES = 5;

    private static final int NAME_LENGTH = 60;

    private final Findings findings;

    /** The statements of each keyword that has no effect, in the order of the file. */
    private final Map<Keyword, List<Statement>> uses = new LinkedHashMap<>();

    public SupportNotes(Findings findings) {
        this.findings = findings;
    }

    public void report(List<Statement> statements) {
        visit(statements);
        reportLoadBalancing();
        uses.forEach((keyword, places) -> {
            if (keyword.status() == Status.LATER) {
                findings.note(
                                places.getFirst().range(),
                                keyword + " is not supported yet"
                                        + (places.size() > 1
                                                ? " (" + places.size() + " times, the first one here)"
                                                : ""))
                        .effect("it is read and checked, and has no effect");
            }
        });
    }

    /** One line, where the first of it stands. */
    private void reportLoadBalancing() {
        var outside = uses.entrySet().stream()
                .filter(use -> use.getKey().status() == Status.OUTSIDE)
                .toList();
        if (outside.isEmpty()) {
            return;
        }
        var servers = new ArrayList<Statement>();
        var others = new ArrayList<String>();
        for (var use : outside) {
            if (use.getKey().name().equals("virtual_server")) {
                servers.addAll(use.getValue());
            } else {
                others.add(use.getKey().name());
            }
        }
        var first = servers.isEmpty() ? outside.getFirst().getValue().getFirst() : servers.getFirst();
        var text = new StringBuilder();
        if (servers.isEmpty()) {
            text.append(list(others)).append(others.size() == 1 ? " is ignored" : " are ignored");
        } else {
            text.append(servers.size())
                    .append(servers.size() == 1 ? " virtual_server block is" : " virtual_server blocks are")
                    .append(" ignored: ")
                    .append(list(servers.stream().map(SupportNotes::name).toList()));
            if (!others.isEmpty()) {
                text.append("; so ").append(others.size() == 1 ? "is " : "are ").append(list(others));
            }
        }
        findings.note(first.range(), text.toString())
                .effect("load balancing is outside this daemon; the rest of the file runs")
                .advice("keepalived --check runs the load-balancing part of the same file");
    }

    private static String name(Statement server) {
        var name = server.words().stream().skip(1).map(Word::text).collect(Collectors.joining(" "));
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH) + "...";
    }

    private static String list(List<String> names) {
        return names.stream().limit(NAMES).collect(Collectors.joining(", "))
                + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "");
    }

    private void visit(List<Statement> statements) {
        for (var statement : statements) {
            var keyword = statement.keyword();
            switch (keyword.status()) {
                // What is inside goes with the block.
                case LATER, OUTSIDE ->
                    uses.computeIfAbsent(keyword, _ -> new ArrayList<>(1)).add(statement);
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
