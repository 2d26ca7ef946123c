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

        /** It is over, either because its evidence has ended or because we are no longer master. */
        void notSuspectedAnyMore(Suspicion suspicion, long durationNanos);
    }

    private final Listener listener;
    private final Map<Suspicion.Cause, Suspicion> current = new EnumMap<>(Suspicion.Cause.class);

    /** None yet. */
    public Suspicions(Listener listener) {
        this.listener = listener;
    }

    /** There is evidence; what is suspected already stays as it was. */
    public void suspect(Suspicion.Cause cause, String evidence, long nowNanos) {
        if (!current.containsKey(cause)) {
            Suspicion suspicion = new Suspicion(cause, evidence, nowNanos);
            current.put(cause, suspicion);
            listener.suspected(suspicion);
        }
    }

    /** There is no evidence of this any more; nothing happens if there was none. */
    public void end(Suspicion.Cause cause, long nowNanos) {
        Suspicion suspicion = current.remove(cause);
        if (suspicion != null) {
            listener.notSuspectedAnyMore(suspicion, nowNanos - suspicion.sinceNanos());
        }
    }

    /** None is left: we are no longer master. */
    public void endAll(long nowNanos) {
        for (Suspicion suspicion : List.copyOf(current.values())) {
            end(suspicion.cause(), nowNanos);
        }
    }

    /** Whether there is one of this cause. */
    public boolean has(Suspicion.Cause cause) {
        return current.containsKey(cause);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return current.isEmpty();
    }

    /** Those of this moment, in the order of their causes. */
    public List<Suspicion> all() {
        return List.copyOf(current.values());
    }
}
