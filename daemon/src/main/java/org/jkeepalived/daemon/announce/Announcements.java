// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Where announcements of addresses leave: gratuitous ARP and unsolicited neighbour advertisements. */
public interface Announcements {
    /** Sets the least time between two announcements on one interface; zero for none. */
    void configure(Duration garpInterval, Duration gnaInterval);

    /**
     * Prepares the announcement of an address; empty for an interface without an Ethernet address.
     *
     * @param router whether the interface forwards packets, which neighbour advertisements tell
     */
    Optional<AddressAnnouncement> prepare(
            String interfaceName, int interfaceIndex, byte[] mac, InetAddress address, boolean router);
}
