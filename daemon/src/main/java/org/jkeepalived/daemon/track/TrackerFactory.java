// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

/**
 * Makes the trackers of one kind. What they share (a thread, a socket) is opened when the first of them starts.
 *
 * @param <D> what the configuration says of one
 */
@FunctionalInterface
public interface TrackerFactory<D> extends AutoCloseable {
    Tracker<D> create(String name, D definition, Tracker.Listener listener);

    /** All trackers of a configuration have been made; what is made from now on is that of a reload. */
    default void configured() {}

    /** Closes what the trackers, which are stopped by now, have shared. */
    @Override
    default void close() {}
}
