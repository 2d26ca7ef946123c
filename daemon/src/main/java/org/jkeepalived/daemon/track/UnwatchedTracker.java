// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

/** Stands in for a kind of tracker that is still to come: all is well. */
public final class UnwatchedTracker<D> extends Tracker<D> {
    public UnwatchedTracker(String name, D definition, Listener listener) {
        super(name, definition, new Status.Up("is not watched yet"), listener);
    }

    @Override
    protected void start() {}

    @Override
    protected void redefined(D before) {}

    @Override
    protected void stop() {}
}
