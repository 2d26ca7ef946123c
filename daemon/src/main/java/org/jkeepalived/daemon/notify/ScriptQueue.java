// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.script.ScriptCommand;
import org.jkeepalived.daemon.script.ScriptResult;
import org.slf4j.Logger;

/**
 * The scripts of one instance or group, one after another in the order of the transitions.
 *
 * <p>A script that runs holds the next one back, but none is held back for more than ten seconds after its transition: it
 * then starts beside the other, and the log says so.
 */
final class ScriptQueue {
    /** How long a script that runs may hold the next one back. */
    static final long HOLD_NANOS = 10_000_000_000L;

    private static final int WAITING_MAX = 100;
    private static final int RUNNING_MAX = 100;

    private record Waiting(ScriptCommand command, long latestStartNanos) {
        String file() {
            return command.script().file();
        }
    }

    private final Subject subject;
    private final long holdNanos;
    private final ScriptStarter starter;
    private final EventLoop loop;
    private final Logger log;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Timer holdLimit = new Timer(_ -> startDue());
    private String running = "";
    private int runningCount;
    private int givenUp;

    ScriptQueue(Subject subject, long holdNanos, ScriptStarter starter, EventLoop loop, Logger log) {
        this.subject = subject;
        this.holdNanos = holdNanos;
        this.starter = starter;
        this.loop = loop;
        this.log = log;
    }

    /** Runs the script after those that were added before. */
    void add(ScriptCommand command) {
        if (waiting.size() == WAITING_MAX) {
            // What is so old says nothing any more; the newest state is what counts.
            waiting.remove();
            if (givenUp++ == 0) {
                log.warn(
                        "{} {} notify scripts wait for {} to end; giving up the oldest", subject, WAITING_MAX, running);
            }
        }
        waiting.add(new Waiting(command, loop.nowNanos() + holdNanos));
        startDue();
    }

    boolean isIdle() {
        return runningCount == 0 && waiting.isEmpty();
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Starts all that waits, now, whatever runs: there will be no later. */
    void startAll() {
        while (!waiting.isEmpty()) {
            start(waiting.remove());
        }
        loop.cancel(holdLimit);
    }

    private void startDue() {
        while (!waiting.isEmpty() && mayStart(waiting.peek())) {
            start(waiting.remove());
        }
        if (!waiting.isEmpty() && runningCount < RUNNING_MAX) {
            loop.arm(holdLimit, waiting.peek().latestStartNanos());
        } else {
            loop.cancel(holdLimit);
        }
        if (waiting.isEmpty() && givenUp > 0) {
            log.warn("{} {} notify scripts were not run", subject, givenUp);
            givenUp = 0;
        }
    }

    private boolean mayStart(Waiting next) {
        boolean heldTooLong = loop.nowNanos() - next.latestStartNanos() >= 0;
        return runningCount == 0 || (heldTooLong && runningCount < RUNNING_MAX);
    }

    private void start(Waiting next) {
        if (runningCount > 0) {
            log.warn("{} notify script {} is still running; starting {} beside it", subject, running, next.file());
        }
        running = next.file();
        runningCount++;
        starter.start(next.command(), result -> ended(next, result));
    }

    private void ended(Waiting ended, ScriptResult result) {
        runningCount--;
        if (result instanceof ScriptResult.NotStarted) {
            log.warn("{} notify script {} {}", subject, ended.file(), result.describe());
        } else if (!result.succeeded()) {
            log.info("{} notify script {} {}", subject, ended.file(), result.describe());
        }
        startDue();
    }
}
