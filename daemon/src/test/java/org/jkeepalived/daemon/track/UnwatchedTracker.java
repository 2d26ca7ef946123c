// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

/** Stands in for a kind of tracker that a test does not need: all is well. */
final class UnwatchedTracker<D> extends Tracker<D> {
    UnwatchedTracker(String name, D definition, Listener listener) {
        super(name, definition, new Status.Up("is not watched"), listener);
    }

    @Override
    protected void start() {}

    @Override
    protected void redefined(D before) {}

    @Override
    protected void stop() {}
}
