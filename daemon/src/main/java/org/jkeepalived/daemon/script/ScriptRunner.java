// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Scheduling;
import org.slf4j.Logger;

/**
 * Runs scripts on a thread of its own, so that neither starting them nor what they do delays the VRRP loop. The thread
 * begins with the first script.
 */
public final class ScriptRunner implements AutoCloseable {
    private static final int THIS_THREAD = 0;
    /** keepalived gives its scripts a second when it ends. */
    private static final int TERMINATION_SECONDS = 1;

    private final Consumer<Throwable> failureHandler;
    private final Logger log;
    private final int nice = Scheduling.nice(THIS_THREAD);
    private ScriptThread thread;
    private boolean closed;

    /**
     * Nothing runs yet. To be made before the calling thread gets another priority, which is none of the scripts'.
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
     * @param whenDone gets the result, once, in a turn of {@code replyTo}; after {@link #close} nothing
     */
    public ScriptRun start(ScriptCommand command, EventLoop replyTo, Consumer<ScriptResult> whenDone) {
        Consumer<ScriptResult> reply = result -> reply(replyTo, () -> whenDone.accept(result));
        try {
            ScriptThread scripts = thread();
            RunningScript run = new RunningScript(scripts, command, reply);
            scripts.loop().execute(run::start);
            return () -> execute(run::terminate);
        } catch (PosixException e) {
            reply.accept(ScriptResult.NotStarted.because(e));
            return () -> {};
        }
    }

    /**
     * Prepares a script that is to be run at intervals; {@link TrackedScript#start} begins.
     *
     * @param listener is told in turns of {@code replyTo}
     */
    public TrackedScript track(TrackScript definition, EventLoop replyTo, TrackedScript.Listener listener) {
        return new TrackedScript(
                this, definition, (well, result) -> reply(replyTo, () -> listener.found(well, result)), log);
    }

    private synchronized void reply(EventLoop loop, Runnable task) {
        if (!closed) {
            loop.execute(task);
        }
    }

    /** The thread, which is begun if need be. */
    synchronized ScriptThread thread() throws PosixException {
        if (thread == null) {
            thread = new ScriptThread(nice, failureHandler, log);
        }
        return thread;
    }

    /** Runs a task on the thread, if there is one. */
    synchronized void execute(Runnable task) {
        if (thread != null) {
            thread.loop().execute(task);
        }
    }

    /** Ends the scripts that shall not outlive the daemon, which takes a second if they are stubborn, and then the thread. */
    @Override
    public void close() {
        ScriptThread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
            thread = null;
        }
        if (ending == null) {
            return;
        }
        CountDownLatch gone = new CountDownLatch(1);
        ending.loop().execute(() -> ending.terminateAll(gone::countDown));
        if (!await(gone)) {
            ending.loop().execute(ending::killAll);
            if (!await(gone)) {
                log.warn("A script is still there after SIGKILL");
            }
        }
        ending.close();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(TERMINATION_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
