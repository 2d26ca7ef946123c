// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.Account;

/**
 * A machine that knows root, nobody and the group nogroup, runs this as root, and has whatever is asked for in /bin, /usr
 * and /etc, root's and executable (but not in /etc), and a program in /srv/open where everybody may write; further files
 * and users are given to it. It has four processors.
 */
public final class HostInMemory implements Host {
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    /** A group that the user {@code member} is in. */
    public static final long CHECKERS = 500;

    private final Map<String, FileFacts> files = new HashMap<>();
    private final Map<String, Account> users = new HashMap<>(Map.of("root", Account.ROOT, "nobody", nobody()));
    private Account self = Account.ROOT;

    public HostInMemory() {
        directory("/", EXECUTABLE);
        directory("/tmp", 01777);
        directory("/run", EXECUTABLE);
        directory("/run/d", EXECUTABLE);
        directory("/srv", EXECUTABLE);
        directory("/srv/open", 0777);
        program("/srv/open/check", EXECUTABLE, Account.ROOT);
    }

    public static Account nobody() {
        return new Account(65_534, 65_534);
    }

    public HostInMemory program(String path, int mode, Account owner) {
        files.put(path, new FileFacts(FileKind.REGULAR, mode, owner.userId(), owner.groupId()));
        return this;
    }

    public HostInMemory directory(String path, int mode) {
        files.put(path, new FileFacts(FileKind.DIRECTORY, mode, 0, 0));
        return this;
    }

    public HostInMemory user(String name, Account account) {
        users.put(name, account);
        return this;
    }

    public HostInMemory runBy(Account account) {
        self = account;
        return this;
    }

    @Override
    public Optional<FileFacts> file(String path) {
        var facts = files.get(path);
        if (facts != null) {
            return Optional.of(facts);
        }
        if (path.equals("/bin") || path.equals("/usr") || path.equals("/usr/bin") || path.equals("/etc")) {
            return Optional.of(new FileFacts(FileKind.DIRECTORY, EXECUTABLE, 0, 0));
        }
        boolean program = path.startsWith("/bin/") || path.startsWith("/usr/");
        return program || path.startsWith("/etc/")
                ? Optional.of(new FileFacts(FileKind.REGULAR, program ? EXECUTABLE : READABLE, 0, 0))
                : Optional.empty();
    }

    @Override
    public Optional<String> realPath(String path) {
        return file(path).map(_ -> path);
    }

    @Override
    public Optional<String> fileSystem(String path) {
        return Optional.of(path.startsWith("/etc") ? "ext4 ro" : "ext4");
    }

    @Override
    public Optional<Account> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public OptionalLong group(String name) {
        return switch (name) {
            case "root" -> OptionalLong.of(0);
            case "nogroup" -> OptionalLong.of(nobody().groupId());
            default -> OptionalLong.empty();
        };
    }

    @Override
    public List<Long> groupsOf(String user) {
        return user.equals("member") ? List.of(CHECKERS) : List.of();
    }

    @Override
    public int processors() {
        return 4;
    }

    @Override
    public Account self() {
        return self;
    }

    @Override
    public List<String> searchPath() {
        return List.of("/usr/bin");
    }
}
