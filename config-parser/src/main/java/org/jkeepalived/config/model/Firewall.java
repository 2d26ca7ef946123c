// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * The table of firewall rules that keep addresses from answering where they should not.
 *
 * @param table {@code nftables}, at most 254 characters; empty: made, as {@value #DEFAULT_TABLE}, when an instance needs it
 * @param priority {@code nftables_priority}; default {@value #DEFAULT_PRIORITY}
 * @param byInterfaceIndex {@code nftables_ifindex}: link-local addresses are told apart by the interface's index
 * @param counters {@code nftables_counters}
 */
public record Firewall(Optional<String> table, int priority, boolean byInterfaceIndex, boolean counters) {
    public static final String DEFAULT_TABLE = "keepalived";
    public static final int DEFAULT_PRIORITY = -1;
}
