// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.script.ScriptResult;
import org.jkeepalived.daemon.script.ScriptRunner;
import org.jkeepalived.daemon.script.TrackedScript;

/**
 * {@code track_script}: programs whose exit code says whether all is well.
 *
 * <p>{@code init_fail} changes nothing, as with keepalived 2.2.7 and 2.4.3: an instance waits for the first result of a
 * script without weight in any case, and a weight counts from the first result on.
 */
public final class ScriptTrackers implements TrackerFactory<TrackScript> {
    private final ScriptRunner runner;
    private final EventLoop loop;

    /**
     * Trackers of scripts.
     *
     * @param loop the trackers' own
     */
    public ScriptTrackers(ScriptRunner runner, EventLoop loop) {
        this.runner = runner;
        this.loop = loop;
    }

    @Override
    public Tracker<TrackScript> create(String name, TrackScript definition, Tracker.Listener listener) {
        return new ScriptTracker(name, definition, listener);
    }

    private final class ScriptTracker extends Tracker<TrackScript> {
        private final TrackedScript script;
        private boolean stopped;

        private ScriptTracker(String name, TrackScript definition, Listener listener) {
            super(name, definition, new Status.Undecided("has no result yet"), listener);
            script = runner.track(definition, loop, this::found);
        }

        @Override
        protected void start() {
            script.start();
        }

        private void found(boolean well, ScriptResult result) {
            if (!stopped) {
                report(well ? new Status.Up(result.describe()) : new Status.Down(result.describe()));
            }
        }

        @Override
        protected void redefined(TrackScript before) {
            script.redefine(definition());
        }

        @Override
        protected void stop() {
            stopped = true;
            script.stop();
        }
    }
}
