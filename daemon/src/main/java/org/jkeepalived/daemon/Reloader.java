// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.Missing;
import org.jkeepalived.config.ReloadRules;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.daemon.process.SystemdNotifier;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.reload.ReloadOutcome.Result;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.jkeepalived.daemon.status.DaemonStatus.LastReload;
import org.slf4j.Logger;

/**
 * Reads the configuration again when asked to, works out what is to change, both off the loop, and has it applied; or
 * finds a reason not to, and then nothing changes. Whoever asks while one reload is worked on shares exactly one more.
 *
 * <p>On the loop's thread, but for what is said to be elsewhere.
 */
final class Reloader {
    /** What is ready to be applied; no plan if it is refused. */
    private record Prepared(
            Instant at, long beganNanos, Missing missing, Diagnostics findings, Optional<ReloadPlan> plan) {
        ReloadOutcome outcome(Result result) {
            return new ReloadOutcome(result, at, Duration.ofNanos(System.nanoTime() - beganNanos), plan, findings);
        }
    }

    private final Supplier<Loaded> load;
    private final boolean namespaceGiven;
    private final VrrpService service;
    private final SystemdNotifier systemd;
    private final Executor sideThread;
    private final Logger log;

    private Missing missing;
    private Optional<LastReload> last = Optional.empty();
    private boolean busy;
    private boolean reloadDue;
    private List<CompletableFuture<ReloadOutcome>> waitForReload = new ArrayList<>();
    private List<CompletableFuture<ReloadOutcome>> waitForPlan = new ArrayList<>();

    /**
     * A reloader of what {@code load} reads.
     *
     * @param first what has been read for what runs at the beginning
     * @param namespaceGiven whether the command line says in which network namespace to work
     * @param sideThread runs tasks one after another, not on the loop's thread
     */
    Reloader(
            Supplier<Loaded> load,
            Loaded first,
            boolean namespaceGiven,
            VrrpService service,
            SystemdNotifier systemd,
            Executor sideThread,
            Logger log) {
        this.load = load;
        this.missing = first.missing();
        this.namespaceGiven = namespaceGiven;
        this.service = service;
        this.systemd = systemd;
        this.sideThread = sideThread;
        this.log = log;
    }

    /** What came of the last reload. */
    Optional<LastReload> last() {
        return last;
    }

    /** Asks for a reload, as a signal does that waits for no answer. */
    void request() {
        reloadDue = true;
        next();
    }

    /** Asks for a reload. */
    CompletableFuture<ReloadOutcome> reload() {
        reloadDue = true;
        return queue(waitForReload);
    }

    /** Asks what a reload would do. */
    CompletableFuture<ReloadOutcome> plan() {
        return queue(waitForPlan);
    }

    private CompletableFuture<ReloadOutcome> queue(List<CompletableFuture<ReloadOutcome>> waiting) {
        var outcome = new CompletableFuture<ReloadOutcome>();
        waiting.add(outcome);
        next();
        return outcome;
    }

    private void next() {
        if (busy) {
            return;
        }
        if (reloadDue) {
            reloadDue = false;
            log.info("Reloading ...");
            systemd.reloading();
            List<CompletableFuture<ReloadOutcome>> waiting = waitForReload;
            waitForReload = new ArrayList<>();
            work(this::prepare, this::apply, waiting);
        } else if (!waitForPlan.isEmpty()) {
            List<CompletableFuture<ReloadOutcome>> waiting = waitForPlan;
            waitForPlan = new ArrayList<>();
            work(this::read, Reloader::wouldBe, waiting);
        }
    }

    /**
     * Has both steps done, one after the other.
     *
     * @param first off the loop; is given what the machine lacked when the running configuration was read
     * @param second on the loop
     */
    private void work(
            Function<Missing, Prepared> first,
            Function<Prepared, ReloadOutcome> second,
            List<CompletableFuture<ReloadOutcome>> waiting) {
        busy = true;
        Missing missed = missing;
        sideThread.execute(() -> {
            Prepared prepared = first.apply(missed);
            service.loop().execute(() -> {
                ReloadOutcome outcome = second.apply(prepared);
                busy = false;
                waiting.forEach(one -> one.complete(outcome));
                next();
            });
        });
    }

    private Prepared prepare(Missing missed) {
        Prepared prepared = read(missed);
        prepared.plan.map(ReloadPlan::after).ifPresent(service::prepare);
        return prepared;
    }

    /** A mistake of the program is no reason to lose the routers that run. */
    private Prepared read(Missing missed) {
        Instant at = Instant.now();
        long beganNanos = System.nanoTime();
        try {
            Loaded loaded = load.get();
            Diagnostics findings = loaded.diagnostics()
                    .and(ReloadRules.refusals(service.configuration(), missed, loaded, namespaceGiven));
            Optional<ReloadPlan> plan =
                    loaded.configuration().filter(_ -> !findings.hasErrors()).map(service::plan);
            return new Prepared(at, beganNanos, loaded.missing(), findings, plan);
        } catch (RuntimeException | StackOverflowError fault) {
            log.error("Unexpected fault while the configuration was read", fault);
            var findings = new Findings();
            findings.general(Severity.ERROR, "Unexpected fault: " + fault);
            return new Prepared(at, beganNanos, Missing.NOTHING, findings.done(), Optional.empty());
        }
    }

    private static ReloadOutcome wouldBe(Prepared prepared) {
        return prepared.outcome(prepared.plan.isPresent() ? Result.POSSIBLE : Result.REFUSED);
    }

    private ReloadOutcome apply(Prepared prepared) {
        DiagnosticLog.write(prepared.findings, log);
        ReloadOutcome outcome;
        if (prepared.plan.isPresent()) {
            service.apply(prepared.plan.get());
            missing = prepared.missing;
            outcome = prepared.outcome(Result.APPLIED);
            log.info("Reload complete");
            systemd.ready(service.summary() + "; reloaded, " + outcome.summary());
        } else {
            outcome = prepared.outcome(Result.REFUSED);
            log.error("The new configuration is refused; continuing with the old one");
            systemd.ready(service.summary() + "; the last reload was refused: " + outcome.summary());
        }
        last = Optional.of(new LastReload(outcome.at(), outcome.result() == Result.APPLIED, outcome.summary()));
        return outcome;
    }
}
