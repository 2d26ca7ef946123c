// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Users and groups as the system's name services know them (getpwnam(3), getgrnam(3)). May block: not for the loop. */
public final class Accounts {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** The kernel's NGROUPS_MAX. */
    private static final int MAXIMUM_GROUPS = 65536;

    /** An entry of the user database. */
    public record User(String name, int id, int group, String home, String shell) {}

    /** An entry of the group database. */
    public record Group(String name, int id) {}

    private Accounts() {}

    /** One of the four lookup functions, its key bound. */
    private interface Lookup {
        int find(long entry, long buffer, long size, long result);
    }

    public static Optional<User> user(String name) throws PosixException {
        try (var key = Scratch.ofText(name)) {
            return user(
                    name,
                    (entry, buffer, size, result) ->
                            ProcessCalls.C.getpwnam_r(key.address(), entry, buffer, size, result));
        }
    }

    public static Optional<User> user(int id) throws PosixException {
        return user(id, (entry, buffer, size, result) -> ProcessCalls.C.getpwuid_r(id, entry, buffer, size, result));
    }

    public static Optional<Group> group(String name) throws PosixException {
        try (var key = Scratch.ofText(name)) {
            return group(
                    name,
                    (entry, buffer, size, result) ->
                            ProcessCalls.C.getgrnam_r(key.address(), entry, buffer, size, result));
        }
    }

    public static Optional<Group> group(int id) throws PosixException {
        return group(id, (entry, buffer, size, result) -> ProcessCalls.C.getgrgid_r(id, entry, buffer, size, result));
    }

    /** The ids of all groups that a user is in, the primary one included (getgrouplist(3)). */
    public static List<Integer> groupsOf(User user) throws PosixException {
        for (int room = 64; room <= MAXIMUM_GROUPS; room *= 4) {
            try (var name = Scratch.ofText(user.name());
                    var groups = Scratch.allocate(room * 4);
                    var count = Scratch.allocate(4)) {
                count.bytes().putInt(0, room);
                int found =
                        ProcessCalls.C.getgrouplist(name.address(), user.group(), groups.address(), count.address());
                if (found >= 0) {
                    return IntStream.range(0, found)
                            .mapToObj(i -> groups.intAt(i * 4))
                            .toList();
                }
            }
        }
        throw new PosixException("getgrouplist", Errno.ERANGE, user.name());
    }

    /** struct passwd: name at 0, uid at 16, gid at 20, directory at 32, shell at 40. */
    private static Optional<User> user(Object key, Lookup lookup) throws PosixException {
        try (var entry = Scratch.allocate(48);
                var texts = Scratch.allocate(BUFFER_BYTES)) {
            if (!find("getpwnam", key, lookup, entry, texts)) {
                return Optional.empty();
            }
            return Optional.of(new User(
                    texts.textBehind(entry.longAt(0)),
                    entry.intAt(16),
                    entry.intAt(20),
                    texts.textBehind(entry.longAt(32)),
                    texts.textBehind(entry.longAt(40))));
        }
    }

    /** struct group: name at 0, gid at 16. */
    private static Optional<Group> group(Object key, Lookup lookup) throws PosixException {
        try (var entry = Scratch.allocate(32);
                var texts = Scratch.allocate(BUFFER_BYTES)) {
            if (!find("getgrnam", key, lookup, entry, texts)) {
                return Optional.empty();
            }
            return Optional.of(new Group(texts.textBehind(entry.longAt(0)), entry.intAt(16)));
        }
    }

    private static boolean find(String operation, Object key, Lookup lookup, Scratch entry, Scratch texts)
            throws PosixException {
        try (var result = Scratch.allocate(8)) {
            int errno = lookup.find(entry.address(), texts.address(), texts.size(), result.address());
            boolean found = result.longAt(0) != 0;
            // "Not found" is 0, or one of several numbers that name services use for it (getpwnam(3)).
            if (!found
                    && errno != Errno.ENOENT.value()
                    && errno != Errno.ESRCH.value()
                    && errno != Errno.EPERM.value()) {
                Libc.checkReturned(errno, operation, key);
            }
            return found;
        }
    }
}
