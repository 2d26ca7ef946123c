// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** How a child process ended (waitid(2)). */
public sealed interface ExitStatus {
    /** It returned from main or called exit. */
    record Exited(int code) implements ExitStatus {
        @Override
        public String toString() {
            return "exited with code " + code;
        }
    }

    /** A signal ended it. */
    record Killed(int signal) implements ExitStatus {
        @Override
        public String toString() {
            return "killed by signal " + Signals.name(signal);
        }
    }
}
