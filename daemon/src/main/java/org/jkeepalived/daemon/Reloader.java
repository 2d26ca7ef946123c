// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.Missing;
import org.jkeepalived.config.ReloadRules;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.ReloadSettings;
import org.jkeepalived.daemon.process.SystemdNotifier;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.reload.ReloadOutcome.Result;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.jkeepalived.daemon.reload.option.ReloadFiles;
import org.jkeepalived.daemon.reload.option.ReloadSchedule;
import org.jkeepalived.daemon.reload.option.SavedReloads;
import org.jkeepalived.daemon.status.DaemonStatus.LastReload;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.slf4j.Logger;

/**
 * Reads the configuration again when asked to, works out what is to change, both off the loop, and has it applied; or
 * finds a reason not to, and then nothing changes. Whoever asks while one reload is worked on shares exactly one more.
 *
 * <p>On the loop's thread, but for what is said to be elsewhere.
 */
final class Reloader implements AutoCloseable {
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

    private final ReloadFiles files;
    private final ReloadSchedule schedule;
    private final SavedReloads saved;

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
     * @param failureHandler told of a failure that is the program's own fault
     */
    Reloader(
            Supplier<Loaded> load,
            Loaded first,
            boolean namespaceGiven,
            VrrpService service,
            SystemdNotifier systemd,
            Executor sideThread,
            Consumer<Throwable> failureHandler,
            Logger log) {
        this.load = load;
        this.missing = first.missing();
        this.namespaceGiven = namespaceGiven;
        this.service = service;
        this.systemd = systemd;
        this.sideThread = sideThread;
        this.log = log;
        files = new ReloadFiles(log);
        schedule = new ReloadSchedule(() -> service.loop().execute(this::request), failureHandler, log);
        saved = new SavedReloads(log);
        begin(first.configuration().orElseThrow());
    }

    private void begin(Configuration configuration) {
        files.readingEnds(configuration.global().reload());
        schedule.configure(configuration.global().reload());
        saved.started(configuration);
    }

    /** Ends the wait for a scheduled reload. */
    @Override
    public void close() {
        schedule.close();
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
            Prepared prepared = attempt(first, missed);
            service.loop().execute(() -> {
                ReloadOutcome outcome = second.apply(prepared);
                busy = false;
                waiting.forEach(one -> one.complete(outcome));
                next();
            });
        });
    }

    private Prepared attempt(Function<Missing, Prepared> step, Missing missed) {
        try {
            return step.apply(missed);
        } catch (RuntimeException | StackOverflowError fault) {
            return failed(fault);
        }
    }

    private Prepared prepare(Missing missed) {
        ReloadSettings settings = service.configuration().global().reload();
        files.readingBegins(settings);
        Prepared prepared = read(missed);
        files.readingEnds(settings);
        files.checked(settings, prepared.findings);
        prepared.plan.map(ReloadPlan::after).ifPresent(service::prepare);
        return prepared;
    }

    private Prepared read(Missing missed) {
        Instant at = Instant.now();
        long beganNanos = System.nanoTime();
        Loaded loaded = load.get();
        Diagnostics findings =
                loaded.diagnostics().and(ReloadRules.refusals(service.configuration(), missed, loaded, namespaceGiven));
        Optional<ReloadPlan> plan =
                loaded.configuration().filter(_ -> !findings.hasErrors()).map(service::plan);
        return new Prepared(at, beganNanos, loaded.missing(), findings, plan);
    }

    /** A mistake of the program while it reads is no reason to lose the routers that run. */
    private Prepared failed(Throwable fault) {
        log.error("Unexpected fault while the configuration was read", fault);
        var findings = new Findings();
        findings.general(Severity.ERROR, "Unexpected fault: " + fault);
        return new Prepared(Instant.now(), System.nanoTime(), Missing.NOTHING, findings.done(), Optional.empty());
    }

    private static ReloadOutcome wouldBe(Prepared prepared) {
        return prepared.outcome(prepared.plan.isPresent() ? Result.POSSIBLE : Result.REFUSED);
    }

    /** Applies the plan, and lets those know who have to do with files. */
    private void take(ReloadPlan plan) {
        Configuration after = plan.after();
        Optional<Path> directory = SavedReloads.directory(after);
        List<InstanceStatus> before = directory.map(_ -> service.status()).orElse(List.of());
        service.apply(plan);
        sideThread.execute(() -> schedule.configure(after.global().reload()));
        directory.ifPresent(kept -> {
            List<InstanceStatus> now = service.status();
            sideThread.execute(() -> saved.reloaded(kept, after, before, now));
        });
    }

    private ReloadOutcome apply(Prepared prepared) {
        DiagnosticLog.write(prepared.findings, log);
        ReloadOutcome outcome;
        if (prepared.plan.isPresent()) {
            take(prepared.plan.get());
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
