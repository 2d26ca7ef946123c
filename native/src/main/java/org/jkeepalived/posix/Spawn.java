// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a program without forking the JVM (posix_spawn(3)).
 *
 * <p>The child gets nothing of this process but what is said here: normal scheduling, no blocked and no ignored
 * signals, no descriptors but those given (glibc 2.34 or later). Follow it with {@link PidFd}.
 */
public final class Spawn {
    // posix_spawnattr_setflags(3), values of glibc's spawn.h.
    private static final int SETPGROUP = 0x02;
    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSCHEDULER = 0x20;
    private static final int SETSID = 0x80;

    /** More than sizeof(posix_spawnattr_t), which is 336 in glibc, and sizeof(posix_spawn_file_actions_t), 80. */
    private static final int OPAQUE_BYTES = 512;

    private static final int SCHED_OTHER = 0;

    private final List<String> command;
    private String file;
    private Map<String, String> environment = System.getenv();
    private boolean ownSession = true;
    private final List<FileAction> fileActions = new ArrayList<>();

    private sealed interface FileAction {}

    private record Duplicate(int from, int to) implements FileAction {}

    private record Open(int descriptor, String path, int flags) implements FileAction {}

    private Spawn(List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no program to start");
        }
        this.command = List.copyOf(command);
        this.file = command.getFirst();
    }

    /** A program's path, which is not searched for in PATH, and its arguments. */
    public static Spawn command(List<String> pathAndArguments) {
        return new Spawn(pathAndArguments);
    }

    /** Executes this file; the program gets the path of the command as its own name all the same. */
    public Spawn executing(String path) {
        file = path;
        return this;
    }

    /** The child's whole environment; without this call it is the JVM's. */
    public Spawn environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** The child leads its own process group in this session; without this call it leads a session of its own. */
    public Spawn ownGroupOnly() {
        ownSession = false;
        return this;
    }

    /** Makes an open descriptor the child's descriptor {@code to}, 0 to 2. Where none is given, /dev/null is. */
    public Spawn redirect(Descriptor from, int to) {
        fileActions.add(new Duplicate(from.number(), standardDescriptor(to)));
        return this;
    }

    /**
     * Opens a file as the child's descriptor.
     *
     * @param descriptor 0 to 2
     * @param flags a sum of {@link OpenFlags}; a file that CREATE makes gets mode 0600
     */
    public Spawn open(int descriptor, String path, int flags) {
        fileActions.add(new Open(standardDescriptor(descriptor), path, flags));
        return this;
    }

    private static int standardDescriptor(int descriptor) {
        if (descriptor < 0 || descriptor > 2) {
            throw new IllegalArgumentException("descriptor " + descriptor + " is outside 0-2");
        }
        return descriptor;
    }

    /**
     * Starts the program and returns the process's number, which is also that of its group.
     *
     * @throws PosixException {@link Errno#ENOENT}, {@link Errno#EACCES} … if the program cannot be executed
     */
    public int start() throws PosixException {
        try (var attributes = Scratch.allocate(OPAQUE_BYTES);
                var actions = Scratch.allocate(OPAQUE_BYTES)) {
            SpawnCalls.C.posix_spawnattr_init(attributes.address());
            SpawnCalls.C.posix_spawn_file_actions_init(actions.address());
            try {
                setAttributes(attributes.address());
                addFileActions(actions.address());
                return start(attributes.address(), actions.address());
            } finally {
                SpawnCalls.C.posix_spawn_file_actions_destroy(actions.address());
                SpawnCalls.C.posix_spawnattr_destroy(attributes.address());
            }
        }
    }

    private int start(long attributes, long actions) throws PosixException {
        var assignments = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        try (var process = Scratch.allocate(4);
                var path = Scratch.ofText(file);
                var arguments = Scratch.ofTexts(command);
                var variables = Scratch.ofTexts(assignments)) {
            int errno = SpawnCalls.C.posix_spawn(
                    process.address(),
                    path.address(),
                    actions,
                    attributes,
                    arguments.address(),
                    variables.address(),
                    0);
            Libc.checkReturned(errno, "posix_spawn", file);
            return process.intAt(0);
        }
    }

    private void setAttributes(long attributes) throws PosixException {
        int flags = SETSIGDEF | SETSIGMASK | SETSCHEDULER | (ownSession ? SETSID : SETPGROUP);
        try (var none = SignalSet.EMPTY.toNative();
                var all = SignalSet.ALL.toNative();
                var priority = Scratch.allocate(4)) {
            check(SpawnCalls.C.posix_spawnattr_setsigmask(attributes, none.address()));
            check(SpawnCalls.C.posix_spawnattr_setsigdefault(attributes, all.address()));
            check(SpawnCalls.C.posix_spawnattr_setschedpolicy(attributes, SCHED_OTHER));
            check(SpawnCalls.C.posix_spawnattr_setschedparam(attributes, priority.address()));
            check(SpawnCalls.C.posix_spawnattr_setpgroup(attributes, 0));
            check(SpawnCalls.C.posix_spawnattr_setflags(attributes, (short) flags));
        }
    }

    private void addFileActions(long actions) throws PosixException {
        var given = new boolean[3];
        for (var action : fileActions) {
            switch (action) {
                case Duplicate(int from, int to) -> {
                    check(SpawnCalls.C.posix_spawn_file_actions_adddup2(actions, from, to));
                    given[to] = true;
                }
                case Open(int descriptor, String path, int flags) -> {
                    addOpen(actions, descriptor, path, flags);
                    given[descriptor] = true;
                }
            }
        }
        for (int descriptor = 0; descriptor < given.length; descriptor++) {
            if (!given[descriptor]) {
                addOpen(actions, descriptor, "/dev/null", OpenFlags.READ_WRITE);
            }
        }
        check(SpawnCalls.C.posix_spawn_file_actions_addclosefrom_np(actions, 3));
    }

    private void addOpen(long actions, int descriptor, String path, int flags) throws PosixException {
        // glibc copies the path.
        try (var name = Scratch.ofText(path)) {
            check(SpawnCalls.C.posix_spawn_file_actions_addopen(actions, descriptor, name.address(), flags, 0600));
        }
    }

    private void check(int errno) throws PosixException {
        Libc.checkReturned(errno, "posix_spawn set-up", command.getFirst());
    }
}
