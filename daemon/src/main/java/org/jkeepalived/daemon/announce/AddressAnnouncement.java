// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jkeepalived.posix.Datagram;

/** The frame that announces one address on one interface, ready to be sent any number of times. */
public final class AddressAnnouncement extends Datagram {
    private final String interfaceName;
    private final InetAddress address;
    private final AnnouncementPacing pacing;

    /** How often it still has to be sent once its interface may send again. */
    int pending;

    AddressAnnouncement(
            String interfaceName, byte[] mac, InetAddress address, boolean router, AnnouncementPacing pacing) {
        super(AnnouncementFrame.MAX_LENGTH);
        this.interfaceName = interfaceName;
        this.address = address;
        this.pacing = pacing;
        AnnouncementFrame.encode(payload(), mac, address, router);
        length(payload().limit());
        destination(pacing.destination());
    }

    /** The interface that it is sent through. */
    public String interfaceName() {
        return interfaceName;
    }

    /** The address that it announces. */
    public InetAddress address() {
        return address;
    }

    /** Whether it is an ARP frame and not a neighbour advertisement. */
    public boolean isGratuitousArp() {
        return address instanceof Inet4Address;
    }

    AnnouncementPacing pacing() {
        return pacing;
    }
}
