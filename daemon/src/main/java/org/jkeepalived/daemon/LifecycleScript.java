// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jkeepalived.config.model.LifecycleScripts;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.process.DaemonSignal;
import org.jkeepalived.daemon.script.ScriptCommand;
import org.jkeepalived.daemon.script.ScriptResult;
import org.jkeepalived.daemon.script.ScriptRun;
import org.jkeepalived.daemon.script.ScriptRunner;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.SignalFd;
import org.slf4j.Logger;

/**
 * {@code startup_script}, before everything else, and {@code shutdown_script}, after it. The daemon waits for them, but
 * goes on whatever comes of them.
 */
final class LifecycleScript {
    private final String type;
    private final Script script;
    private final Duration timeout;
    private final Logger log;
    private final Consumer<Throwable> failureHandler;

    private LifecycleScript(
            String type, Script script, Duration timeout, Logger log, Consumer<Throwable> failureHandler) {
        this.type = type;
        this.script = script;
        this.timeout = timeout;
        this.log = log;
        this.failureHandler = failureHandler;
    }

    static LifecycleScript startup(LifecycleScripts scripts, Logger log, Consumer<Throwable> failureHandler) {
        return new LifecycleScript(
                "startup script", scripts.startup().orElseThrow(), scripts.startupTimeout(), log, failureHandler);
    }

    static LifecycleScript shutdown(LifecycleScripts scripts, Logger log, Consumer<Throwable> failureHandler) {
        return new LifecycleScript(
                "shutdown script", scripts.shutdown().orElseThrow(), scripts.shutdownTimeout(), log, failureHandler);
    }

    /**
     * Runs it and waits for its end.
     *
     * @return false if a signal has asked the daemon to stop meanwhile, which ends the script
     */
    boolean run(SignalFd signals) throws PosixException {
        log.debug("Running {} {}", type, script.command().getFirst());
        CompletableFuture<ScriptResult> result = new CompletableFuture<>();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        try (EventLoop loop = new EventLoop("lifecycle", failureHandler);
                ScriptRunner runner = new ScriptRunner(failureHandler, log)) {
            ScriptRun run = runner.start(ScriptCommand.of(script).withTimeout(timeout), loop, result::complete);
            EventLoop.Watch watch = loop.watch(signals.number(), () -> {
                if (isAskedToStop(signals)) {
                    stopped.complete(null);
                    run.terminate();
                }
            });
            report(result.join());
            loop.execute(watch::cancel);
        }
        return !stopped.isDone();
    }

    private static boolean isAskedToStop(SignalFd signals) {
        boolean asked = false;
        for (int number = signals.next(); number > 0; number = signals.next()) {
            asked |= DaemonSignal.of(number)
                    .filter(signal -> signal == DaemonSignal.STOP || signal == DaemonSignal.INTERRUPT)
                    .isPresent();
        }
        return asked;
    }

    /** keepalived's words, which say "script" twice. */
    private void report(ScriptResult result) {
        switch (result) {
            case ScriptResult.Exited(int code, var _) when code == 0 -> log.debug("{} script succeeded", type);
            case ScriptResult.Exited(int code, var _) -> log.info("{} script failed, status {}", type, code);
            case ScriptResult.TimedOut _ -> log.info("{} timed out", type);
            case ScriptResult.Killed _ -> log.info("{} {}", type, result.describe());
            case ScriptResult.NotStarted _ ->
                log.info("Call of {} {} failed: {}", type, script.command().getFirst(), result.describe());
        }
    }
}
