// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.ExitStatus;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PidFd;
import org.jkeepalived.posix.Pipe;
import org.jkeepalived.posix.Spawn;

/**
 * The start without {@code -n}. A Java virtual machine cannot fork, so the command starts itself a second time, in a
 * session of its own, and waits until that daemon says that it runs. Whoever waits for the command (systemd with
 * Type=forking) therefore finds the pid files, and the exit code tells whether the daemon came up.
 */
public final class BackgroundStart {
    /** In the environment of the second start: the directory of the first, as the daemon itself works in the root. */
    static final String STARTED_FROM = "JKEEPALIVED_STARTED_FROM";

    /** The property by which the launcher names itself. */
    private static final String LAUNCHER = "jkeepalived.launcher";

    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private BackgroundStart() {}

    /** Whether this process is the daemon of a background start. */
    public static boolean isBackground() {
        return System.getenv(STARTED_FROM) != null;
    }

    /** Where relative names on the command line begin. */
    public static Path directory() {
        return Path.of(Optional.ofNullable(System.getenv(STARTED_FROM)).orElse(""))
                .toAbsolutePath();
    }

    /** How this process is started anew: the launcher's path; empty when it was not used. */
    public static Optional<String> launcher() {
        return Optional.ofNullable(System.getProperty(LAUNCHER));
    }

    /**
     * Starts the daemon and waits for it.
     *
     * @return 0 when it runs, else the exit code with which it gave up
     * @throws IOException when it cannot be started, or says nothing for a minute
     */
    public static int start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher().orElseThrow(() -> new IOException("only the launcher can start in the background")));
        command.addAll(List.of(arguments));
        var environment = new HashMap<>(System.getenv());
        environment.put(STARTED_FROM, directory().toString());
        try (var pipe = Pipe.open()) {
            int child = Spawn.command(command)
                    .environment(environment)
                    .redirect(pipe.writer(), STANDARD_OUTPUT)
                    // Until it runs, what the virtual machine itself complains of belongs to the terminal.
                    .redirect(Descriptor.adopt(STANDARD_ERROR), STANDARD_ERROR)
                    .start();
            pipe.writer().close();
            return await(child, pipe.reader());
        }
    }

    /** The daemon's end of the pipe is closed when it has written a word, and when it has ended. */
    private static int await(int child, Descriptor reader) throws IOException {
        if (!reader.awaitReadable(PATIENCE)) {
            throw new IOException("process " + child + " does not say that it runs");
        }
        var word = NativeMemory.allocate(1);
        if (reader.read(word, 0, word.size()) > 0) {
            return 0;
        }
        try (var process = PidFd.open(child)) {
            process.awaitReadable(PATIENCE);
            return switch (process.exitStatus().orElseThrow()) {
                case ExitStatus.Exited(int code) when code != 0 -> code;
                case ExitStatus other -> throw new IOException("process " + child + " " + other);
            };
        }
    }

    /** Lets the waiting command end. From then on, nothing leads to the terminal any more. */
    static void reportRunning() {
        if (isBackground()) {
            System.out.println("running");
            // The virtual machine puts /dev/null in the place of a standard stream that is closed.
            System.out.close();
            System.err.close();
        }
    }
}
