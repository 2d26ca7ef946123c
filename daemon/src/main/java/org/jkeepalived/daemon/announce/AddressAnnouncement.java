// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The announcement of one address on one interface, ready to be sent any number of times. */
public interface AddressAnnouncement {
    /** The interface that it is sent through. */
    String interfaceName();

    /** The address that it announces. */
    InetAddress address();

    /** Whether it is a gratuitous ARP and not a neighbour advertisement. */
    default boolean isGratuitousArp() {
        return address() instanceof Inet4Address;
    }

    /** Sends it, at once or as soon as its interface's pace allows. */
    void send();

    /** Forgets what of it has not been sent yet. */
    void withdraw();
}
