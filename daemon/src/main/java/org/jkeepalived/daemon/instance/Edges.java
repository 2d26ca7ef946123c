// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import org.jkeepalived.daemon.advert.AdvertSockets;
import org.jkeepalived.daemon.announce.AnnouncementChannel;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.Interfaces;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.notify.Notifications;
import org.slf4j.Logger;

/** What every virtual router acts through. */
public record Edges(
        EventLoop loop,
        Interfaces interfaces,
        AdvertSockets sockets,
        AddressReconciler addresses,
        AnnouncementChannel announcements,
        Notifications notifications,
        Logger log) {}
