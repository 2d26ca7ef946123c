// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Account;

/** The machine that this runs on, by means of the JDK alone. */
enum LocalHost implements Host {
    INSTANCE;

    private static final int MODE_BITS = 0xfff;
    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");

    /** Numbers and ranges of them, such as {@code 0-3,8}. */
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

    /** What glibc searches without the variable, confstr(3) on _CS_PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    @Override
    public Optional<FileFacts> file(String path) {
        try {
            var attributes = Files.readAttributes(
                    Path.of(path),
                    "unix:mode,uid,gid,isRegularFile,isDirectory,isSymbolicLink",
                    LinkOption.NOFOLLOW_LINKS);
            var kind = attributes.get("isRegularFile").equals(true)
                    ? FileKind.REGULAR
                    : attributes.get("isDirectory").equals(true)
                            ? FileKind.DIRECTORY
                            : attributes.get("isSymbolicLink").equals(true) ? FileKind.LINK : FileKind.OTHER;
            return Optional.of(new FileFacts(
                    kind,
                    (int) attributes.get("mode") & MODE_BITS,
                    Integer.toUnsignedLong((int) attributes.get("uid")),
                    Integer.toUnsignedLong((int) attributes.get("gid"))));
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> realPath(String path) {
        try {
            return Optional.of(Path.of(path).toRealPath().toString());
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> fileSystem(String path) {
        try {
            var store = Files.getFileStore(Path.of(path));
            return Optional.of(store.isReadOnly() ? store.type() + " ro" : store.type());
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Account> user(String name) {
        return entries(USERS, name, 4)
                .map(fields -> new Account(Long.parseLong(fields[2]), Long.parseLong(fields[3])))
                .findFirst();
    }

    @Override
    public OptionalLong group(String name) {
        return entries(GROUPS, name, 3)
                .mapToLong(fields -> Long.parseLong(fields[2]))
                .findFirst();
    }

    @Override
    public List<Long> groupsOf(String user) {
        return lines(GROUPS, 4)
                .filter(fields -> List.of(fields[3].split(",", -1)).contains(user))
                .map(fields -> Long.parseLong(fields[2]))
                .toList();
    }

    private static Stream<String[]> entries(Path file, String name, int fields) {
        return lines(file, fields).filter(entry -> entry[0].equals(name));
    }

    private static Stream<String[]> lines(Path file, int fields) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(":", -1))
                    .filter(entry -> entry.length >= fields);
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    /** Files in /proc belong to the effective user and group of the process. */
    @Override
    public Account self() {
        return file("/proc/self/stat")
                .map(facts -> new Account(facts.userId(), facts.groupId()))
                .orElse(Account.ROOT);
    }

    @Override
    public List<String> searchPath() {
        var path = System.getenv("PATH");
        return List.of((path == null ? DEFAULT_PATH : path).split(":", -1));
    }

    /** Not what the JVM says, which counts those that this process may use. */
    @Override
    public int processors() {
        try {
            return Stream.of(Files.readString(ONLINE).strip().split(",", -1))
                    .map(range -> range.split("-", 2))
                    .mapToInt(range -> Integer.parseInt(range[range.length - 1]) - Integer.parseInt(range[0]) + 1)
                    .sum();
        } catch (IOException | NumberFormatException _) {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
