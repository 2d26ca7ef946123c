// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.ExitStatus;
import org.jkeepalived.posix.PidFd;
import org.jkeepalived.posix.Pipe;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Signals;
import org.jkeepalived.posix.Spawn;

/**
 * One process from its start to its end; belongs to the scripts' thread.
 *
 * <p>When its time is over, its process group gets SIGTERM and two seconds later SIGKILL. After two more the result is
 * told even though the kernel still holds the process (waiting for a dead NFS server, for example), whose end is awaited
 * further.
 */
final class RunningScript {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private final ScriptThread thread;
    private final ScriptCommand command;
    private final Consumer<ScriptResult> whenDone;
    private final Timer limit = new Timer(_ -> overdue());
    private PidFd process;
    private EventLoop.Watch watch;
    private ScriptOutput output;
    private int lastSignal;
    private boolean asked;
    private boolean timedOut;
    private boolean told;

    RunningScript(ScriptThread thread, ScriptCommand command, Consumer<ScriptResult> whenDone) {
        this.thread = thread;
        this.command = command;
        this.whenDone = whenDone;
    }

    boolean diesWithDaemon() {
        return command.diesWithDaemon();
    }

    /** Starts it. What the kernel refuses is a result. */
    void start() {
        thread.starting(command);
        try {
            process = PidFd.ofChild(command.keepsOutput() ? spawnWithOutput() : spawn(UnaryOperator.identity()));
        } catch (IOException e) {
            closeOutput();
            tell(ScriptResult.NotStarted.because(e));
            return;
        }
        thread.started(this);
        EventLoop loop = thread.loop();
        watch = loop.watch(process.number(), this::ended);
        // Starting it has taken some time, which is not the script's.
        loop.readClock();
        command.timeout().ifPresent(time -> loop.arm(limit, loop.nowNanos() + time.toNanos()));
    }

    private int spawnWithOutput() throws IOException {
        Pipe pipe = Pipe.fromChild();
        output = new ScriptOutput(pipe.reader(), thread.buffer(), thread.loop());
        try (Descriptor writer = pipe.writer()) {
            if (!Identities.isOwn(command.account())) {
                writer.giveTo((int) command.account().userId(), (int)
                        command.account().groupId());
            }
            return spawn(program -> program.redirect(writer, STANDARD_OUTPUT).redirect(writer, STANDARD_ERROR));
        }
    }

    private int spawn(UnaryOperator<Spawn> redirections) throws IOException {
        try {
            return redirections.apply(command.spawn()).start();
        } catch (PosixException e) {
            if (!Errno.ENOEXEC.equals(e.errno())) {
                throw e;
            }
            return redirections.apply(command.spawnByShell()).start();
        }
    }

    /** The number of the process and its group. */
    int process() {
        return process.process();
    }

    ScriptCommand command() {
        return command;
    }

    /** Whether it has been told to end. */
    boolean isEnding() {
        return lastSignal != 0;
    }

    /** Whether there is no process (any more). Its result may have been told long before, if nothing could end it. */
    boolean isOver() {
        return process == null || !process.isOpen();
    }

    private void ended() {
        if (isEnding()) {
            // While its leader is not waited for, nobody else can get the group's number.
            PidFd.signalGroup(process(), Signals.KILL);
        }
        exitStatus().ifPresent(this::ended);
    }

    private Optional<ExitStatus> exitStatus() {
        try {
            return process.exitStatus();
        } catch (PosixException e) {
            throw new IllegalStateException("a child of ours cannot be waited for", e);
        }
    }

    private void ended(ExitStatus status) {
        thread.loop().cancel(limit);
        watch.cancel();
        process.close();
        String lastLine = output == null ? "" : output.lastLine();
        thread.ended(this, Optional.ofNullable(output).filter(ScriptOutput::isOpen));
        tell(result(status, lastLine));
    }

    private ScriptResult result(ExitStatus status, String lastLine) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> new ScriptResult.Exited(code, lastLine);
            case ExitStatus.Killed(int signal)
            when timedOut && (signal == Signals.TERM || signal == Signals.KILL) -> new ScriptResult.TimedOut(lastLine);
            case ExitStatus.Killed(int signal) -> new ScriptResult.Killed(signal, lastLine);
        };
    }

    private void tell(ScriptResult result) {
        if (!told) {
            told = true;
            whenDone.accept(result);
        }
    }

    private void overdue() {
        switch (lastSignal) {
            case 0 -> {
                timedOut = !asked;
                signal(Signals.TERM);
            }
            case Signals.TERM -> signal(Signals.KILL);
            default -> tell(new ScriptResult.TimedOut(output == null ? "" : output.lastLine()));
        }
    }

    /** Ends it before its time; the result comes as ever. */
    void terminate() {
        if (process == null || !process.isOpen() || isEnding() || asked) {
            return;
        }
        if (command.endsItself()) {
            asked = true;
            process.signal(Signals.TERM);
            thread.loop().arm(limit, thread.loop().nowNanos() + PATIENCE_NANOS);
        } else {
            signal(Signals.TERM);
        }
    }

    /** At once. */
    void kill() {
        signal(Signals.KILL);
    }

    private void signal(int signal) {
        lastSignal = signal;
        PidFd.signalGroup(process(), signal);
        thread.loop().arm(limit, thread.loop().nowNanos() + PATIENCE_NANOS);
    }

    private void closeOutput() {
        if (output != null) {
            output.close();
        }
    }
}
