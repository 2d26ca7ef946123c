// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How mail about transitions is sent.
 *
 * @param server {@code smtp_server}; empty: no mail is sent
 * @param heloName {@code smtp_helo_name}; empty: the host's name
 * @param sender {@code notification_email_from}; empty: the daemon's user at the host's name
 * @param recipients {@code notification_email}
 * @param connectTimeout {@code smtp_connect_timeout}, whole seconds, 1 and more
 * @param noFaults {@code no_email_faults}: nothing is sent for FAULT
 */
public record Mail(
        Optional<Server> server,
        Optional<String> heloName,
        Optional<String> sender,
        List<String> recipients,
        Duration connectTimeout,
        boolean noFaults) {

    /**
     * A mail server, not yet looked up.
     *
     * @param host a name or an address
     * @param port 1 to 65535; default {@value #DEFAULT_PORT}
     */
    public record Server(String host, int port) {
        public static final int DEFAULT_PORT = 25;
    }

    public Mail {
        recipients = List.copyOf(recipients);
    }
}
