// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.file.Path;

/**
 * A network namespace, held open (network_namespaces(7)).
 *
 * <p>Entering moves the calling thread and what it starts later. /proc/net and /sys/class/net go on showing the
 * process's first namespace; /proc/thread-self/net and netlink show the thread's.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;
    /** Where ip-netns(8) mounts named namespaces. */
    private static final Path NAMED = Path.of("/run/netns");

    private final Path path;
    private final Descriptor descriptor;

    private NetworkNamespace(Path path) throws PosixException {
        this.path = path;
        this.descriptor = Descriptor.open(path, OpenFlags.READ_ONLY, 0);
    }

    /** The namespace of a name (in /run/netns) or, with a slash in it, of a path such as /proc/PID/ns/net. */
    public static NetworkNamespace open(String nameOrPath) throws PosixException {
        return new NetworkNamespace(nameOrPath.contains("/") ? Path.of(nameOrPath) : NAMED.resolve(nameOrPath));
    }

    /** The calling thread's namespace. */
    public static NetworkNamespace current() throws PosixException {
        return new NetworkNamespace(Path.of("/proc/thread-self/ns/net"));
    }

    /** Moves the calling thread into the namespace (setns(2)); needs CAP_SYS_ADMIN. */
    public void enter() throws PosixException {
        Libc.check(ProcessCalls.C.setns(descriptor.number(), CLONE_NEWNET), "setns", path);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
