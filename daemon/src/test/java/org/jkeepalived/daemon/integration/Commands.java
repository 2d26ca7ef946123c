// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Short commands of the machine, run to their end. */
final class Commands {
    private static final int TIMEOUT_SECONDS = 20;

    /**
     * What came of a command.
     *
     * @param output standard output and standard error together
     */
    record Result(int exitCode, String output) {}

    private Commands() {}

    /** The command's output; a failing command fails the test. */
    static String run(String... command) {
        return run(Stream.of(command));
    }

    static String run(Stream<String> command) {
        List<String> words = command.toList();
        Result result = result(new ProcessBuilder(words), "");
        if (result.exitCode != 0) {
            throw new AssertionError(String.join(" ", words) + " -> " + result.exitCode + ": " + result.output.strip());
        }
        return result.output;
    }

    /** The command's output, whatever came of it. */
    static String attempt(List<String> command) {
        return result(new ProcessBuilder(command), "").output;
    }

    /** Runs to the end, feeding {@code input}. */
    static Result result(ProcessBuilder builder, String input) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", builder.command()) + " does not end");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
