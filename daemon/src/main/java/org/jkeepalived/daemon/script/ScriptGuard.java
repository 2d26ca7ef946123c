// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PidFd;
import org.jkeepalived.posix.Pipe;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Signals;
import org.jkeepalived.posix.Spawn;
import org.slf4j.Logger;

/**
 * Ends the running scripts when the daemon is killed, as the parent-death signal (prctl(2), PR_SET_PDEATHSIG) does for
 * keepalived's.
 *
 * <p>Only a child itself can ask for that signal, which would take a program more between the daemon and each script:
 * more processor time than many a script needs. Here one small shell knows from a pipe which process groups are running,
 * and sends them SIGTERM when the pipe ends without a good-bye. On the scripts' thread.
 */
final class ScriptGuard implements AutoCloseable {
    /**
     * Reads {@code + GROUP} and {@code - GROUP}; the end of the pipe is the daemon's. Of the ways to write the last line,
     * this one means the same to dash, bash and busybox.
     */
    static final String PROGRAM = """
            trap '' HUP INT QUIT TERM USR1 USR2
            running=
            while read -r change group; do
                case $change in
                    +) running="$running -$group " ;;
                    -) running="${running%%" -$group "*}${running#*" -$group "}" ;;
                esac
            done
            for group in $running; do
                kill -TERM "$group" 2> /dev/null
            done
            """;

    private static final int LINE_BYTES_MAX = 32;

    private static final long LIFE_NANOS_MIN = 1_000_000_000L;
    private static final Duration END_PATIENCE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Logger log;
    private final Set<Integer> groups = new TreeSet<>();
    private final NativeMemory line = NativeMemory.allocate(LINE_BYTES_MAX);
    private Descriptor pipe;
    private PidFd shell;
    private EventLoop.Watch shellWatch;
    private long begunNanos;
    private boolean impossible;

    ScriptGuard(EventLoop loop, Logger log) {
        this.loop = loop;
        this.log = log;
    }

    /** Begins, if it has not; before a script, as there is no time for it after. */
    void begin() {
        if (shell != null || impossible) {
            return;
        }
        try {
            startShell();
        } catch (PosixException e) {
            giveUp(e.getMessage());
        }
    }

    /** From now on this group ends with the daemon. */
    void add(int group) {
        groups.add(group);
        if (shell != null) {
            write('+', group);
        }
    }

    /** This group has ended. */
    void remove(int group) {
        if (groups.remove(group) && shell != null) {
            write('-', group);
        }
    }

    private void startShell() throws PosixException {
        Pipe ends = Pipe.toChild();
        try (Descriptor reader = ends.reader()) {
            shell = PidFd.ofChild(Spawn.command(List.of("/bin/sh", "-c", PROGRAM, "keepalived-scripts"))
                    .environment(Map.of())
                    .redirect(reader, 0)
                    .start());
        } catch (PosixException e) {
            ends.close();
            throw e;
        }
        pipe = ends.writer();
        begunNanos = loop.nowNanos();
        shellWatch = loop.watch(shell.number(), this::shellEnded);
        // Of no group: the first use of this code takes long, and a script must not wait for it.
        write('-', 0);
        groups.forEach(group -> write('+', group));
    }

    private void giveUp(String why) {
        impossible = true;
        log.warn("Scripts that run will go on if the daemon is killed: {}", why);
    }

    private void write(char change, int group) {
        byte[] bytes = (change + " " + group + "\n").getBytes(StandardCharsets.US_ASCII);
        line.bytes().put(0, bytes);
        if (Errno.EAGAIN.is(pipe.write(line, 0, bytes.length))) {
            // It has been stopped for so long that the pipe is full; another one will know all groups.
            shell.signal(Signals.KILL);
        }
    }

    /** Somebody has ended it, or it cannot work here. */
    private void shellEnded() {
        release();
        if (loop.nowNanos() - begunNanos < LIFE_NANOS_MIN) {
            giveUp("/bin/sh ends at once");
        } else {
            begin();
        }
    }

    /** Ends the shell, and none of the groups. */
    @Override
    public void close() {
        if (shell != null) {
            shell.signal(Signals.KILL);
            release();
        }
    }

    private void release() {
        shellWatch.cancel();
        try {
            shell.awaitReadable(END_PATIENCE);
            shell.exitStatus();
        } catch (PosixException e) {
            throw new IllegalStateException("a child of ours cannot be waited for", e);
        }
        shell.close();
        pipe.close();
        shell = null;
    }
}
