// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** The C library's posix_spawn family; each returns the error number itself. */
final class SpawnCalls {
    static final Functions C = Libc.bind(Functions.class);

    private SpawnCalls() {}

    /** Pointers are longs; see the manual's section 3 for each. */
    public interface Functions {
        /** The seventh argument does not exist in C: it keeps jnr-ffi off its broken six-argument path. */
        int posix_spawn(
                long process,
                long path,
                long fileActions,
                long attributes,
                long arguments,
                long environment,
                long unused);

        int posix_spawnattr_init(long attributes);

        int posix_spawnattr_destroy(long attributes);

        int posix_spawnattr_setflags(long attributes, short flags);

        int posix_spawnattr_setpgroup(long attributes, int group);

        int posix_spawnattr_setsigmask(long attributes, long mask);

        int posix_spawnattr_setsigdefault(long attributes, long signals);

        int posix_spawnattr_setschedpolicy(long attributes, int policy);

        int posix_spawnattr_setschedparam(long attributes, long parameters);

        int posix_spawn_file_actions_init(long actions);

        int posix_spawn_file_actions_destroy(long actions);

        int posix_spawn_file_actions_adddup2(long actions, int from, int to);

        int posix_spawn_file_actions_addopen(long actions, int descriptor, long path, int flags, int mode);

        int posix_spawn_file_actions_addclosefrom_np(long actions, int first);
    }
}
