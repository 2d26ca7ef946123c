// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.function.Function;
import org.jkeepalived.daemon.advert.AdvertExchange;
import org.jkeepalived.daemon.announce.Announcements;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.Interfaces;
import org.jkeepalived.daemon.loop.Timers;
import org.jkeepalived.daemon.notify.Audience;
import org.jkeepalived.daemon.rival.RivalWatch;
import org.jkeepalived.daemon.track.Health;
import org.slf4j.Logger;

/**
 * What every virtual router acts through.
 *
 * @param rivals looks for other masters
 * @param health what the trackers of the instance of a name mean to it now
 */
public record Edges(
        Timers loop,
        Interfaces interfaces,
        AdvertExchange adverts,
        AddressReconciler addresses,
        Announcements announcements,
        Audience notifications,
        RivalWatch rivals,
        Function<String, Health> health,
        Logger log) {
    /** The same without looking for other masters. */
    public Edges(
            Timers loop,
            Interfaces interfaces,
            AdvertExchange adverts,
            AddressReconciler addresses,
            Announcements announcements,
            Audience notifications,
            Function<String, Health> health,
            Logger log) {
        this(loop, interfaces, adverts, addresses, announcements, notifications, RivalWatch.NONE, health, log);
    }
}
