// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where control sockets are: beside the pid file of each daemon, so that several have one each. */
public final class SocketPath {
    private static final String PID = ".pid";
    private static final String SOCKET = ".sock";
    private static final Path DEFAULT = Path.of("/run/keepalived" + SOCKET);
    private static final Path DIRECTORY = Path.of("/run/keepalived");

    private SocketPath() {}

    /** {@code /run/keepalived.sock} for {@code /run/keepalived.pid}. */
    public static Path beside(Path pidFile) {
        String name = pidFile.getFileName().toString();
        String stem = name.endsWith(PID) ? name.substring(0, name.length() - PID.length()) : name;
        return pidFile.resolveSibling(stem + SOCKET);
    }

    /** The sockets of daemons that run with pid files in their usual places. */
    public static List<Path> usual() {
        var sockets = new ArrayList<Path>();
        sockets.add(DEFAULT);
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            files.filter(file -> file.toString().endsWith(SOCKET)).sorted().forEach(sockets::add);
        } catch (IOException _) {
            // There is no such directory unless a configuration wants it.
        }
        return sockets.stream().filter(Files::exists).toList();
    }
}
