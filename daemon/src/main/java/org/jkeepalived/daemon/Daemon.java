// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.daemon.cli.ExitCode;
import org.jkeepalived.daemon.cli.Options;
import org.jkeepalived.daemon.logging.DaemonLog;
import org.jkeepalived.daemon.machine.ThisMachine;
import org.jkeepalived.daemon.process.AlreadyRunningException;
import org.jkeepalived.daemon.process.DaemonProcess;
import org.jkeepalived.daemon.process.DaemonSignal;
import org.jkeepalived.daemon.process.PidFiles;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NetworkNamespace;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.SignalFd;
import org.slf4j.Logger;

/** The running daemon: from the options of the command line to the exit code. */
public final class Daemon {
    private final Options options;
    private final Logger log = DaemonLog.parent();
    private final ExecutorService sideThread = Executors.newSingleThreadExecutor(task -> new Thread(task, "side"));
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private Daemon(Options options) {
        this.options = options;
    }

    /** Runs until a signal ends it, and returns the exit code of the process. */
    public static int run(Options options) {
        Daemon daemon = new Daemon(options);
        try {
            return daemon.run();
        } catch (PosixException e) {
            daemon.log.error("{}", e.getMessage());
            return Errno.EPERM.equals(e.errno()) || Errno.EACCES.equals(e.errno())
                    ? ExitCode.NO_PERMISSION
                    : ExitCode.FAILURE;
        } catch (IOException e) {
            daemon.log.error("{}", e.getMessage());
            return ExitCode.FAILURE;
        } finally {
            daemon.sideThread.shutdownNow();
        }
    }

    private int run() throws IOException {
        Optional<Configuration> configuration = firstConfiguration();
        if (configuration.isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        try (DaemonProcess process = DaemonProcess.claim(pidFiles(configuration.get()));
                VrrpService service = new VrrpService(configuration.get().global(), DaemonLog.vrrp(), this::failed);
                SignalFd signals = SignalFd.open(DaemonSignal.all())) {
            Reloader reloader = new Reloader(this::load, service, process.systemd(), sideThread, log);
            service.loop().watch(signals.number(), () -> readSignals(signals, service, process, reloader));
            service.loop().execute(() -> {
                service.start(configuration.get());
                log.info("Startup complete");
                process.running(service.summary());
            });
            return exit.join();
        } catch (AlreadyRunningException e) {
            log.error("daemon is already running");
            return ExitCode.FAILURE;
        }
    }

    /** Reads the configuration in the network namespace that it asks for itself: its interfaces are the ones that count. */
    private Optional<Configuration> firstConfiguration() throws IOException {
        if (options.namespace().isPresent()) {
            enter(options.namespace().get());
        }
        Loaded loaded = load();
        Optional<String> wanted =
                loaded.configuration().flatMap(found -> found.global().networkNamespace());
        if (options.namespace().isEmpty() && wanted.isPresent()) {
            enter(wanted.get());
            loaded = load();
        }
        DiagnosticLog.write(loaded.diagnostics(), log);
        if (options.dumpConfiguration()) {
            loaded.configuration().ifPresent(this::dump);
        }
        return loaded.configuration();
    }

    /** Threads that are started from now on work there too. */
    private static void enter(String namespace) throws PosixException {
        try (NetworkNamespace target = NetworkNamespace.open(namespace)) {
            target.enter();
        }
    }

    private Loaded load() {
        log.debug("Opening file '{}'.", options.configurationFile());
        log.info("Configuration file {}", options.configurationFile());
        return ConfigurationLoader.load(options.configurationFile(), new ThisMachine(options.configurationId()));
    }

    /** {@code -d}: what was understood, one line for the globals and one for each instance. */
    private void dump(Configuration configuration) {
        log.info("{}", configuration.global());
        configuration.instances().forEach(instance -> log.info("{}", instance));
    }

    private PidFiles pidFiles(Configuration configuration) {
        boolean ownDirectory = configuration.global().usePidDirectory()
                || configuration.global().networkNamespace().isPresent();
        return PidFiles.of(
                options.pidFile(), options.vrrpPidFile(), configuration.global().instanceName(), ownDirectory);
    }

    private void readSignals(SignalFd signals, VrrpService service, DaemonProcess process, Reloader reloader) {
        for (int number = signals.next(); number > 0; number = signals.next()) {
            DaemonSignal.of(number).ifPresent(signal -> handle(signal, service, process, reloader));
        }
    }

    private void handle(DaemonSignal signal, VrrpService service, DaemonProcess process, Reloader reloader) {
        switch (signal) {
            case RELOAD -> reloader.request();
            case STOP, INTERRUPT -> {
                if (signal == DaemonSignal.STOP || !options.ignoreInterrupt()) {
                    log.info("Stopping");
                    process.stopping();
                    service.stop(options.dontReleaseVrrp(), () -> exit.complete(ExitCode.OK));
                }
            }
            case DATA, STATS, JSON, STATS_CLEAR -> log.info("{} is not supported yet", signal);
        }
    }

    /** The program's own fault: end loudly, let the service manager start anew, and clean up what is left then. */
    private void failed(Throwable failure) {
        log.error("Internal error, giving up", failure);
        exit.complete(ExitCode.PROGRAM_ERROR);
    }
}
