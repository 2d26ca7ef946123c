// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where log lines go.
 *
 * @param console to standard error
 * @param syslog to the socket of the syslog daemon
 * @param syslogSocket that socket; {@link #SYSLOG_SOCKET} but in tests
 * @param facility the syslog facility
 * @param file to this file, and to a second one for VRRP's lines
 * @param detail 0 to 2, how often {@code -D} was given
 */
public record LogSettings(
        boolean console, boolean syslog, Path syslogSocket, Facility facility, Optional<Path> file, int detail) {

    /** Where syslog(3) writes to. */
    public static final Path SYSLOG_SOCKET = Path.of("/dev/log");

    /** Lines for standard error only. */
    public static LogSettings console(int detail) {
        return new LogSettings(true, false, SYSLOG_SOCKET, Facility.DAEMON, Optional.empty(), detail);
    }
}
