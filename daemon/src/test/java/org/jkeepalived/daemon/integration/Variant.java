// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

/** The ways in which two routers may talk. */
enum Variant {
    V2_IPV4_1S(2, false, false, "1"),
    V3_IPV4_1S(3, false, false, "1"),
    V3_IPV4_100MS(3, false, false, "0.1"),
    V3_IPV4_10MS(3, false, false, "0.01"),
    V3_IPV6_100MS(3, true, false, "0.1"),
    V3_IPV6_10MS(3, true, false, "0.01"),
    V2_IPV4_1S_UNICAST(2, false, true, "1"),
    V3_IPV4_100MS_UNICAST(3, false, true, "0.1"),
    V3_IPV6_100MS_UNICAST(3, true, true, "0.1");

    private final int version;
    private final boolean ipv6;
    private final boolean unicast;
    private final String intervalSeconds;

    Variant(int version, boolean ipv6, boolean unicast, String intervalSeconds) {
        this.version = version;
        this.ipv6 = ipv6;
        this.unicast = unicast;
        this.intervalSeconds = intervalSeconds;
    }

    int version() {
        return version;
    }

    /** The virtual address. */
    String address() {
        return ipv6 ? Router.VIP6 : Router.VIP4;
    }

    /** Where the adverts for {@code peer} go. */
    String destination(TestNode peer) {
        if (unicast) {
            return address(peer);
        }
        return ipv6 ? "ff02::12" : "224.0.0.18";
    }

    /** VI_1 on one node, with the other as its peer. */
    Router router(int priority, TestNode self, TestNode peer) {
        Router router = Router.withPriority(priority)
                .version(version)
                .intervalSeconds(intervalSeconds)
                .addresses(address() + (ipv6 ? "/64" : "/24"));
        if (unicast) {
            router.line("unicast_src_ip " + address(self)).line("unicast_peer {\n    " + address(peer) + "\n}");
        }
        return router;
    }

    private String address(TestNode node) {
        return ipv6 ? node.address6() : node.address4();
    }
}
