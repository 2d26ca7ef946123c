// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.diagnostic.Diagnostics;

/** {@code -t}: says what is wrong with the configuration; the exit code is the loader's. */
final class ConfigurationTest {
    private ConfigurationTest() {}

    static int run(Options options) {
        var file = options.configurationTestLog();
        if (file.isEmpty()) {
            return run(options, System.err);
        }
        try (var output = open(file.get())) {
            return run(options, output);
        } catch (IOException failure) {
            System.err.println("Unable to open config-test log file " + file.get() + " - " + failure.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private static int run(Options options, PrintStream output) {
        var loaded = ConfigurationLoader.load(options.configurationFile(), new ThisMachine());
        print(loaded.diagnostics(), output);
        return loaded.exitCode();
    }

    static void print(Diagnostics diagnostics, PrintStream output) {
        for (var diagnostic : diagnostics.all()) {
            output.println(diagnostic.summary());
        }
    }

    /** Appends, and does not follow a link that somebody else may have put there. */
    private static PrintStream open(Path file) throws IOException {
        var output = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }
}
