// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.text.Words;
import org.jkeepalived.config.tree.Statement;

/** Reads the lines that name programs. */
final class Scripts {
    private Scripts() {}

    /** A program with its arguments as one quoted word, then perhaps a user and a group. */
    static Optional<Script> read(Statement statement, Findings findings) {
        var cut = Words.ofScriptLine(statement.line());
        if (cut.unmatchedQuote().isPresent()) {
            var quote = cut.unmatchedQuote().get();
            var text = statement.line().text();
            if (quote.is("\\")) {
                findings.note(quote.range(), "Missing escape char at end: '" + text + "'")
                        .effect("the script is ignored");
            } else {
                findings.warning(quote.range(), "String '" + text + "': missing terminating " + quote)
                        .effect("the script is ignored");
            }
            return Optional.empty();
        }
        var words = cut.words();
        var command = words.size() < 2 ? Optional.<List<String>>empty() : Words.command(words.get(1));
        if (command.isEmpty()) {
            findings.warning(
                            statement.range(),
                            "Unable to parse script '" + statement.line().text() + "' - ignoring")
                    .advice(statement.keyword() + " \"/path/of/script arguments\" [user [group]]")
                    .exitCode(0);
            return Optional.empty();
        }
        var identity = words.size() < 3
                ? Optional.<Identity>empty()
                : Optional.of(new Identity(
                        words.get(2).text(),
                        words.size() < 4
                                ? Optional.empty()
                                : Optional.of(words.get(3).text())));
        return Optional.of(
                new Script(command.get(), identity, Account.ROOT, command.get().getFirst()));
    }

    /** A user and perhaps a group among the words of a statement. */
    static Optional<Identity> identity(Statement statement, int index) {
        if (statement.size() <= index) {
            return Optional.empty();
        }
        var group = statement.size() > index + 1
                ? Optional.of(statement.word(index + 1).text())
                : Optional.<String>empty();
        return Optional.of(new Identity(statement.word(index).text(), group));
    }
}
