// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.posix.Accounts;
import org.jkeepalived.posix.PosixException;

/** Files of this machine, and users and groups as its name services know them, which may be more than /etc/passwd. */
final class ThisHost implements Host {
    private final Host files = Host.local();

    @Override
    public Optional<FileFacts> file(String path) {
        return files.file(path);
    }

    @Override
    public Optional<String> realPath(String path) {
        return files.realPath(path);
    }

    @Override
    public Optional<String> fileSystem(String path) {
        return files.fileSystem(path);
    }

    /** A name service that fails knows nobody, as for keepalived. */
    @Override
    public Optional<Account> user(String name) {
        try {
            return Accounts.user(name)
                    .map(user -> new Account(Integer.toUnsignedLong(user.id()), Integer.toUnsignedLong(user.group())));
        } catch (PosixException _) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong group(String name) {
        try {
            return Accounts.group(name)
                    .map(group -> OptionalLong.of(Integer.toUnsignedLong(group.id())))
                    .orElse(OptionalLong.empty());
        } catch (PosixException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public List<Long> groupsOf(String name) {
        try {
            var user = Accounts.user(name);
            if (user.isEmpty()) {
                return List.of();
            }
            return Accounts.groupsOf(user.get()).stream()
                    .map(Integer::toUnsignedLong)
                    .toList();
        } catch (PosixException _) {
            return List.of();
        }
    }

    @Override
    public Account self() {
        return files.self();
    }

    @Override
    public int processors() {
        return files.processors();
    }

    @Override
    public List<String> searchPath() {
        return files.searchPath();
    }
}
