// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.util.Arrays;
import java.util.Optional;
import org.jkeepalived.posix.SignalSet;

/**
 * The signals that mean something to the daemon. The numbers are keepalived's on Linux with glibc, where SIGRTMIN is 34
 * and SIGRTMAX 64; exporters have some of them written into their code.
 */
public enum DaemonSignal {
    /** SIGHUP: read the configuration again. */
    RELOAD(1),
    /** SIGINT: as STOP, for the terminal's sake. */
    INTERRUPT(2),
    /** SIGUSR1: write what is configured and running to a file. */
    DATA(10),
    /** SIGUSR2: write the counters to a file. */
    STATS(12),
    /** SIGTERM: hand over and end. */
    STOP(15),
    /** SIGCONT: the process had been stopped, and goes on whatever it does with the signal. */
    CONTINUED(18),
    /** SIGRTMIN+2: as DATA, in JSON. */
    JSON(36),
    /** SIGRTMAX-1: as STATS, and begin to count again from zero. */
    STATS_CLEAR(63);

    private final int number;

    DaemonSignal(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The signal that {@code keepalived --signum=NAME} asks for. */
    public static Optional<DaemonSignal> named(String name) {
        for (var signal : values()) {
            if (signal != INTERRUPT && signal != CONTINUED && signal.name().equals(name)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    /** All of them, for a {@link org.jkeepalived.posix.SignalFd}; the launcher has them blocked for every thread. */
    public static SignalSet all() {
        return SignalSet.of(
                Arrays.stream(values()).mapToInt(DaemonSignal::number).toArray());
    }

    /** The meaning of a signal's number. */
    public static Optional<DaemonSignal> of(int number) {
        for (var signal : values()) {
            if (signal.number == number) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }
}
