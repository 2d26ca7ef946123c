// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Encapsulation;
import org.jkeepalived.config.model.IpPrefix;
import org.jkeepalived.config.model.NextHop;
import org.jkeepalived.config.model.Realms;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.RouteMetric;
import org.jkeepalived.config.model.RouteMetrics;
import org.jkeepalived.config.model.Rule;
import org.jkeepalived.config.model.RuleAction;
import org.jkeepalived.config.model.StaticEntries;
import org.jkeepalived.config.model.VirtualAddress;
import org.junit.jupiter.api.Test;

/** Addresses, routes and rules as the kernel's numbers. */
class RoutingTest {

    private static final IpPrefix TEN = prefix("10.0.0.0", 8);

    private static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static IpPrefix prefix(String literal, int length) {
        return new IpPrefix(ip(literal), length);
    }

    private static StaticEntries statics(FilesInMemory machine, String text) {
        var loaded = machine.with(FilesInMemory.MAIN.toString(), text).load();
        assertThat(loaded.configuration()).as(loaded.diagnostics().human()).isPresent();
        return loaded.configuration().get().staticEntries();
    }

    private static Route route(String line) {
        var loaded = FilesInMemory.load("""
                vrrp_instance V {
                  interface eth0
                  virtual_router_id 1
                  virtual_ipaddress {
                    10.0.0.1
                  }
                  virtual_routes {
                    %s
                  }
                }
                """.formatted(line));
        var routes = loaded.configuration().orElseThrow().instances().getFirst().routes();
        assertThat(routes).as(loaded.diagnostics().human()).hasSize(1);
        return routes.getFirst();
    }

    private static Rule rule(String line) {
        var loaded = FilesInMemory.load("static_rules {\n " + line + "\n}\n");
        var rules = loaded.configuration().orElseThrow().staticEntries().rules();
        assertThat(rules).as(loaded.diagnostics().human()).hasSize(1);
        return rules.getFirst();
    }

    @Test
    void aRouteThatSaysLittleIsUnicastInTheMainTableAndOurs() {
        assertThat(route("10.0.0.0/8 via 10.0.0.3 dev eth0"))
                .isEqualTo(Route.to(TEN)
                        .gateway(Optional.of(ip("10.0.0.3")))
                        .interfaceName(Optional.of("eth0"))
                        .build());
        assertThat(Route.to(TEN).build())
                .extracting(Route::table, Route::protocol, Route::family)
                .containsExactly(254L, 18, AddressFamily.IPV4);
    }

    @Test
    void theRestOfTheLineDecidesWhichDefaultIsMeant() {
        assertThat(route("default via 10.0.0.3").destination()).isEqualTo(prefix("0.0.0.0", 0));
        assertThat(route("default via fe80::1 dev eth0").destination()).isEqualTo(prefix("::", 0));
        assertThat(route("any dev eth0").destination()).isEqualTo(prefix("0.0.0.0", 0));
        assertThat(route("default6 dev eth0").destination()).isEqualTo(prefix("::", 0));
    }

    @Test
    void aRouteTakesItsSelectors() {
        assertThat(route("src 10.0.0.1 blackhole 10.0.0.0/8 oif eth1 table 1000 protocol static no_track scope link"
                        + " tos 0x10 priority 4294967295 realms 4/5 onlink append"))
                .isEqualTo(Route.to(TEN)
                        .type(OptionalInt.of(6))
                        .preferredSource(Optional.of(ip("10.0.0.1")))
                        .interfaceName(Optional.of("eth1"))
                        .table(1_000)
                        .protocol(4)
                        .tracked(false)
                        .scope(OptionalInt.of(253))
                        .tos(OptionalInt.of(16))
                        .metric(OptionalLong.of(4_294_967_295L))
                        .realms(Optional.of(new Realms(4, 5)))
                        .gatewayOnLink(true)
                        .insertion(Route.Insertion.APPEND)
                        .build());
        assertThat(new Realms(4, 5).attribute()).isEqualTo(0x0004_0005);
    }

    @Test
    void anIpv6RouteTakesItsOwnOptions() {
        assertThat(route("to 2001:db8::/32 from 2001:db8:1::/48 via inet6 fe80::1 dev eth0 expires 30 pref low"
                        + " ttl-propagate disabled add"))
                .isEqualTo(Route.to(prefix("2001:db8::", 32))
                        .source(Optional.of(prefix("2001:db8:1::", 48)))
                        .gateway(Optional.of(ip("fe80::1")))
                        .interfaceName(Optional.of("eth0"))
                        .expires(Optional.of(Duration.ofSeconds(30)))
                        .routerPreference(OptionalInt.of(3))
                        .ttlPropagate(Optional.of(false))
                        .insertion(Route.Insertion.ADD)
                        .build());
    }

    @Test
    void metricsAreTheKernelsNumbersInItsUnits() {
        var metrics = route("10.0.0.0/8 dev eth0 mtu lock 1400 window 5 rtt 1s rttvar lock 300ms ssthresh 6 cwnd 7"
                        + " advmss 1360 reordering 8 hoplimit 64 initcwnd 10 features ecn rto_min 1.5s initrwnd 11"
                        + " quickack 1 congctl lock cubic fastopen_no_cookie 0")
                .metrics();
        assertThat(metrics)
                .isEqualTo(new RouteMetrics(
                        Map.ofEntries(
                                Map.entry(RouteMetric.MTU, 1_400L),
                                Map.entry(RouteMetric.WINDOW, 5L),
                                Map.entry(RouteMetric.RTT, 8_000L),
                                Map.entry(RouteMetric.RTTVAR, 1_200L),
                                Map.entry(RouteMetric.SSTHRESH, 6L),
                                Map.entry(RouteMetric.CWND, 7L),
                                Map.entry(RouteMetric.ADVMSS, 1_360L),
                                Map.entry(RouteMetric.REORDERING, 8L),
                                Map.entry(RouteMetric.HOPLIMIT, 64L),
                                Map.entry(RouteMetric.INITCWND, 10L),
                                Map.entry(RouteMetric.FEATURES, 1L),
                                Map.entry(RouteMetric.RTO_MIN, 1_500L),
                                Map.entry(RouteMetric.INITRWND, 11L),
                                Map.entry(RouteMetric.QUICKACK, 1L),
                                Map.entry(RouteMetric.FASTOPEN_NO_COOKIE, 0L)),
                        Set.of(RouteMetric.MTU, RouteMetric.RTTVAR, RouteMetric.CC_ALGO),
                        Optional.of("cubic")));
        assertThat(metrics.lockBits()).isEqualTo(1 << 2 | 1 << 5 | 1 << 16);
        assertThat(route("10.0.0.0/8 dev eth0 rtt 5 rttvar 130s").metrics().values())
                .as("kept within what the kernel's timer can be, 200 ms to 120 s")
                .containsEntry(RouteMetric.RTT, 1_600L)
                .containsEntry(RouteMetric.RTTVAR, 480_000L);
    }

    @Test
    void nextHopsHaveWeightsInterfacesAndEncapsulation() {
        assertThat(route("10.0.0.0/8 nexthop via 10.0.0.3 dev eth0 weight 256 onlink realms 7"
                                + " nexthop via inet 10.0.0.4 encap mpls 100/0x10")
                        .nextHops())
                .containsExactly(
                        new NextHop(
                                Optional.of(ip("10.0.0.3")),
                                Optional.of("eth0"),
                                OptionalInt.of(256),
                                true,
                                Optional.of(new Realms(0, 7)),
                                Optional.empty()),
                        new NextHop(
                                Optional.of(ip("10.0.0.4")),
                                Optional.empty(),
                                OptionalInt.empty(),
                                false,
                                Optional.empty(),
                                Optional.of(new Encapsulation.Mpls(List.of(100, 16)))));
    }

    @Test
    void orMakesTwoNextHops() {
        var route = route("10.0.0.0/8 via 10.0.0.3 or 10.0.0.4");
        assertThat(route.gateway()).isEmpty();
        assertThat(route.nextHops()).containsExactly(NextHop.via(ip("10.0.0.3")), NextHop.via(ip("10.0.0.4")));
    }

    @Test
    void aBadNextHopCostsThoseAfterItButNotTheRoute() {
        assertThat(route("10.0.0.0/8 nexthop via 10.0.0.3 nexthop via x nexthop via 10.0.0.5")
                        .nextHops())
                .containsExactly(NextHop.via(ip("10.0.0.3")));
    }

    @Test
    void tunnelsAreKeptWithTheirOptions() {
        assertThat(route("10.0.0.0/8 encap ip id 18446744073709551615 dst 192.0.2.1 src 192.0.2.2 tos 4 ttl 5 flags 6"
                                + " dev eth0")
                        .encapsulation())
                .contains(new Encapsulation.Ip(
                        OptionalLong.of(-1),
                        Optional.of((Inet4Address) ip("192.0.2.1")),
                        Optional.of((Inet4Address) ip("192.0.2.2")),
                        OptionalInt.of(4),
                        OptionalInt.of(5),
                        OptionalInt.of(6)));
        assertThat(route("10.0.0.0/8 encap ip6 dst 2001:db8::1 hoplimit 9 tc 8 dev eth0")
                        .encapsulation())
                .contains(new Encapsulation.Ip6(
                        OptionalLong.empty(),
                        Optional.of((Inet6Address) ip("2001:db8::1")),
                        Optional.empty(),
                        OptionalInt.of(8),
                        OptionalInt.of(9),
                        OptionalInt.empty()));
        assertThat(route("10.0.0.0/8 encap ila 2001:db8:0:1 dev eth0").encapsulation())
                .contains(new Encapsulation.Ila(0x2001_0db8_0000_0001L));
    }

    @Test
    void aRuleTakesItsSelectors() {
        assertThat(rule("not from 10.0.0.0/8 to any table 1000 preference 0x10 dsfield 8 fwmark 5/0xff realms 3"
                        + " suppress_prefixlength 0 suppress_ifgroup 7 iif eth0 oif eth1 tunnel-id 9 uidrange 0-999"
                        + " ipproto tcp sport 1-2 dport 3-4"))
                .isEqualTo(Rule.of(AddressFamily.IPV4, 16, new RuleAction.ToTable(1_000))
                        .inverted(true)
                        .from(Optional.of(TEN))
                        .to(Optional.of(prefix("0.0.0.0", 0)))
                        .tos(8)
                        .mark(Optional.of(new Rule.Mark(5, OptionalLong.of(0xff))))
                        .realms(Optional.of(new Realms(0, 3)))
                        .suppressPrefixLength(OptionalInt.of(0))
                        .suppressInterfaceGroup(OptionalInt.of(7))
                        .inputInterface(Optional.of("eth0"))
                        .outputInterface(Optional.of("eth1"))
                        .tunnelId(OptionalLong.of(9))
                        .users(Optional.of(new Rule.Range(0, 999)))
                        .ipProtocol(OptionalInt.of(6))
                        .sourcePorts(Optional.of(new Rule.Range(1, 2)))
                        .destinationPorts(Optional.of(new Rule.Range(3, 4)))
                        .build());
    }

    @Test
    void aRuleDoesOneThing() {
        assertThat(rule("goto 9 priority 5").action()).isEqualTo(new RuleAction.GoTo(9));
        assertThat(rule("nop priority 5").action()).isEqualTo(RuleAction.Simple.NOP);
        assertThat(rule("type prohibit priority 5").action().kernelNumber()).isEqualTo(8);
        assertThat(rule("l3mdev priority 5").action()).isEqualTo(new RuleAction.ToVrfTable());
        assertThat(rule("table 4 no_track priority 5"))
                .isEqualTo(Rule.of(AddressFamily.IPV4, 5, new RuleAction.ToTable(4))
                        .tracked(false)
                        .protocol(0)
                        .build());
    }

    @Test
    void rulesWithoutPriorityAreNumberedDownwardsInEachFamily() {
        var loaded = FilesInMemory.load("""
                static_rules {
                  from 10.0.0.0/8 table 4
                  from 2001:db8::/32 table 4
                }
                vrrp_instance V {
                  interface eth0
                  virtual_router_id 1
                  virtual_ipaddress {
                    10.0.0.1
                  }
                  virtual_rules {
                    to 10.0.0.0/8 table 4
                  }
                }
                """);
        var configuration = loaded.configuration().orElseThrow();
        assertThat(configuration.staticEntries().rules())
                .extracting(Rule::priority)
                .containsExactly(16_384L, 16_384L);
        assertThat(configuration.instances().getFirst().rules())
                .extracting(Rule::priority)
                .containsExactly(16_383L);
    }

    @Test
    void staticEntriesMayBelongToAGroup() {
        var statics = statics(new FilesInMemory(), """
                track_group G {
                  group {
                    V
                  }
                }
                static_ipaddress {
                  10.0.0.9/24 track_group G
                  2001:db8::9/64 dev eth1
                }
                static_routes {
                  10.0.0.0/8 dev eth0 track_group G
                }
                static_rules {
                  iif eth0 table 4 priority 5 track_group G
                }
                """);
        assertThat(statics)
                .isEqualTo(new StaticEntries(
                        List.of(
                                new StaticEntries.Address(
                                        VirtualAddress.of(ip("10.0.0.9"), 24, "eth0")
                                                .build(),
                                        Optional.of("G")),
                                new StaticEntries.Address(
                                        VirtualAddress.of(ip("2001:db8::9"), 64, "eth1")
                                                .flags(Set.of(VirtualAddress.Flag.NODAD))
                                                .build(),
                                        Optional.empty())),
                        List.of(Route.to(TEN)
                                .interfaceName(Optional.of("eth0"))
                                .trackGroup(Optional.of("G"))
                                .build()),
                        List.of(Rule.of(AddressFamily.IPV4, 5, new RuleAction.ToTable(4))
                                .inputInterface(Optional.of("eth0"))
                                .trackGroup(Optional.of("G"))
                                .build())));
    }

    @Test
    void namesComeFromTheFilesOfIproute2() {
        var machine = new FilesInMemory()
                .with("/usr/share/iproute2/rt_tables", "100 replaced\n255 local\n")
                .with("/etc/iproute2/rt_tables", "# comment\n0xc8 uplink # here\n300\tfar\n5 too many words\n")
                .with("/usr/share/iproute2/rt_tables.d/a.conf", "101 hidden\n")
                .with("/usr/share/iproute2/rt_tables.d/b.conf", "102 added\n")
                .with("/etc/iproute2/rt_tables.d/a.conf", "103 instead\n")
                .with("/etc/iproute2/rt_tables.d/README", "104 readme\n")
                .with("/usr/share/iproute2/rt_protos", "188 ours\n256 large\n")
                .with("/etc/iproute2/rt_dsfield", "0x28 AF11\n")
                .with("/etc/iproute2/rt_realms", "9 cosmos\n")
                .with("/etc/iproute2/group", "7 uplinks\n");
        var loaded = machine.with(FilesInMemory.MAIN.toString(), """
                static_routes {
                  10.1.0.0/16 table uplink
                  10.2.0.0/16 table far
                  10.3.0.0/16 table added
                  10.4.0.0/16 table instead
                  10.5.0.0/16 table main
                  10.6.0.0/16 table replaced
                  10.7.0.0/16 table hidden
                  10.8.0.0/16 table readme
                  10.9.0.0/16 table many
                  10.10.0.0/16 protocol ours no_track tos AF11 realms cosmos/5
                  10.11.0.0/16 protocol large
                }
                static_rules {
                  suppress_ifgroup uplinks table uplink priority 5
                }
                """).load();
        var statics = loaded.configuration().orElseThrow().staticEntries();
        assertThat(statics.routes()).extracting(Route::table).containsExactly(200L, 300L, 102L, 103L, 254L, 254L);
        assertThat(statics.routes().getLast())
                .extracting(Route::protocol, Route::tos, Route::realms)
                .containsExactly(188, OptionalInt.of(0x28), Optional.of(new Realms(9, 5)));
        assertThat(statics.rules().getFirst().suppressInterfaceGroup()).hasValue(7);
    }

    @Test
    void interfacesOfRoutesAreNeededToo() {
        var loaded = FilesInMemory.load("""
                static_routes {
                  10.0.0.0/8 dev eth1
                  11.0.0.0/8 nexthop dev eth0
                }
                static_ipaddress {
                  10.0.0.1 dev tun0
                }
                """);
        assertThat(loaded.configuration().orElseThrow().interfaceNames()).containsExactly("tun0", "eth1", "eth0");
    }
}
