// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.link;

/** What a link can do now (RFC 2863 ifOperStatus; IF_OPER_* of linux/if.h, in their order). */
public enum OperationalState {
    /** The driver does not say: many virtual links, and loopback, which are up. */
    UNKNOWN,
    NOT_PRESENT,
    DOWN,
    LOWER_LAYER_DOWN,
    TESTING,
    DORMANT,
    UP;

    private static final OperationalState[] VALUES = values();

    /** Values that a later kernel may add are UNKNOWN. */
    static OperationalState of(int value) {
        return value < VALUES.length ? VALUES[value] : UNKNOWN;
    }
}
