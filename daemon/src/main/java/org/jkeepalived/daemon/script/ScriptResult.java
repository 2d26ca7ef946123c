// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.io.IOException;
import java.util.List;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Signals;

/** How a run of a script ended. What it wrote last is one line at most, empty when it wrote nothing or was not listened to. */
public sealed interface ScriptResult {
    /** It ended by itself; code 0 means success. */
    record Exited(int code, String lastOutput) implements ScriptResult {}

    /** A signal ended it that was not sent because of its timeout. */
    record Killed(int signal, String lastOutput) implements ScriptResult {}

    /** It took too long and was ended, or could not even be ended. */
    record TimedOut(String lastOutput) implements ScriptResult {}

    /**
     * Nothing ran.
     *
     * @param shortage whether this machine is out of something, which says nothing about the script
     */
    record NotStarted(String reason, boolean shortage) implements ScriptResult {
        private static final List<Errno> SHORTAGES = List.of(Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE);

        /** It is the script's own fault. */
        public NotStarted(String reason) {
            this(reason, false);
        }

        static NotStarted because(IOException failure) {
            return failure instanceof PosixException refusal
                    ? new NotStarted(refusal.errno().text(), SHORTAGES.contains(refusal.errno()))
                    : new NotStarted(failure.getMessage());
        }
    }

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
            case NotStarted(String reason, var _) -> "could not be started: " + reason;
        };
    }

    /** In keepalived's words, which tools look for, after {@code VRRP_Script(NAME)}; what it wrote last comes behind. */
    default String verdict() {
        return switch (this) {
            case Exited(int code, var _) when code == 0 -> "succeeded";
            case Exited(int code, String output) -> "failed (exited with status " + code + ")" + quote(output);
            case Killed(int signal, String output) -> "failed (due to signal " + signal + ")" + quote(output);
            case TimedOut(String output) -> "timed_out" + quote(output);
            case NotStarted _ -> "failed (" + describe() + ")";
        };
    }

    private static String quote(String output) {
        return output.isEmpty() ? "" : ": \"" + output + "\"";
    }
}
