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
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.LifecycleScripts;
import org.jkeepalived.daemon.cli.ExitCode;
import org.jkeepalived.daemon.cli.Options;
import org.jkeepalived.daemon.control.SocketPath;
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
        Loaded loaded = firstLoad();
        LifecycleScripts scripts =
                loaded.global().map(GlobalDefinitions::lifecycleScripts).orElse(LifecycleScripts.NONE);
        if (loaded.configuration().isEmpty() && scripts.startup().isEmpty()) {
            DiagnosticLog.write(loaded.diagnostics(), log);
            return ExitCode.CONFIGURATION;
        }
        try (DaemonProcess process =
                        DaemonProcess.claim(pidFiles(loaded.global().orElseThrow()));
                SignalFd signals = SignalFd.open(DaemonSignal.all())) {
            if (scripts.startup().isPresent()) {
                process.startingUp();
                if (!LifecycleScript.startup(scripts, log, this::failed).run(signals)) {
                    return exit.getNow(ExitCode.OK);
                }
                loaded = load().withoutOrigins(); // the script may have made the interfaces
            }
            DiagnosticLog.write(loaded.diagnostics(), log);
            if (loaded.configuration().isEmpty()) {
                return ExitCode.CONFIGURATION;
            }
            if (options.dumpConfiguration()) {
                dump(loaded.configuration().get());
            }
            return serve(loaded, process, signals);
        } catch (AlreadyRunningException e) {
            log.error("daemon is already running");
            return ExitCode.FAILURE;
        }
    }

    private int serve(Loaded loaded, DaemonProcess process, SignalFd signals) throws IOException {
        Configuration configuration = loaded.configuration().orElseThrow();
        LifecycleScripts scripts;
        int exitCode;
        try (VrrpService service =
                        new VrrpService(configuration.global(), process.pidFile(), DaemonLog.vrrp(), this::failed);
                Reloader reloader = new Reloader(
                        this::load,
                        loaded,
                        options.namespace().isPresent(),
                        service,
                        process.systemd(),
                        sideThread,
                        this::failed,
                        log)) {
            service.prepare(configuration);
            service.loop().watch(signals.number(), () -> readSignals(signals, service, process, reloader));
            CompletableFuture<String> started = new CompletableFuture<>();
            service.loop().execute(() -> {
                service.start(configuration);
                log.info("Startup complete");
                started.complete(service.summary());
            });
            CompletableFuture.anyOf(started, exit).join();
            Control control = new Control(options.configurationFile(), service, reloader);
            try (var _ = control.listen(SocketPath.beside(process.pidFile()), log)) {
                if (started.isDone()) {
                    process.running(started.join());
                }
                exitCode = exit.join();
            }
            scripts = service.lifecycleScripts();
        }
        if (exitCode == ExitCode.OK && scripts.shutdown().isPresent()) {
            LifecycleScript.shutdown(scripts, log, this::failed).run(signals);
        }
        return exitCode;
    }

    /** Reads the configuration in the network namespace that it asks for itself: its interfaces are the ones that count. */
    private Loaded firstLoad() throws IOException {
        if (options.namespace().isPresent()) {
            enter(options.namespace().get());
        }
        Loaded loaded = load().withoutOrigins();
        Optional<String> wanted = loaded.global().flatMap(GlobalDefinitions::networkNamespace);
        if (options.namespace().isEmpty() && wanted.isPresent()) {
            enter(wanted.get());
            loaded = load().withoutOrigins();
        }
        return loaded;
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

    private PidFiles pidFiles(GlobalDefinitions global) {
        boolean ownDirectory =
                global.usePidDirectory() || global.networkNamespace().isPresent();
        return PidFiles.of(options.pidFile(), options.vrrpPidFile(), global.instanceName(), ownDirectory);
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
            case CONTINUED -> service.continued();
            case DATA, STATS, JSON, STATS_CLEAR -> log.info("{} is not supported yet", signal);
        }
    }

    /** The program's own fault: end loudly, let the service manager start anew, and clean up what is left then. */
    private void failed(Throwable failure) {
        log.error("Internal error, giving up", failure);
        exit.complete(ExitCode.PROGRAM_ERROR);
    }
}
