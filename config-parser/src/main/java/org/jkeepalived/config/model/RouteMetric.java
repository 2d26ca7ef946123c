// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/** Values that TCP and the path keep per route; linux/rtnetlink.h RTAX_*. All are unsigned, 32 bits. */
public enum RouteMetric {
    MTU("mtu", 2),
    WINDOW("window", 3),
    /** In eighths of a millisecond. */
    RTT("rtt", 4),
    /** In quarters of a millisecond. */
    RTTVAR("rttvar", 5),
    SSTHRESH("ssthresh", 6),
    CWND("cwnd", 7),
    ADVMSS("advmss", 8),
    REORDERING("reordering", 9),
    /** 0 to 255. */
    HOPLIMIT("hoplimit", 10),
    INITCWND("initcwnd", 11),
    /** A set of bits, of which {@code ecn} is 1. */
    FEATURES("features", 12),
    /** In milliseconds. */
    RTO_MIN("rto_min", 13),
    INITRWND("initrwnd", 14),
    /** 0 or 1. */
    QUICKACK("quickack", 15),
    /** The one that is a name, see {@link RouteMetrics#congestionControl}. */
    CC_ALGO("congctl", 16),
    /** 0 or 1. */
    FASTOPEN_NO_COOKIE("fastopen_no_cookie", 17);

    private final String keyword;
    private final int attribute;

    RouteMetric(String keyword, int attribute) {
        this.keyword = keyword;
        this.attribute = attribute;
    }

    /** The option's name in the file. */
    public String keyword() {
        return keyword;
    }

    /** The number inside RTA_METRICS; in RTAX_LOCK it is the bit's number. */
    public int attribute() {
        return attribute;
    }
}
