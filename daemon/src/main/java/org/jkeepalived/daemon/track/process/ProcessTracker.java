// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.track.Status;
import org.jkeepalived.daemon.track.Tracker;
import org.slf4j.Logger;

/** Whether a process runs as often as a {@code vrrp_track_process} wants it. */
final class ProcessTracker extends Tracker<TrackProcess> {
    private final EventLoop loop;
    private final ProcessTrackers monitor;
    private final Logger log;
    private final Timer delay = new Timer(_ -> delayEnds());
    private ProcessWatch watch;
    private Quorum quorum;

    ProcessTracker(
            String name,
            TrackProcess definition,
            Listener listener,
            EventLoop loop,
            ProcessTrackers monitor,
            Logger log) {
        super(name, definition, new Status.Undecided("not counted yet"), listener);
        this.loop = loop;
        this.monitor = monitor;
        this.log = log;
    }

    @Override
    protected void start() {
        var pattern = new ProcessPattern(definition());
        if (pattern.isTooLong()) {
            log.warn(
                    "vrrp_track_process {}: no process is named '{}', because the kernel keeps {} bytes of a name"
                            + " - shorten it or use full_command",
                    name(),
                    definition().process(),
                    ProcessPattern.LONGEST_NAME);
        }
        long patienceNanos = Math.min(
                definition().forkDelay().toNanos(),
                definition().terminateDelay().toNanos());
        watch = new ProcessWatch(
                pattern, patienceNanos, (of, count, cause) -> loop.execute(() -> counted(of, count, cause)));
        if (!monitor.add(watch)) {
            report(new Status.Down("cannot be counted"));
        }
    }

    /** Counts anew; until the first count comes the last finding stays. */
    @Override
    protected void redefined(TrackProcess before) {
        ProcessWatch replaced = watch;
        loop.cancel(delay);
        quorum = null;
        start();
        monitor.remove(replaced); // now, not before: that nobody watches would end the subscription
    }

    @Override
    protected void stop() {
        loop.cancel(delay);
        monitor.remove(watch);
        watch = null;
    }

    private void counted(ProcessWatch of, int count, Cause cause) {
        if (of != watch) {
            return; // was under way when the watch was replaced
        }
        if (quorum == null) {
            quorum = new Quorum(definition(), count);
        } else {
            quorum.count(count, cause, loop.nowNanos());
        }
        if (quorum.isDelayed()) {
            loop.arm(delay, quorum.deadlineNanos());
        } else {
            loop.cancel(delay);
            reportQuorum();
        }
    }

    private void delayEnds() {
        quorum.settle();
        reportQuorum();
    }

    private void reportQuorum() {
        Status before = status();
        Status found = quorum.isUp() ? new Status.Up(quorum.describe()) : new Status.Down(quorum.describe());
        if (!(before instanceof Status.Undecided) && !found.isSameAs(before)) {
            log.info("Quorum {} for tracked process {}", quorum.isUp() ? "gained" : "lost", name());
        }
        report(found);
    }
}
