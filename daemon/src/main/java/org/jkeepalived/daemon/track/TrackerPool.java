// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The trackers of one kind that somebody looks at. */
final class TrackerPool<D> implements AutoCloseable {
    private final TrackerKind kind;
    private final TrackerFactory<D> factory;
    private final Tracker.Listener listener;
    private final Map<String, Tracker<D>> byName = new HashMap<>();

    TrackerPool(TrackerKind kind, TrackerFactory<D> factory, Tracker.Listener listener) {
        this.kind = kind;
        this.factory = factory;
        this.listener = listener;
    }

    TrackerKind kind() {
        return kind;
    }

    /** Nothing if there is no such tracker. */
    Tracker<D> find(String name) {
        return byName.get(name);
    }

    /** Runs exactly these; those that go on keep their state. */
    void configure(Map<String, D> wanted) {
        for (Iterator<Tracker<D>> all = byName.values().iterator(); all.hasNext(); ) {
            Tracker<D> tracker = all.next();
            if (!wanted.containsKey(tracker.name())) {
                all.remove();
                tracker.stop();
            }
        }
        wanted.forEach((name, definition) -> {
            Tracker<D> tracker = byName.get(name);
            if (tracker == null) {
                tracker = factory.create(name, definition, listener);
                byName.put(name, tracker);
                tracker.start();
            } else {
                tracker.define(definition);
            }
        });
        factory.configured();
    }

    @Override
    public void close() {
        configure(Map.of());
        factory.close();
    }
}
