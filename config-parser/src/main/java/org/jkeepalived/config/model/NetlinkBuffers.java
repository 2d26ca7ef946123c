// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.OptionalInt;

/**
 * Receive buffers of one netlink socket.
 *
 * @param bytes {@code ..._rcv_bufs}; empty: the daemon's choice
 * @param force {@code ..._rcv_bufs_force}: beyond the system's limit (SO_RCVBUFFORCE)
 */
public record NetlinkBuffers(OptionalInt bytes, boolean force) {
    public static final NetlinkBuffers DEFAULT = new NetlinkBuffers(OptionalInt.empty(), false);
}
