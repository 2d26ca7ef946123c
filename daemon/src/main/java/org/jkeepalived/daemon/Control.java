// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jkeepalived.daemon.cli.Version;
import org.jkeepalived.daemon.control.ControlHandler;
import org.jkeepalived.daemon.control.ControlSocket;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.reload.ReloadOutcome.Result;
import org.jkeepalived.daemon.status.DaemonStatus;
import org.slf4j.Logger;

/** Takes what is asked through the control socket to the loop. */
final class Control implements ControlHandler {
    /** What a reload asks of the kernel arrives in milliseconds; a first result of a script can take its time. */
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(30);

    private final Instant started = Instant.now();
    private final Path configurationFile;
    private final VrrpService service;
    private final Reloader reloader;

    Control(Path configurationFile, VrrpService service, Reloader reloader) {
        this.configurationFile = configurationFile;
        this.service = service;
        this.reloader = reloader;
    }

    /** Opens the socket. VRRP goes on without it: where there can be none, the log says so. */
    AutoClosing listen(Path socket, Logger log) {
        try {
            return ControlSocket.open(socket, this)::close;
        } catch (IOException failure) {
            log.warn(
                    "No control socket, \"jkeepalived status\" and \"reload\" will not work: {}", failure.getMessage());
            return () -> {};
        }
    }

    /** Something to be closed, without a failure. */
    @FunctionalInterface
    interface AutoClosing extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public CompletableFuture<DaemonStatus> status() {
        return onLoop(() -> CompletableFuture.completedFuture(new DaemonStatus(
                Version.own(),
                ProcessHandle.current().pid(),
                started,
                configurationFile,
                reloader.last(),
                service.status())));
    }

    @Override
    public CompletableFuture<ReloadOutcome> planReload() {
        return onLoop(reloader::plan);
    }

    @Override
    public CompletableFuture<ReloadOutcome> reload(boolean untilSettled) {
        return onLoop(() -> untilSettled ? reloader.reload().thenCompose(this::settled) : reloader.reload());
    }

    private CompletableFuture<ReloadOutcome> settled(ReloadOutcome outcome) {
        return outcome.result() == Result.APPLIED
                ? service.whenSettled(SETTLE_PATIENCE)
                        .thenApply(settled -> settled ? outcome : outcome.as(Result.NOT_SETTLED))
                : CompletableFuture.completedFuture(outcome);
    }

    private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> question) {
        CompletableFuture<CompletableFuture<T>> asked = new CompletableFuture<>();
        service.loop().execute(() -> asked.complete(question.get()));
        return asked.thenCompose(Function.identity());
    }
}
