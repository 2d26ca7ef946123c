// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.net.InetAddress;
import org.jkeepalived.posix.Datagram;

/** The frame that announces one address on one interface. */
final class PreparedAnnouncement extends Datagram implements AddressAnnouncement {
    private final String interfaceName;
    private final InetAddress address;
    private final AnnouncementPacing pacing;

    /** How often it still has to be sent once its interface may send again. */
    int pending;

    PreparedAnnouncement(
            String interfaceName, byte[] mac, InetAddress address, boolean router, AnnouncementPacing pacing) {
        super(AnnouncementFrame.MAX_LENGTH);
        this.interfaceName = interfaceName;
        this.address = address;
        this.pacing = pacing;
        AnnouncementFrame.encode(payload(), mac, address, router);
        length(payload().limit());
        destination(pacing.destination());
    }

    @Override
    public String interfaceName() {
        return interfaceName;
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public void send() {
        pacing.send(this);
    }

    @Override
    public void withdraw() {
        pacing.withdraw(this);
    }
}
