// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The suspicions that one virtual router has at present. Each is told to the listener when it begins and when it is over,
 * however often its evidence is seen in between. On the loop's thread.
 */
public final class Suspicions {
    /** Who wants to know. */
    public interface Listener {
        /** A suspicion has begun. */
        void suspected(Suspicion suspicion);

        /**
         * It is over, either because its evidence has ended or because we are no longer master.
         *
         * @param lastSeenNanos when its evidence was seen last
         */
        void notSuspectedAnyMore(Suspicion suspicion, long lastSeenNanos);
    }

    private static final class Episode {
        final Suspicion suspicion;
        long lastSeenNanos;

        Episode(Suspicion suspicion) {
            this.suspicion = suspicion;
        }
    }

    private final Listener listener;
    private final Map<Suspicion.Cause, Episode> current = new EnumMap<>(Suspicion.Cause.class);

    /** None yet. */
    public Suspicions(Listener listener) {
        this.listener = listener;
    }

    /** There is evidence; of what is suspected already the first is kept. */
    public void suspect(Suspicion.Cause cause, String evidence, long nowNanos) {
        if (!confirm(cause, nowNanos)) {
            Episode episode = new Episode(new Suspicion(cause, evidence, nowNanos));
            episode.lastSeenNanos = nowNanos;
            current.put(cause, episode);
            listener.suspected(episode.suspicion);
        }
    }

    /** There is more evidence of what may be suspected already; returns whether it is. Allocates nothing. */
    public boolean confirm(Suspicion.Cause cause, long nowNanos) {
        Episode episode = current.get(cause);
        if (episode != null) {
            episode.lastSeenNanos = nowNanos;
        }
        return episode != null;
    }

    /** There is no evidence of this any more; nothing happens if there was none. */
    public void end(Suspicion.Cause cause) {
        Episode episode = current.remove(cause);
        if (episode != null) {
            listener.notSuspectedAnyMore(episode.suspicion, episode.lastSeenNanos);
        }
    }

    /** Ends what has not been confirmed for so long. */
    public void endUnconfirmed(Suspicion.Cause cause, long silenceNanos, long nowNanos) {
        Episode episode = current.get(cause);
        if (episode != null && nowNanos - episode.lastSeenNanos >= silenceNanos) {
            end(cause);
        }
    }

    /** None is left: we are no longer master. */
    public void endAll() {
        for (Suspicion suspicion : all()) {
            end(suspicion.cause());
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return current.isEmpty();
    }

    /** Those of this moment, in the order of their causes. */
    public List<Suspicion> all() {
        return current.values().stream().map(episode -> episode.suspicion).toList();
    }
}
