// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.daemon.cli.ExitCode;
import org.jkeepalived.daemon.cli.Options;

/** {@code -t}: says what is wrong with the configuration; the exit code is the loader's. */
final class ConfigurationTest {
    private ConfigurationTest() {}

    static int run(Options options) {
        var file = options.configurationTestLog();
        var loaded = ConfigurationLoader.load(options.configurationFile(), new ThisMachine(options));
        if (file.isEmpty()) {
            print(loaded.diagnostics());
            return loaded.exitCode();
        }
        try {
            append(loaded.diagnostics(), file.get());
            return loaded.exitCode();
        } catch (IOException failure) {
            System.err.println("Unable to open config-test log file " + file.get() + " - " + failure.getMessage());
            return ExitCode.FAILURE;
        }
    }

    /** To standard error: people get the line and a caret, programs keepalived's form. */
    static void print(Diagnostics diagnostics) {
        System.err.print(isTerminal() ? diagnostics.human() : diagnostics.plain());
        System.err.flush();
    }

    /** Does not follow a link that somebody else may have put there. */
    private static void append(Diagnostics diagnostics, Path file) throws IOException {
        try (var output = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
            output.write(diagnostics.plain().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isTerminal() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }
}
