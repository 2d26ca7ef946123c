// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jkeepalived.daemon.logging.DaemonLog;

/**
 * The daemon in the eyes of the system: owner of its pid files, answerable to whoever started it. Closing it removes
 * the pid files.
 */
public final class DaemonProcess implements AutoCloseable {
    /** What the process is called: {@code pgrep -x}, {@code pidof} and monitoring agents look for keepalived. */
    public static final String NAME = "keepalived";

    private final Deque<PidFile> pidFiles;
    private final SystemdNotifier systemd;

    private DaemonProcess(Deque<PidFile> pidFiles, SystemdNotifier systemd) {
        this.pidFiles = pidFiles;
        this.systemd = systemd;
    }

    /**
     * Claims the pid files.
     *
     * @throws AlreadyRunningException when a living daemon has one of them
     * @throws IOException when one cannot be opened for writing
     */
    public static DaemonProcess claim(PidFiles files) throws AlreadyRunningException, IOException {
        var claimed = new ArrayDeque<PidFile>();
        boolean complete = false;
        try {
            for (var path : new Path[] {files.parent(), files.vrrp()}) {
                makeDirectory(path.toAbsolutePath().getParent());
                if (claimed.stream().noneMatch(file -> file.path().equals(path))) {
                    PidFile file = PidFile.claim(path);
                    claimed.push(file);
                    file.notWritten()
                            .ifPresent(failure -> DaemonLog.parent()
                                    .warn("The process number is not in {}: {}", path, failure.getMessage()));
                }
            }
            complete = true;
            return new DaemonProcess(claimed, SystemdNotifier.fromEnvironment());
        } finally {
            if (!complete) {
                claimed.forEach(PidFile::close);
            }
        }
    }

    /** The pid file of {@code -p}, which no other daemon that runs has. */
    public Path pidFile() {
        return pidFiles.getLast().path();
    }

    /** Whatever the umask, which leaves a directory that even its owner may not enter. */
    private static void makeDirectory(Path directory) {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        makeDirectory(directory.getParent());
        try {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException _) {
            // The pid file that is to be in it cannot be opened then, which is reported.
        }
    }

    /** For the daemon's state after it runs: reload, status, watchdog. */
    public SystemdNotifier systemd() {
        return systemd;
    }

    /** The daemon is busy with a startup script, for which the command that has started it does not wait. */
    public void startingUp() {
        BackgroundStart.reportRunning();
    }

    /** The daemon does its work from now on: the service manager, or the command that waits for it, may know. */
    public void running(String status) {
        systemd.ready(status);
        BackgroundStart.reportRunning();
    }

    /** The daemon begins to end. */
    public void stopping() {
        systemd.stopping();
    }

    @Override
    public void close() {
        systemd.close();
        pidFiles.forEach(PidFile::close);
    }
}
