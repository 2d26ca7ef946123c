// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.model.Account;

/** Files and users of the machine, as far as scripts and tracked files depend on them. */
public interface Host {

    /** What kind of thing a path leads to. */
    enum FileKind {
        REGULAR,
        DIRECTORY,
        LINK,
        OTHER
    }

    /**
     * What stat(2) says of a path.
     *
     * @param mode the permissions, the low 12 bits of st_mode
     * @param userId st_uid
     * @param groupId st_gid
     */
    record FileFacts(FileKind kind, int mode, long userId, long groupId) {}

    /** What lstat(2) says: a symbolic link at the end of the path is not followed. Empty when there is nothing. */
    Optional<FileFacts> file(String path);

    /** The path without symbolic links, {@code .} and {@code ..}; empty when it leads nowhere. */
    Optional<String> realPath(String path);

    /** What a path's file system is called in /proc/mounts, followed by {@code ro} if nothing can be written there. */
    Optional<String> fileSystem(String path);

    /** A user by name, with the group that he logs in with. */
    Optional<Account> user(String name);

    /** A group by name. */
    OptionalLong group(String name);

    /** The groups that a user is a member of, with or without the one that he logs in with; getgrouplist(3). */
    List<Long> groupsOf(String user);

    /** Who this process is. */
    Account self();

    /** The directories of PATH. */
    List<String> searchPath();

    /** How many processors are online; sysconf(3), _SC_NPROCESSORS_ONLN. */
    int processors();

    /** The machine that this runs on; users and groups are those of /etc/passwd and /etc/group. */
    static Host local() {
        return LocalHost.INSTANCE;
    }
}
