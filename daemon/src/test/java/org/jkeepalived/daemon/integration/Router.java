// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of one {@code vrrp_instance} block, with defaults, and what the protocol derives from it. */
final class Router {
    static final String VIP4 = "10.50.0.100";
    static final String VIP6 = "fe80::100";

    private final String name;
    private int version = 3;
    private int vrid = 51;
    private int priority = 100;
    private String intervalSeconds = "0.1";
    private List<String> addresses = List.of(VIP4 + "/24");
    private final List<String> lines = new ArrayList<>();

    Router(String name) {
        this.name = name;
    }

    /** VI_1: version 3, VRID 51 on eth0, adverts every 0.1 s, the address {@link #VIP4}. */
    static Router withPriority(int priority) {
        return new Router("VI_1").priority(priority);
    }

    /** A configuration file, without what {@link TestDaemon} puts before it. */
    static String configuration(Router... routers) {
        return Stream.of(routers).map(Router::toString).collect(Collectors.joining());
    }

    Router version(int value) {
        version = value;
        return this;
    }

    Router vrid(int value) {
        vrid = value;
        return this;
    }

    Router priority(int value) {
        priority = value;
        return this;
    }

    Router intervalSeconds(String value) {
        intervalSeconds = value;
        return this;
    }

    Router addresses(String... values) {
        addresses = List.of(values);
        return this;
    }

    /** One more line of the block, as is. */
    Router line(String value) {
        lines.add(value);
        return this;
    }

    String name() {
        return name;
    }

    int priority() {
        return priority;
    }

    /** The interval field of an advert: seconds in version 2, centiseconds in version 3. */
    int wireInterval() {
        return new BigDecimal(intervalSeconds)
                .movePointRight(version == 2 ? 0 : 2)
                .intValueExact();
    }

    Duration interval() {
        return Duration.ofMillis(
                new BigDecimal(intervalSeconds).movePointRight(3).intValueExact());
    }

    /** Skew_Time: RFC 3768 section 6.1 in version 2, RFC 9568 section 6.1 in version 3. */
    Duration skew() {
        Duration unit = version == 2 ? Duration.ofSeconds(1) : interval();
        return unit.multipliedBy(256 - priority).dividedBy(256);
    }

    Duration masterDownInterval() {
        return interval().multipliedBy(3).plus(skew());
    }

    @Override
    public String toString() {
        return """
                vrrp_instance %s {
                    interface eth0
                    version %d
                    virtual_router_id %d
                    priority %d
                    advert_int %s
                %s
                    virtual_ipaddress {
                %s
                    }
                }
                """.formatted(
                        name,
                        version,
                        vrid,
                        priority,
                        intervalSeconds,
                        String.join("\n", lines).indent(4).stripTrailing(),
                        String.join("\n", addresses).indent(8).stripTrailing());
    }
}
