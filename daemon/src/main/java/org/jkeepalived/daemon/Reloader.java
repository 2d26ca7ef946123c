// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.daemon.process.SystemdNotifier;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.slf4j.Logger;

/**
 * Reads the configuration again when asked to, off the loop, and applies it if it can run; if it cannot, nothing
 * changes. Requests that come while one is worked on lead to exactly one more.
 */
final class Reloader {
    private final Supplier<Loaded> load;
    private final VrrpService service;
    private final SystemdNotifier systemd;
    private final Executor sideThread;
    private final Logger log;
    private boolean running;
    private boolean requestedAgain;

    /**
     * A reloader of what {@code load} reads.
     *
     * @param sideThread runs tasks one after another, not on the loop's thread
     */
    Reloader(Supplier<Loaded> load, VrrpService service, SystemdNotifier systemd, Executor sideThread, Logger log) {
        this.load = load;
        this.service = service;
        this.systemd = systemd;
        this.sideThread = sideThread;
        this.log = log;
    }

    /** Asks for a reload. On the loop's thread. */
    void request() {
        if (running) {
            requestedAgain = true;
            return;
        }
        running = true;
        log.info("Reloading ...");
        systemd.reloading();
        sideThread.execute(this::reload);
    }

    private void reload() {
        Loaded loaded = load.get();
        DiagnosticLog.write(loaded.diagnostics(), log);
        loaded.configuration().ifPresent(service::prepare);
        Optional<ReloadPlan> plan = loaded.configuration().map(service::plan);
        service.loop().execute(() -> finish(plan));
    }

    private void finish(Optional<ReloadPlan> plan) {
        if (plan.isPresent()) {
            service.apply(plan.get());
            log.info("Reload complete");
            systemd.ready(service.summary());
        } else {
            log.error("The new configuration cannot run; continuing with the old one");
            systemd.ready(service.summary() + "; the last reload was refused");
        }
        running = false;
        if (requestedAgain) {
            requestedAgain = false;
            request();
        }
    }
}
