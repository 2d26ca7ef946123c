// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells whether the number in a pid file is that of a living daemon, or by now of somebody else. */
final class RunningDaemon {
    /** The start of a process is known to the clock tick, and the wall clock may be adjusted a little meanwhile. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private RunningDaemon() {}

    /**
     * The process that wrote {@code text} into a file at {@code written}, if it lives: it must be called keepalived and
     * not be younger than the file. After a reboot, or in the next life of a container, the number is somebody else's.
     */
    static Optional<Long> of(String text, FileTime written) {
        return number(text)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .filter(pid -> isKeepalived(pid) && !isYounger(pid, written.toInstant()));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(pid -> pid > 0);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean isKeepalived(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip()
                    .equals(DaemonProcess.NAME);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isYounger(long pid, Instant written) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .filter(start -> start.isAfter(written.plus(TOLERANCE)))
                .isPresent();
    }
}
