// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jkeepalived.config.model.GratuitousArp;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.loop.Timers;

/**
 * When one virtual router announces its addresses, by the {@code garp_*} settings: a burst when it became master, a
 * second one after a delay (a switch may have been busy), then a refresh now and then; two more bursts when a lower
 * priority master was heard.
 */
public final class Announcer {
    private final Timers loop;
    private final Consumer<AddressAnnouncement> beforeBurst;
    private final Timer secondBurst = new Timer(_ -> burst(settings().masterRepeat()));
    private final Timer lowerPriorityBurst = new Timer(_ -> burst(settings().lowerPriorityRepeat()));
    private final Timer refresh = new Timer(this::refresh);
    private GratuitousArp settings = GratuitousArp.DEFAULT;
    private List<AddressAnnouncement> announcements = List.of();

    /**
     * An announcer without anything to announce.
     *
     * @param beforeBurst told of each address that a burst is about to announce
     */
    public Announcer(Timers loop, Consumer<AddressAnnouncement> beforeBurst) {
        this.loop = loop;
        this.beforeBurst = beforeBurst;
    }

    /** The router became master, or its addresses changed while it is: announces them and starts the schedule. */
    public void start(GratuitousArp garp, List<AddressAnnouncement> addresses) {
        stop();
        settings = garp;
        announcements = addresses;
        burst(garp.masterRepeat());
        long now = loop.nowNanos();
        if (!garp.masterDelay().isZero()) {
            loop.arm(secondBurst, now + garp.masterDelay().toNanos());
        }
        if (!garp.masterRefresh().isZero()) {
            loop.arm(
                    refresh, now + garp.masterDelay().plus(garp.masterRefresh()).toNanos());
        }
    }

    /** The settings have changed: what is due stays due, the refresh begins anew if its period is another one. */
    public void configure(GratuitousArp garp) {
        boolean otherRefresh = !garp.masterRefresh().equals(settings.masterRefresh());
        settings = garp;
        if (!announcements.isEmpty() && otherRefresh) {
            loop.cancel(refresh);
            if (!garp.masterRefresh().isZero()) {
                loop.arm(refresh, loop.nowNanos() + garp.masterRefresh().toNanos());
            }
        }
    }

    /**
     * This address is no longer ours; the schedule of the others goes on.
     *
     * @param announcement of it, perhaps prepared later than the one that is scheduled
     */
    public void forget(AddressAnnouncement announcement) {
        List<AddressAnnouncement> others = new ArrayList<>(announcements.size());
        for (AddressAnnouncement scheduled : announcements) {
            if (scheduled.address().equals(announcement.address())
                    && scheduled.interfaceName().equals(announcement.interfaceName())) {
                scheduled.withdraw();
            } else {
                others.add(scheduled);
            }
        }
        announcements = others;
    }

    /** A router of lower priority believed to be master too: neighbours may have believed it. */
    public void lowerPriorityHeard() {
        burst(settings.lowerPriorityRepeat());
        if (!settings.lowerPriorityDelay().isZero() && settings.lowerPriorityRepeat() > 0) {
            loop.arm(
                    lowerPriorityBurst,
                    loop.nowNanos() + settings.lowerPriorityDelay().toNanos());
        }
    }

    /** Ends the schedule and takes back what waits: the addresses are no longer ours. */
    public void stop() {
        loop.cancel(secondBurst);
        loop.cancel(lowerPriorityBurst);
        loop.cancel(refresh);
        announcements.forEach(AddressAnnouncement::withdraw);
        announcements = List.of();
    }

    private GratuitousArp settings() {
        return settings;
    }

    private void refresh(long nowNanos) {
        burst(settings.masterRefreshRepeat());
        loop.arm(refresh, nowNanos + settings.masterRefresh().toNanos());
    }

    /** Round after round over all addresses, so that a lost frame of one address is not followed by its repeats at once. */
    private void burst(int rounds) {
        if (rounds == 0) {
            return;
        }
        announcements.forEach(beforeBurst);
        for (int round = 0; round < rounds; round++) {
            for (AddressAnnouncement announcement : announcements) {
                announcement.send();
            }
        }
    }
}
