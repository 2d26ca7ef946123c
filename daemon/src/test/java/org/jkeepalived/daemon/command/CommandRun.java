// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/** What a command printed and returned. */
record CommandRun(int exitCode, String output, String errors) {

    static CommandRun of(ToIntFunction<String[]> command, String... arguments) {
        var output = System.out;
        var errors = System.err;
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exitCode = command.applyAsInt(arguments);
            return new CommandRun(
                    exitCode, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }
}
