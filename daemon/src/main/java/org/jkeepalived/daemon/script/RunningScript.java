// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.util.function.Consumer;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.ExitStatus;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PidFd;
import org.jkeepalived.posix.Pipe;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Signals;
import org.jkeepalived.posix.Spawn;

/**
 * One process from its start to its end; belongs to the scripts' thread.
 *
 * <p>When its time is over, its process group gets SIGTERM, two seconds later SIGKILL, and after two more the result is
 * told even though the kernel still holds the process (in an uninterruptible sleep, for example), which goes on being
 * waited for.
 */
final class RunningScript implements ScriptRun {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private final ScriptRunner runner;
    private final ScriptCommand command;
    private final Consumer<ScriptResult> whenDone;
    private final LastLine lastLine = new LastLine();
    private final Timer limit = new Timer(_ -> overdue());
    private EventLoop loop;
    private PidFd process;
    private EventLoop.Watch processWatch;
    private Descriptor output;
    private EventLoop.Watch outputWatch;
    private boolean timedOut;
    private boolean told;
    private int lastSignal;

    RunningScript(ScriptRunner runner, ScriptCommand command, Consumer<ScriptResult> whenDone) {
        this.runner = runner;
        this.command = command;
        this.whenDone = whenDone;
    }

    boolean diesWithDaemon() {
        return command.diesWithDaemon();
    }

    /** Starts it. What the kernel refuses is a result. */
    void start(EventLoop scriptsLoop) {
        loop = scriptsLoop;
        try {
            process = command.keepsOutput() ? spawnWithOutput() : spawn(Launch.of(command));
        } catch (PosixException e) {
            closeOutput();
            tell(new ScriptResult.NotStarted(e.errno().text()));
            return;
        }
        runner.started(this);
        processWatch = loop.watch(process.number(), this::ended);
        command.timeout().ifPresent(time -> loop.arm(limit, loop.nowNanos() + time.toNanos()));
    }

    private PidFd spawnWithOutput() throws PosixException {
        var pipe = Pipe.open();
        output = pipe.reader();
        try (var writer = pipe.writer()) {
            return spawn(Launch.of(command).redirect(writer, STANDARD_OUTPUT).redirect(writer, STANDARD_ERROR));
        } finally {
            outputWatch = loop.watch(output.number(), this::readOutput);
        }
    }

    private static PidFd spawn(Spawn program) throws PosixException {
        return PidFd.open(program.start());
    }

    /** One read per turn: a flood is another script's neighbour, not its end. */
    private void readOutput() {
        if (readOnce() == 0) {
            closeOutput();
        }
    }

    private int readOnce() {
        NativeMemory buffer = runner.buffer();
        int count = output.read(buffer, 0, buffer.size());
        if (count > 0) {
            lastLine.add(buffer.bytes().clear().limit(count));
        }
        return count;
    }

    private void ended() {
        try {
            process.exitStatus().ifPresent(this::ended);
        } catch (PosixException e) {
            throw new IllegalStateException("a child of ours cannot be waited for", e);
        }
    }

    private void ended(ExitStatus status) {
        loop.cancel(limit);
        processWatch.cancel();
        process.close();
        runner.ended(this);
        if (output != null) {
            readOnce();
            closeOutput();
        }
        tell(result(status, lastLine.text()));
    }

    private ScriptResult result(ExitStatus status, String text) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> new ScriptResult.Exited(code, text);
            case ExitStatus.Killed(int signal)
            when timedOut && (signal == Signals.TERM || signal == Signals.KILL) -> new ScriptResult.TimedOut(text);
            case ExitStatus.Killed(int signal) -> new ScriptResult.Killed(signal, text);
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
                timedOut = true;
                signal(Signals.TERM);
            }
            case Signals.TERM -> signal(Signals.KILL);
            default -> tell(new ScriptResult.TimedOut(lastLine.text()));
        }
    }

    private void signal(int signal) {
        lastSignal = signal;
        PidFd.signalGroup(process.process(), signal);
        loop.arm(limit, loop.nowNanos() + PATIENCE_NANOS);
    }

    @Override
    public void terminate() {
        runner.execute(this::terminateNow);
    }

    void terminateNow() {
        if (process != null && process.isOpen() && lastSignal == 0) {
            signal(Signals.TERM);
        }
    }

    private void closeOutput() {
        if (output != null) {
            outputWatch.cancel();
            output.close();
            output = null;
        }
    }
}
