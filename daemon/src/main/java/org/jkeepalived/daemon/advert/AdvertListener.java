// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.packet.Advert;

/** Who wants the adverts of one VRID on one socket: a virtual router. Called on the loop's thread. */
public interface AdvertListener {
    /** The VRID of the adverts wanted, 1 to 255. */
    int vrid();

    /** Whether an advert of this VRID was sent to this router: to its group, or to its unicast address. */
    boolean isAddressed(Advert advert);

    /** Takes an advert; it is valid only during the call. */
    void advertReceived(Event.AdvertReceived received);

    /** The kernel refused to send an advert of this router. */
    void sendFailed(Errno error);
}
