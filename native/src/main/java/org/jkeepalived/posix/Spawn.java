// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.List;
import java.util.Map;

/**
 * Starts a program without forking the JVM (posix_spawn(3)), as often as asked; for one thread.
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
    private static final FileAction NULL_DEVICE = new Open("/dev/null", OpenFlags.READ_WRITE);

    private final List<String> command;
    private String file;
    private Map<String, String> environment = System.getenv();
    private boolean ownSession = true;
    /** What becomes of the child's descriptors 0 to 2. */
    private final FileAction[] fileActions = {NULL_DEVICE, NULL_DEVICE, NULL_DEVICE};

    /** Made at the first start and used for all. */
    private Scratch arguments;

    private Scratch variables;

    private sealed interface FileAction {}

    private record Duplicate(int from) implements FileAction {}

    private record Open(String path, int flags) implements FileAction {}

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
    public Spawn environment(Map<String, String> allVariables) {
        environment = Map.copyOf(allVariables);
        variables = null;
        return this;
    }

    /** The child leads its own process group in this session; without this call it leads a session of its own. */
    public Spawn ownGroupOnly() {
        ownSession = false;
        return this;
    }

    /** Makes an open descriptor the child's descriptor {@code to}, 0 to 2. Where none is given, /dev/null is. */
    public Spawn redirect(Descriptor from, int to) {
        fileActions[to] = new Duplicate(from.number());
        return this;
    }

    /**
     * Opens a file as the child's descriptor.
     *
     * @param descriptor 0 to 2
     * @param flags a sum of {@link OpenFlags}; a file that CREATE makes gets mode 0600
     */
    public Spawn open(int descriptor, String path, int flags) {
        fileActions[descriptor] = new Open(path, flags);
        return this;
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
        if (arguments == null) {
            arguments = Scratch.ofTexts(command);
        }
        if (variables == null) {
            variables = Scratch.ofTexts(environment.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList());
        }
        try (var process = Scratch.allocate(4);
                var path = Scratch.ofText(file)) {
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
        for (int to = 0; to < fileActions.length; to++) {
            switch (fileActions[to]) {
                case Duplicate(int from) -> check(SpawnCalls.C.posix_spawn_file_actions_adddup2(actions, from, to));
                case Open(String path, int flags) -> addOpen(actions, to, path, flags);
            }
        }
        check(SpawnCalls.C.posix_spawn_file_actions_addclosefrom_np(actions, fileActions.length));
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
