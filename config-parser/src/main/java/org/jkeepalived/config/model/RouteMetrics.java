// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The metrics given with a route; the attributes of RTA_METRICS.
 *
 * @param values each 0 to 4294967295, in the order of the attributes; never {@link RouteMetric#CC_ALGO}
 * @param locked those that path discovery may not change, option word {@code lock}
 * @param congestionControl {@code congctl}: the algorithm's name
 */
public record RouteMetrics(Map<RouteMetric, Long> values, Set<RouteMetric> locked, Optional<String> congestionControl) {

    public static final RouteMetrics NONE = new RouteMetrics(Map.of(), Set.of(), Optional.empty());

    public RouteMetrics {
        var ordered = new EnumMap<RouteMetric, Long>(RouteMetric.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
        var set = EnumSet.noneOf(RouteMetric.class);
        set.addAll(locked);
        locked = Collections.unmodifiableSet(set);
    }

    public boolean isEmpty() {
        return values.isEmpty() && congestionControl.isEmpty();
    }

    /** The bits of RTAX_LOCK. */
    public int lockBits() {
        return locked.stream().mapToInt(metric -> 1 << metric.attribute()).sum();
    }
}
