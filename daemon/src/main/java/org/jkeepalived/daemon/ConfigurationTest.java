// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.daemon.cli.ExitCode;
import org.jkeepalived.daemon.cli.Options;
import org.jkeepalived.daemon.machine.StandardStream;
import org.jkeepalived.daemon.machine.ThisMachine;

/** {@code -t}: says what is wrong with the configuration; the exit code is the loader's. */
final class ConfigurationTest {
    private ConfigurationTest() {}

    static int run(Options options) {
        var file = options.configurationTestLog();
        if (file.isEmpty()) {
            var loaded = load(options);
            print(loaded.diagnostics());
            return loaded.exitCode();
        }
        // Opened before anything is read, as by keepalived: what cannot be reported need not be found.
        try (var output = open(file.get())) {
            var loaded = load(options);
            output.write(loaded.diagnostics().plain().getBytes(StandardCharsets.UTF_8));
            return loaded.exitCode();
        } catch (IOException failure) {
            System.err.println("Unable to open config-test log file " + file.get() + " - " + reason(failure));
            return ExitCode.FAILURE;
        }
    }

    private static Loaded load(Options options) {
        return ConfigurationLoader.load(options.configurationFile(), new ThisMachine(options.configurationId()));
    }

    /** To standard error: people get the line and a caret, programs keepalived's form. */
    static void print(Diagnostics diagnostics) {
        System.err.print(StandardStream.ERROR.isTerminal() ? diagnostics.human() : diagnostics.plain());
        System.err.flush();
    }

    /** Added to what is there; a link that somebody else may have put there is not followed. */
    private static OutputStream open(Path file) throws IOException {
        return Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
