// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.daemon.track.Status;
import org.jkeepalived.daemon.track.Tracker;
import org.jkeepalived.daemon.track.TrackerFactory;

/** Tracked scripts that find out what the machine says, for the first time a while after they are started. */
final class SimulatedChecks implements TrackerFactory<TrackScript> {
    private final Machine machine;
    private final List<Check> running = new ArrayList<>();

    SimulatedChecks(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Tracker<TrackScript> create(String name, TrackScript definition, Tracker.Listener listener) {
        return new Check(definition, listener);
    }

    void becomes(String name, boolean up) {
        for (Check check : List.copyOf(running)) {
            if (check.name().equals(name) && !(check.status() instanceof Status.Undecided)) {
                check.becomes(up);
            }
        }
    }

    private final class Check extends Tracker<TrackScript> {
        private Check(TrackScript definition, Listener listener) {
            super(definition.name(), definition, new Status.Undecided("has not run yet"), listener);
        }

        private boolean runs() {
            return running.contains(this)
                    && machine.isRunning()
                    && machine.daemon().checks() == SimulatedChecks.this;
        }

        private void becomes(boolean up) {
            report(up ? new Status.Up("succeeded") : new Status.Down("failed"));
        }

        @Override
        protected void start() {
            running.add(this);
            machine.firstResult(this::runs, () -> becomes(machine.check(name())));
        }

        @Override
        protected void redefined(TrackScript before) {}

        @Override
        protected void stop() {
            running.remove(this);
        }
    }
}
