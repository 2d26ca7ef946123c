// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.text.Words;
import org.jkeepalived.config.tree.Statement;

/** Reads the lines that name programs. */
final class Scripts {
    private final Accounts accounts;
    private final Values values;
    private final Findings findings;

    Scripts(Accounts accounts, Values values) {
        this.accounts = accounts;
        this.values = values;
        this.findings = values.findings();
    }

    Accounts accounts() {
        return accounts;
    }

    /** A program with its arguments as one quoted word, then perhaps a user and a group. */
    Optional<Script> read(Statement statement) {
        var words = words(statement);
        var command = command(statement, words);
        if (command.isEmpty()) {
            return Optional.empty();
        }
        var user = words.size() < 3 ? null : words.get(2);
        var group = words.size() < 4 ? null : words.get(3);
        return accounts.of(user, group, statement.range(), "the script is ignored")
                .map(account -> new Script(
                        command.get(),
                        Accounts.identity(user, group),
                        account,
                        command.get().getFirst()));
    }

    /** The program of a {@code vrrp_script}, whose user has a line of its own; keepalived does not mind there being none. */
    Optional<List<String>> readCommand(Statement statement) {
        return statement.size() < 2 ? Optional.empty() : command(statement, words(statement));
    }

    private List<Word> words(Statement statement) {
        var cut = Words.ofScriptLine(statement.line());
        if (cut.unmatchedQuote().isEmpty()) {
            return cut.words();
        }
        var quote = cut.unmatchedQuote().get();
        var text = statement.line().text();
        if (quote.is("\\")) {
            findings.note(quote.range(), "Missing escape char at end: '" + text + "'")
                    .effect("the script is ignored");
        } else {
            findings.warning(quote.range(), "String '" + text + "': missing terminating " + quote)
                    .effect("the script is ignored");
        }
        return List.of();
    }

    private Optional<List<String>> command(Statement statement, List<Word> words) {
        if (words.isEmpty() || (words.size() < 2 && values.require(statement, 1) == null)) {
            return Optional.empty();
        }
        var command = words.size() < 2 ? Optional.<List<String>>empty() : Words.command(words.get(1));
        if (command.isEmpty()) {
            findings.warning(
                            statement.range(),
                            "Unable to parse script '" + statement.line().text() + "' - ignoring")
                    .advice(statement.keyword() + " \"/path/of/script arguments\" [user [group]]")
                    .exitCode(0);
        }
        return command;
    }
}
