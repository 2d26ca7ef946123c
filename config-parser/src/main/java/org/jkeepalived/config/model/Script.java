// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.List;
import java.util.Optional;

/**
 * A program to run.
 *
 * <p>keepalived executes {@code file} but hands over the command as it was written, so that a program which looks at its
 * own name (busybox) sees the one it was called by.
 *
 * @param command path and arguments, at least the path
 * @param identity who runs it, as written; empty: {@code script_user}, otherwise keepalived_script, otherwise the daemon's
 *     own user
 * @param account who runs it, looked up
 * @param file what to execute: the path with symbolic links resolved, or found along PATH
 */
public record Script(List<String> command, Optional<Identity> identity, Account account, String file) {
    public Script {
        command = List.copyOf(command);
    }

    /** Whether the command is {@code </path}: nothing is run, it succeeds when the account can open the file for reading. */
    public boolean onlyOpensFile() {
        var word = command.getFirst();
        return word.startsWith("<") && word.substring(1).stripLeading().startsWith("/");
    }

    /** The same with what is to be executed. */
    public Script executing(String resolved) {
        return new Script(command, identity, account, resolved);
    }
}
