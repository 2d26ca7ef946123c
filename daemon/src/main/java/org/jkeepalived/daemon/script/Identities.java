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
 * Users other than the daemon's own. posix_spawn(3) cannot become one, so another program does it on the way to the
 * script: chroot(1) of coreutils, into the root directory that it is in already, or else setpriv(1) of util-linux.
 *
 * <p>chroot comes first because it takes numbers as numbers. setpriv asks the system's name services whether the number
 * is a name, for each start of a script; where they are on the network, that could wait when the network is down.
 *
 * <p>The thread could take the user's id just before it spawns, which would be cheaper; but in that moment processes of
 * the user could send it signals, and any that kills a thread kills the daemon.
 */
final class Identities {
    private static final int CAP_SYS_CHROOT = 18;

    private static final Optional<String> CHROOT = mayChangeRoot()
            ? firstOf("/usr/sbin/chroot", "/usr/bin/chroot", "/sbin/chroot", "/bin/chroot")
            : Optional.empty();
    private static final Optional<String> SETPRIV = firstOf("/usr/bin/setpriv", "/bin/setpriv");

    /** The daemon's own account: children have it without further ado. Empty when it has groups that no script shall have. */
    private static final Optional<Account> OWN = own();

    private Identities() {}

    private static Optional<String> firstOf(String... programs) {
        return Stream.of(programs)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** The effective capabilities are a hexadecimal number in proc_pid_status(5). */
    private static boolean mayChangeRoot() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/status"))) {
            return lines.filter(line -> line.startsWith("CapEff:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> CAP_SYS_CHROOT & 1) != 0);
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<Account> own() {
        long user = Integer.toUnsignedLong(CurrentProcess.effectiveUser());
        long group = Integer.toUnsignedLong(CurrentProcess.effectiveGroup());
        boolean canDropGroups = user == 0;
        boolean hasMore =
                CurrentProcess.supplementaryGroups().stream().anyMatch(other -> Integer.toUnsignedLong(other) != group);
        return canDropGroups && hasMore ? Optional.empty() : Optional.of(new Account(user, group));
    }

    /** Whether children have this account without further ado. */
    static boolean isOwn(Account account) {
        return OWN.equals(Optional.of(account));
    }

    /**
     * The command that becomes the account and then executes the words.
     *
     * @param file what to execute when the first word is not a path
     * @throws IOException if there is no program that can
     */
    static List<String> assume(Account account, List<String> words, String file) throws IOException {
        List<String> command = new ArrayList<>();
        if (CHROOT.isPresent()) {
            command.add(CHROOT.get());
            command.add("--userspec=+" + account.userId() + ":+" + account.groupId());
            command.add("--groups=+" + groups(account, ",+"));
            command.add("--skip-chdir");
            command.add("/");
        } else if (SETPRIV.isPresent()) {
            command.add(SETPRIV.get());
            command.add("--reuid=" + account.userId());
            command.add("--regid=" + account.groupId());
            command.add("--groups=" + groups(account, ","));
            command.add("--");
        } else {
            throw new IOException("running it as user " + account.userId()
                    + " takes chroot of coreutils (and CAP_SYS_CHROOT) or setpriv of util-linux");
        }
        // Both search PATH for what has no slash, and call the program by the name that they execute.
        command.add(words.getFirst().indexOf('/') < 0 ? file : words.getFirst());
        command.addAll(words.subList(1, words.size()));
        return command;
    }

    private static String groups(Account account, String separator) {
        return Stream.concat(Stream.of(account.groupId()), account.supplementaryGroups().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(separator));
    }
}
