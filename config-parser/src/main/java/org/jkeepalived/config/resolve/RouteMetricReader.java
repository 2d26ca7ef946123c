// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.model.RouteMetric;
import org.jkeepalived.config.model.RouteMetrics;
import org.jkeepalived.config.text.Word;

/** Reads what a route says about the connections over it, RTAX_* of linux/rtnetlink.h. */
final class RouteMetricReader {
    private static final Map<String, RouteMetric> METRICS = metrics();
    private static final int FEATURE_ECN = 1;

    private final RoutingLine line;
    private final OptionWords words;
    private final Map<RouteMetric, Long> metricValues = new EnumMap<>(RouteMetric.class);
    private final EnumSet<RouteMetric> locked = EnumSet.noneOf(RouteMetric.class);
    private Optional<String> congestionControl = Optional.empty();

    RouteMetricReader(RoutingLine line) {
        this.line = line;
        this.words = line.words;
    }

    /** Whether the route can be kept; empty when the option is no metric. */
    Optional<Boolean> read(Word option) {
        return switch (option.text()) {
            case "features" -> Optional.of(readFeature());
            case "congctl" -> Optional.of(readCongestionControl());
            default -> Optional.ofNullable(METRICS.get(option.text())).map(this::readMetric);
        };
    }

    RouteMetrics done() {
        return new RouteMetrics(metricValues, locked, congestionControl);
    }

    private static Map<String, RouteMetric> metrics() {
        var byKeyword = new HashMap<String, RouteMetric>();
        for (var metric : RouteMetric.values()) {
            byKeyword.put(metric.keyword(), metric);
        }
        byKeyword.remove(RouteMetric.FEATURES.keyword());
        byKeyword.remove(RouteMetric.CC_ALGO.keyword());
        return byKeyword;
    }

    private boolean readMetric(RouteMetric of) {
        if (mayBeLocked(of) && words.takeIf("lock")) {
            locked.add(of);
        }
        var word = words.take();
        if (word == null) {
            return false;
        }
        OptionalLong value = switch (of) {
            case RTT -> time(word, 8, "rtt", "Invalid rtt " + word + " for route");
            case RTTVAR -> time(word, 4, "rtt", "Invalid rttvar " + word + " for route");
            case RTO_MIN -> time(word, 1, "rto", "Invalid rto_min value " + word + " specified for route");
            default -> line.context.values.exact(word, 0, max(of), complaint(of, word));
        };
        value.ifPresent(number -> metricValues.put(of, number));
        return value.isPresent();
    }

    private OptionalLong time(Word word, int perMilli, String name, String complaint) {
        var time = RoutingNumbers.roundTripTime(word, perMilli, name, line.findings);
        if (time.isEmpty()) {
            line.leaveOut(word, complaint, "milliseconds to 120000ms, or seconds to 120s");
        }
        return time;
    }

    private boolean readFeature() {
        var word = words.take();
        if (word == null) {
            return false;
        }
        if (word.is("ecn")) {
            metricValues.put(RouteMetric.FEATURES, (long) FEATURE_ECN);
        } else {
            line.findings
                    .warning(word.range(), "feature " + word + " not supported")
                    .effect("it is ignored")
                    .advice("ecn");
        }
        return true;
    }

    private boolean readCongestionControl() {
        if (words.takeIf("lock")) {
            locked.add(RouteMetric.CC_ALGO);
        }
        var word = words.take();
        congestionControl = Optional.ofNullable(word).map(Word::text);
        return word != null;
    }

    private static boolean mayBeLocked(RouteMetric metric) {
        return switch (metric) {
            case MTU, RTT, RTTVAR, SSTHRESH, CWND, ADVMSS, REORDERING, RTO_MIN -> true;
            default -> false;
        };
    }

    private static long max(RouteMetric metric) {
        return switch (metric) {
            case HOPLIMIT -> 255;
            case QUICKACK, FASTOPEN_NO_COOKIE -> 1;
            default -> Values.UNSIGNED_MAX;
        };
    }

    private static String complaint(RouteMetric metric, Word word) {
        return switch (metric) {
            case MTU -> "Invalid MTU " + word + " specified for route";
            case HOPLIMIT, ADVMSS -> "Invalid " + metric.keyword() + " " + word + " specified for route";
            default -> "Invalid " + metric.keyword() + " value " + word + " specified for route";
        };
    }
}
