// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.function.Function;
import org.jkeepalived.daemon.advert.AdvertSockets;
import org.jkeepalived.daemon.announce.AnnouncementChannel;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.Interfaces;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.daemon.track.Health;
import org.slf4j.Logger;

/**
 * What every virtual router acts through.
 *
 * @param health what the trackers of the instance of a name mean to it now
 */
public record Edges(
        EventLoop loop,
        Interfaces interfaces,
        AdvertSockets sockets,
        AddressReconciler addresses,
        AnnouncementChannel announcements,
        Notifications notifications,
        Function<String, Health> health,
        Logger log) {}
