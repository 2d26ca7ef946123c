// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Looks up under which user and group scripts run and FIFOs are made. */
final class Accounts {
    /** Who runs scripts when the file does not say, if there is such a user; keepalived(8), "SCRIPTS". */
    private static final String DEFAULT_USER = "keepalived_script";

    private final Host host;
    private final Findings findings;
    private final Globals globals;

    private Optional<Account> standard = Optional.empty();
    private boolean standardDecided;

    Accounts(Host host, Findings findings, Globals globals) {
        this.host = host;
        this.findings = findings;
        this.globals = globals;
    }

    /** {@code script_user}: who it is from here on. */
    void readScriptUser(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No script username specified");
            return;
        }
        var group = statement.size() > 2 ? statement.word(2) : null;
        globals.scriptUser = identity(statement.word(1), group);
        standard = lookUp(statement.word(1), group, "").or(() -> {
            findings.warning(statement.range(), "Error setting global script uid/gid")
                    .effect("scripts without a user of their own are ignored");
            return Optional.empty();
        });
        standardDecided = true;
    }

    /** The default; empty when there is none, about which something has been said. */
    Optional<Account> standard(SourceRange place) {
        if (!standardDecided) {
            standardDecided = true;
            standard = host.user(DEFAULT_USER)
                    .map(account -> globals.supplementaryGroups
                            ? new Account(account.userId(), account.groupId(), host.groupsOf(DEFAULT_USER))
                            : account)
                    .or(() -> globals.scriptSecurity ? Optional.empty() : Optional.of(host.self()));
            if (standard.isEmpty()) {
                findings.warning(place, "Unable to set default user " + DEFAULT_USER + " for script")
                        .effect("scripts without a user of their own are ignored, as enable_script_security wants")
                        .advice("say script_user in global_defs, or make the user " + DEFAULT_USER);
            }
        }
        return standard;
    }

    /** The user and group of a script or FIFO that has its own, otherwise the default. */
    Optional<Account> of(Word user, Word group, SourceRange place, String effect) {
        return user == null ? standard(place) : lookUp(user, group, effect);
    }

    /**
     * A user and perhaps a group by name; what does not exist is reported. A colon before the group, or alone, asks for
     * all other groups of the user too.
     */
    Optional<Account> lookUp(Word user, Word group, String effect) {
        var account = host.user(user.text());
        if (account.isEmpty()) {
            findings.warning(user.range(), "Script user '" + user + "' does not exist")
                    .effect(effect)
                    .exitCode(0);
            return Optional.empty();
        }
        boolean allGroups =
                globals.supplementaryGroups || (group != null && group.text().startsWith(":"));
        var groups = allGroups ? host.groupsOf(user.text()) : List.<Long>of();
        var name =
                group == null ? "" : group.text().startsWith(":") ? group.text().substring(1) : group.text();
        if (name.isEmpty()) {
            return Optional.of(new Account(account.get().userId(), account.get().groupId(), groups));
        }
        var number = host.group(name);
        if (number.isEmpty()) {
            findings.warning(group.range(), "Script group '" + name + "' does not exist")
                    .effect(effect)
                    .exitCode(0);
            return Optional.empty();
        }
        return Optional.of(new Account(account.get().userId(), number.getAsLong(), groups));
    }

    /** The names as written. */
    static Optional<Identity> identity(Word user, Word group) {
        return user == null
                ? Optional.empty()
                : Optional.of(
                        new Identity(user.text(), Optional.ofNullable(group).map(Word::text)));
    }
}
