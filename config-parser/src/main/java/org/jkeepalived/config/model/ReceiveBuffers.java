// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.OptionalLong;

/**
 * How large the receive buffers of the advert sockets are.
 *
 * @param policy {@code vrrp_rx_bufs_policy}: what a buffer is measured by
 * @param bytes {@code vrrp_rx_bufs_policy BYTES}, for {@link Policy#FIXED} alone
 * @param multiplier {@code vrrp_rx_bufs_multiplier}: how many messages of the policy's size, 1 and more
 */
public record ReceiveBuffers(Policy policy, OptionalLong bytes, long multiplier) {

    public static final long DEFAULT_MULTIPLIER = 3;

    /** What a buffer is measured by. */
    public enum Policy {
        /** The kernel's own size. */
        DEFAULT,
        /** The MTU of the interface. */
        MTU,
        /** The length of an advert. */
        ADVERT,
        /** A number of bytes. */
        FIXED
    }
}
