// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import org.jkeepalived.posix.Signals;

/** How a run of a script ended. What it wrote last is one line at most, empty when it wrote nothing or was not listened to. */
public sealed interface ScriptResult {
    /** It ended by itself; code 0 means success. */
    record Exited(int code, String lastOutput) implements ScriptResult {}

    /** A signal ended it that was not sent because of its timeout. */
    record Killed(int signal, String lastOutput) implements ScriptResult {}

    /** It took too long and was ended, or could not even be ended. */
    record TimedOut(String lastOutput) implements ScriptResult {}

    /** Nothing ran. */
    record NotStarted(String reason) implements ScriptResult {}

    /** Whether it ended by itself with code 0. */
    default boolean succeeded() {
        return this instanceof Exited exited && exited.code() == 0;
    }

    /** For people, as the predicate of a sentence: {@code exited with status 1: "connection refused"}. */
    default String describe() {
        return switch (this) {
            case Exited(int code, String output) -> "exited with status " + code + quote(output);
            case Killed(int signal, String output) -> "was ended by signal " + Signals.name(signal) + quote(output);
            case TimedOut(String output) -> "timed out" + quote(output);
            case NotStarted(String reason) -> "could not be started: " + reason;
        };
    }

    private static String quote(String output) {
        return output.isEmpty() ? "" : ": \"" + output + "\"";
    }
}
