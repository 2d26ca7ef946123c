// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users and groups as the system's name services know them (getpwnam(3), getgrnam(3)). May block: not for the loop. */
public final class Accounts {
    private static final int BUFFER_BYTES = 64 * 1024;

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
        var key = NativeMemory.ofText(name);
        return user(
                name,
                (entry, buffer, size, result) -> ProcessCalls.C.getpwnam_r(key.address(), entry, buffer, size, result));
    }

    public static Optional<User> user(int id) throws PosixException {
        return user(id, (entry, buffer, size, result) -> ProcessCalls.C.getpwuid_r(id, entry, buffer, size, result));
    }

    public static Optional<Group> group(String name) throws PosixException {
        var key = NativeMemory.ofText(name);
        return group(
                name,
                (entry, buffer, size, result) -> ProcessCalls.C.getgrnam_r(key.address(), entry, buffer, size, result));
    }

    public static Optional<Group> group(int id) throws PosixException {
        return group(id, (entry, buffer, size, result) -> ProcessCalls.C.getgrgid_r(id, entry, buffer, size, result));
    }

    /** The ids of all groups that a user is in, the primary one included (getgrouplist(3)). */
    public static List<Integer> groupsOf(User user) throws PosixException {
        var name = NativeMemory.ofText(user.name());
        var count = NativeMemory.allocate(4);
        for (int room = 64; ; room *= 4) {
            var groups = NativeMemory.allocate(room * 4);
            count.bytes().putInt(0, room);
            if (ProcessCalls.C.getgrouplist(name.address(), user.group(), groups.address(), count.address()) >= 0) {
                var ids = new ArrayList<Integer>();
                for (int i = 0; i < count.bytes().getInt(0); i++) {
                    ids.add(groups.bytes().getInt(i * 4));
                }
                return List.copyOf(ids);
            }
            if (room > 65536) {
                throw new PosixException("getgrouplist", Errno.ERANGE, user.name());
            }
        }
    }

    /** struct passwd: name at 0, uid at 16, gid at 20, directory at 32, shell at 40. */
    private static Optional<User> user(Object key, Lookup lookup) throws PosixException {
        var entry = NativeMemory.allocate(48);
        var texts = NativeMemory.allocate(BUFFER_BYTES);
        if (!find("getpwnam", key, lookup, entry, texts)) {
            return Optional.empty();
        }
        var bytes = entry.bytes();
        return Optional.of(new User(
                texts.textBehindPointer(bytes.getLong(0)),
                bytes.getInt(16),
                bytes.getInt(20),
                texts.textBehindPointer(bytes.getLong(32)),
                texts.textBehindPointer(bytes.getLong(40))));
    }

    /** struct group: name at 0, gid at 16. */
    private static Optional<Group> group(Object key, Lookup lookup) throws PosixException {
        var entry = NativeMemory.allocate(32);
        var texts = NativeMemory.allocate(BUFFER_BYTES);
        if (!find("getgrnam", key, lookup, entry, texts)) {
            return Optional.empty();
        }
        return Optional.of(new Group(
                texts.textBehindPointer(entry.bytes().getLong(0)), entry.bytes().getInt(16)));
    }

    private static boolean find(String operation, Object key, Lookup lookup, NativeMemory entry, NativeMemory texts)
            throws PosixException {
        var result = NativeMemory.allocate(8);
        int errno = lookup.find(entry.address(), texts.address(), texts.size(), result.address());
        boolean found = result.bytes().getLong(0) != 0;
        // "Not found" is 0, or one of several numbers that name services use for it (getpwnam(3)).
        if (!found
                && errno != 0
                && errno != Errno.ENOENT.value()
                && errno != Errno.ESRCH.value()
                && errno != Errno.EPERM.value()) {
            Libc.checkReturned(errno, operation, key);
        }
        return found;
    }
}
