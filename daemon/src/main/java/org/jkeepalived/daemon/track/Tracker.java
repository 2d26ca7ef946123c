// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.time.Instant;

/**
 * Something that is watched, once, however many instances look at it. On the loop's thread.
 *
 * @param <D> what the configuration says of it; equal definitions need no change
 */
public abstract class Tracker<D> {
    /** Told of findings that are not {@linkplain Status#isSameAs the same} as the last. */
    @FunctionalInterface
    public interface Listener {
        void statusChanged(Tracker<?> tracker, Status before);
    }

    private final String name;
    private final Listener listener;
    private D definition;
    private Status status;
    private Instant since = Instant.now();

    /**
     * A tracker that does nothing before {@link #start}.
     *
     * @param first the status until something is found out
     */
    protected Tracker(String name, D definition, Status first, Listener listener) {
        this.name = name;
        this.definition = definition;
        this.status = first;
        this.listener = listener;
    }

    /** Begins to watch. What can be found out without waiting should be reported at once. */
    protected abstract void start();

    /**
     * Goes on with what {@link #definition} says now. The last finding stays until there is another, so that a reload
     * alone changes no instance.
     *
     * @param before what it said
     */
    protected abstract void redefined(D before);

    /** Ends the watch and releases what it took. */
    protected abstract void stop();

    /** Takes a finding. */
    protected final void report(Status found) {
        Status before = status;
        status = found;
        if (!found.isSameAs(before)) {
            since = Instant.now();
            listener.statusChanged(this, before);
        }
    }

    public final String name() {
        return name;
    }

    public final D definition() {
        return definition;
    }

    public final Status status() {
        return status;
    }

    /** When the status became what it is, for display. */
    public final Instant since() {
        return since;
    }

    final void define(D changed) {
        D before = definition;
        if (!changed.equals(before)) {
            definition = changed;
            redefined(before);
        }
    }
}
