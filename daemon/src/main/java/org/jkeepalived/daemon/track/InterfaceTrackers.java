// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** {@code track_interface}: interfaces that need not exist, by their names. */
public final class InterfaceTrackers implements TrackerFactory<String> {
    private final Predicate<String> isUp;
    private final List<InterfaceTracker> running = new ArrayList<>();

    /**
     * Trackers that ask again at each {@link #interfacesChanged}.
     *
     * @param isUp whether the interface of a name exists and can carry packets
     */
    public InterfaceTrackers(Predicate<String> isUp) {
        this.isUp = isUp;
    }

    /** Something about interfaces has changed. */
    public void interfacesChanged() {
        running.forEach(InterfaceTracker::look);
    }

    @Override
    public Tracker<String> create(String name, String definition, Tracker.Listener listener) {
        return new InterfaceTracker(name, listener);
    }

    private final class InterfaceTracker extends Tracker<String> {
        private InterfaceTracker(String name, Listener listener) {
            super(name, name, new Status.Undecided("not looked at yet"), listener);
        }

        @Override
        protected void start() {
            running.add(this);
            look();
        }

        private void look() {
            report(isUp.test(name()) ? new Status.Up("up") : new Status.Down("down"));
        }

        /** There is nothing but the name. */
        @Override
        protected void redefined(String before) {}

        @Override
        protected void stop() {
            running.remove(this);
        }
    }
}
