// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.posix.CurrentProcess;

/**
 * Users other than the daemon's own. posix_spawn(3) cannot become one, so setpriv(1) of util-linux does it on the way to
 * the program.
 *
 * <p>The thread could take the user's id just before it spawns, which would be cheaper; but in that moment processes of
 * the user could send it signals, and any that kills a thread kills the daemon.
 */
final class Identities {
    private static final Optional<String> SETPRIV = Stream.of("/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst();

    /** The daemon's own account: children have it without further ado. Empty when it has groups that no script shall have. */
    private static final Optional<Account> OWN = own();

    private static Optional<Account> own() {
        long user = Integer.toUnsignedLong(CurrentProcess.effectiveUser());
        long group = Integer.toUnsignedLong(CurrentProcess.effectiveGroup());
        boolean canDropGroups = user == 0;
        boolean hasMore =
                CurrentProcess.supplementaryGroups().stream().anyMatch(other -> Integer.toUnsignedLong(other) != group);
        return canDropGroups && hasMore ? Optional.empty() : Optional.of(new Account(user, group));
    }

    private Identities() {}

    /** Whether children have this account without further ado. */
    static boolean isOwn(Account account) {
        return OWN.equals(Optional.of(account));
    }

    /**
     * The command that becomes the account and then executes the words.
     *
     * @param file what to execute when the first word is not a path
     * @throws IOException if there is no setpriv
     */
    static List<String> assume(Account account, List<String> words, String file) throws IOException {
        var setpriv = SETPRIV.orElseThrow(() -> new IOException(
                "running it as user " + account.userId() + " takes setpriv, which util-linux would bring"));
        var groups = Stream.concat(Stream.of(account.groupId()), account.supplementaryGroups().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        var command = new ArrayList<>(List.of(
                setpriv, "--reuid=" + account.userId(), "--regid=" + account.groupId(), "--groups=" + groups, "--"));
        // setpriv searches PATH for what has no slash, and calls the program by the name that it executes.
        command.add(words.getFirst().indexOf('/') < 0 ? file : words.getFirst());
        command.addAll(words.subList(1, words.size()));
        return command;
    }
}
