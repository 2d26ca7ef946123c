// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/**
 * Routing realms, keyword {@code realms}; linux/rtnetlink.h RTA_FLOW, linux/fib_rules.h FRA_FLOW.
 *
 * @param from the source's realm, 0 to 255; 0: any
 * @param to the destination's realm, 0 to 255
 */
public record Realms(int from, int to) {

    /** As the kernel's attribute has it: the source's realm in the upper half. */
    public int attribute() {
        return from << 16 | to;
    }
}
