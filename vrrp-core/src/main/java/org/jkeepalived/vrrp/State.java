// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

/** The states of a virtual router (RFC 9568 section 6.4), and keepalived's FAULT. */
public enum State {
    /** Not started, or stopped. RFC 9568 calls it Initialize. */
    INIT(0),
    /** Listens to the master, ready to take over. */
    BACKUP(1),
    /** Owns the addresses and advertises. RFC 9568 calls it Active. */
    MASTER(2),
    /** Something that the configuration asks for is missing: takes no part in the election. */
    FAULT(3);

    private final int number;

    State(int number) {
        this.number = number;
    }

    /** The number that keepalived writes into its JSON dump and its SNMP and D-Bus objects. */
    public int number() {
        return number;
    }
}
