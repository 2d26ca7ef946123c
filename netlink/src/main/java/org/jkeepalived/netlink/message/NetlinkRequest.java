// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

/** Something to ask of the kernel that knows how it is encoded. */
@FunctionalInterface
public interface NetlinkRequest {
    /** The most bytes that a request may take. */
    int MAXIMUM_BYTES = 4096;

    /**
     * Writes one message with this sequence, flagged {@link MessageFlags#ACK}: the answer carries the sequence again.
     */
    void write(MessageWriter writer, int sequence);
}
