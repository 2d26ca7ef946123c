// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.function.Function;
import org.jkeepalived.daemon.advert.AdvertExchange;
import org.jkeepalived.daemon.announce.Announcements;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.Interfaces;
import org.jkeepalived.daemon.loop.Timers;
import org.jkeepalived.daemon.notify.Audience;
import org.jkeepalived.daemon.track.Health;
import org.slf4j.Logger;

/**
 * What every virtual router acts through.
 *
 * @param health what the trackers of the instance of a name mean to it now
 */
public record Edges(
        Timers loop,
        Interfaces interfaces,
        AdvertExchange adverts,
        AddressReconciler addresses,
        Announcements announcements,
        Audience notifications,
        Function<String, Health> health,
        Logger log) {}
