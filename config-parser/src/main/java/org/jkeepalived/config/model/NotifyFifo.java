// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * A FIFO that gets one line per transition, {@code notify_fifo} or {@code vrrp_notify_fifo}.
 *
 * @param path where it is, made when missing
 * @param owner who owns it, as written; empty: as for scripts
 * @param account who owns it, looked up
 * @param reader the program to start for reading it, {@code notify_fifo_script}; the path is its last argument
 */
public record NotifyFifo(String path, Optional<Identity> owner, Account account, Optional<Script> reader) {}
