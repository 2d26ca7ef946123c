// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/**
 * A {@code vrrp_script}: run at intervals, from start to start, on the scripts' thread. Whoever tracks it hears only of
 * what is new, so that hundreds of scripts that are well cost the VRRP loop nothing.
 *
 * <p>When a run takes longer than the interval, the next ones are left out until it has ended.
 */
public final class TrackedScript {
    /** Told on the loop that was given with it. */
    @FunctionalInterface
    public interface Listener {
        /**
         * The script counts as well or failed from now on, or fails for another reason than before.
         *
         * @param result of the run that decided
         */
        void found(boolean well, ScriptResult result);
    }

    private final ScriptRunner runner;
    private final Listener listener;
    private final Logger log;
    private final RunHistory history = new RunHistory();
    private final Timer due = new Timer(this::due);
    private TrackScript definition;
    private ScriptCommand command;
    private ScriptThread thread;
    private RunningScript run;
    private int runNumber;
    private long lastStartNanos;
    private boolean slotTaken;
    private int lastCode;
    private String lastReason = "";
    private boolean shortageLogged;

    TrackedScript(ScriptRunner runner, TrackScript definition, Listener listener, Logger log) {
        this.runner = runner;
        this.listener = listener;
        this.log = log;
        define(definition);
    }

    private void define(TrackScript changed) {
        definition = changed;
        command = ScriptCommand.of(changed.script())
                .withTimeout(changed.timeout())
                .keepingOutput();
    }

    /** Begins with a first run. For any thread. */
    public void start() {
        try {
            ScriptThread scripts = runner.thread();
            scripts.loop().execute(() -> begin(scripts));
        } catch (PosixException e) {
            ScriptResult.NotStarted failure = ScriptResult.NotStarted.because(e);
            log.warn("VRRP_Script({}) {}", definition.name(), failure.describe());
            listener.found(false, failure);
        }
    }

    /**
     * Goes on with what the configuration says now. If that is another program, it is run at once and its first result
     * decides; until then the last one counts. For any thread.
     */
    public void redefine(TrackScript changed) {
        runner.execute(() -> change(changed));
    }

    /** Ends it, and a run that is going on. For any thread. */
    public void stop() {
        runner.execute(this::end);
    }

    private void begin(ScriptThread scripts) {
        thread = scripts;
        thread.slots().scriptBegins();
        arm(thread.loop().nowNanos());
    }

    private void arm(long nanos) {
        thread.loop().arm(due, nanos);
    }

    private void due(long nowNanos) {
        if (!slotTaken) {
            slotTaken = true;
            long slot = thread.slots().take(nowNanos);
            if (slot - nowNanos > 0) {
                arm(slot);
                return;
            }
        }
        slotTaken = false;
        lastStartNanos = nowNanos;
        arm(nowNanos + definition.interval().toNanos());
        if (run == null || run.isOver()) {
            run();
        } else {
            log.info(
                    "Track script {} is {}, expect idle - skipping run",
                    definition.name(),
                    run.isEnding() ? "being timed out" : "already running");
        }
    }

    private void run() {
        int number = ++runNumber;
        run = new RunningScript(thread, command, result -> ended(number, result));
        run.start();
    }

    private void ended(int number, ScriptResult result) {
        if (number != runNumber) {
            return; // it was abandoned
        }
        if (result instanceof ScriptResult.NotStarted(String reason, boolean shortage) && shortage) {
            logShortage(reason);
            return;
        }
        shortageLogged = false;
        logExitCode(result);
        boolean news = history.add(result.succeeded(), definition.rise(), definition.fall());
        String reason = result.describe();
        if (news) {
            log.info("VRRP_Script({}) {}", definition.name(), result.verdict());
        }
        if (news || (!history.isWell() && !result.succeeded() && !reason.equals(lastReason))) {
            lastReason = reason;
            listener.found(history.isWell(), result);
        }
    }

    /** It says nothing about what the script looks after. */
    private void logShortage(String reason) {
        if (!shortageLogged) {
            shortageLogged = true;
            log.warn("Failed fork process: script {} is not run: {}", definition.name(), reason);
        }
    }

    private void logExitCode(ScriptResult result) {
        if (result instanceof ScriptResult.Exited exited && exited.code() != lastCode) {
            lastCode = exited.code();
            log.info("Script `{}` now returning {}", definition.name(), lastCode);
        }
    }

    private void change(TrackScript changed) {
        boolean otherProgram = !changed.script().equals(definition.script());
        define(changed);
        if (thread == null) {
            return;
        }
        slotTaken = false;
        if (otherProgram) {
            abandonRun();
            history.restart();
            arm(thread.loop().nowNanos());
        } else {
            arm(lastStartNanos + changed.interval().toNanos());
        }
    }

    private void end() {
        if (thread != null) {
            thread.slots().scriptEnds();
            thread.loop().cancel(due);
            abandonRun();
        }
    }

    private void abandonRun() {
        runNumber++;
        if (run != null) {
            run.terminate();
            run = null;
        }
    }
}
