// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.time.Instant;

/**
 * One line, ready to be written.
 *
 * @param when the moment it was logged
 * @param identifier {@code Keepalived} or {@code Keepalived_vrrp}, with the daemon's own suffix if it has one
 * @param severity the syslog severity, 0 to 7 (RFC 5424 section 6.2.1)
 * @param text without control characters
 */
record Line(Instant when, String identifier, int severity, String text) {
    static final int ERROR = 3;
    static final int WARNING = 4;
    static final int INFO = 6;
}
