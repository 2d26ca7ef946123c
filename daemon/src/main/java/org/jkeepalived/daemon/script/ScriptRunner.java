// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/**
 * Runs scripts on a thread of its own, so that neither starting them nor what they do delays the VRRP loop. The thread
 * begins with the first script.
 */
public final class ScriptRunner implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Consumer<Throwable> failureHandler;
    private final Logger log;
    private final Set<RunningScript> running = new HashSet<>();
    private final NativeMemory buffer = NativeMemory.allocate(BUFFER_BYTES);
    private EventLoop loop;

    /**
     * Nothing runs yet.
     *
     * @param failureHandler told of a failure that is the program's own fault
     */
    public ScriptRunner(Consumer<Throwable> failureHandler, Logger log) {
        this.failureHandler = failureHandler;
        this.log = log;
    }

    /**
     * Starts a script; returns at once. For any thread.
     *
     * @param whenDone gets the result, always and once, in a turn of {@code replyTo}
     */
    public ScriptRun start(ScriptCommand command, EventLoop replyTo, Consumer<ScriptResult> whenDone) {
        var run = new RunningScript(this, command, result -> replyTo.execute(() -> whenDone.accept(result)));
        try {
            EventLoop scriptsLoop = loop();
            scriptsLoop.execute(() -> run.start(scriptsLoop));
        } catch (PosixException e) {
            log.warn("Unable to run scripts: {}", e.getMessage());
            replyTo.execute(
                    () -> whenDone.accept(new ScriptResult.NotStarted(e.errno().text())));
        }
        return run;
    }

    private synchronized EventLoop loop() throws PosixException {
        if (loop == null) {
            loop = new EventLoop("scripts", failureHandler);
        }
        return loop;
    }

    synchronized void execute(Runnable task) {
        if (loop != null) {
            loop.execute(task);
        }
    }

    void started(RunningScript script) {
        running.add(script);
    }

    void ended(RunningScript script) {
        running.remove(script);
    }

    NativeMemory buffer() {
        return buffer;
    }

    /** Ends the scripts that are to die with the daemon, and then the thread. Those that outlive it go on. */
    @Override
    public synchronized void close() {
        if (loop != null) {
            loop.execute(
                    () -> running.stream().filter(RunningScript::diesWithDaemon).forEach(RunningScript::terminateNow));
            loop.close();
            loop = null;
        }
    }
}
