// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.daemon.cli.ExitCode;
import org.jkeepalived.daemon.cli.Options;
import org.jkeepalived.daemon.cli.Version;
import org.jkeepalived.daemon.logging.DaemonLog;
import org.jkeepalived.daemon.logging.LogSettings;
import org.jkeepalived.daemon.logging.Logging;
import org.jkeepalived.daemon.machine.ThisMachine;
import org.jkeepalived.daemon.process.BackgroundStart;
import org.jkeepalived.daemon.process.DaemonProcess;
import org.jkeepalived.daemon.process.DaemonSignal;
import org.jkeepalived.posix.CurrentProcess;
import org.jkeepalived.posix.Signals;

/** From options to the running daemon, and what is left to say when it has ended. */
final class Start {
    private final Options options;
    private final String[] arguments;

    Start(Options options, String... arguments) {
        this.options = options;
        this.arguments = arguments.clone();
    }

    int run() {
        try {
            if (!Signals.blocked().containsAll(DaemonSignal.all())) {
                System.err.println("jkeepalived must be started by its launcher, which blocks the signals it reads");
                return ExitCode.PROGRAM_ERROR;
            }
            return options.dontFork() || BackgroundStart.isBackground() ? runHere() : runInBackground();
        } catch (IOException failure) {
            System.err.println("jkeepalived: " + failure.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private int runHere() throws IOException {
        CurrentProcess.setName(DaemonProcess.NAME);
        options.umask().ifPresent(CurrentProcess::umask);
        try (var _ = Logging.start(logSettings())) {
            DaemonLog.parent().info("Starting {}", Version.KEEPALIVED);
            DaemonLog.parent().info("Running on {} (jkeepalived {})", Version.runningOn(), Version.own());
            DaemonLog.parent().info("Command line: {}", commandLine());
            int exitCode = isConfigured() ? runDaemon() : ExitCode.NO_CONFIGURATION;
            DaemonLog.parent().info("Stopped {}", Version.KEEPALIVED);
            return exitCode;
        }
    }

    /** A fault that no one expected ends the process, so that the service manager can start a sound one. */
    private int runDaemon() {
        try {
            return Daemon.run(options);
        } catch (RuntimeException | Error fault) {
            DaemonLog.parent().error("Unexpected fault, giving up", fault);
            return ExitCode.PROGRAM_ERROR;
        }
    }

    private boolean isConfigured() {
        if (Files.isReadable(options.configurationFile())) {
            return true;
        }
        DaemonLog.parent().error("Config files missing '{}'.", options.configurationFile());
        return false;
    }

    /** What is wrong with the configuration is said here, where there is a terminal, and not by the daemon. */
    private int runInBackground() throws IOException {
        var file = options.configurationFile();
        if (!Files.isReadable(file)) {
            System.err.println("Config files missing '" + file + "'.");
            return ExitCode.NO_CONFIGURATION;
        }
        var loaded = ConfigurationLoader.load(file, new ThisMachine(options.configurationId()));
        if (loaded.configuration().isEmpty()) {
            ConfigurationTest.print(loaded.diagnostics());
            return ExitCode.CONFIGURATION;
        }
        int exitCode = BackgroundStart.start(arguments);
        if (exitCode != ExitCode.OK) {
            System.err.println("jkeepalived did not start: exit code " + exitCode + ", the log says why");
        }
        return exitCode;
    }

    private LogSettings logSettings() {
        return new LogSettings(
                options.logConsole() && options.dontFork(),
                !options.noSyslog(),
                LogSettings.SYSLOG_SOCKET,
                options.logFacility(),
                options.logFile(),
                options.logDetail());
    }

    private String commandLine() {
        return Stream.concat(BackgroundStart.launcher().stream(), Arrays.stream(arguments))
                .map(argument -> "'" + argument + "'")
                .collect(Collectors.joining(" "));
    }
}
