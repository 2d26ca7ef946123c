// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.net.InetAddress;
import java.util.Optional;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.vrrp.packet.AddressFamily;

/** Where the virtual routers of this machine and those of others exchange adverts. On the loop's thread. */
public interface AdvertExchange {
    /**
     * Lets a router listen on an interface, and speak.
     *
     * @param interfaceName the interface to bind to; unicast routers without an interface have interface 0
     * @param group the multicast group to join; empty for unicast
     * @throws PosixException if the kernel refuses; nothing has changed then
     */
    AdvertPort open(
            AdvertListener listener,
            int interfaceIndex,
            String interfaceName,
            AddressFamily family,
            Optional<InetAddress> group)
            throws PosixException;

    /** {@code log_unknown_vrids}: whether adverts that nobody here listens to are worth a line. */
    void logUnknownVrids(boolean enabled);
}
