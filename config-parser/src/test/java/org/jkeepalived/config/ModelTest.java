// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GratuitousArp;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.config.model.ProcessSettings;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Configuration configuration(String text) {
        var loaded = FilesInMemory.load(text);
        assertThat(loaded.configuration()).as(loaded.diagnostics().human()).isPresent();
        return loaded.configuration().get();
    }

    private static VrrpInstance instance(String body) {
        return configuration("vrrp_instance V {\n interface eth0\n virtual_router_id 51\n" + body + "\n}\n")
                .instances()
                .getFirst();
    }

    private static final String VIP = "virtual_ipaddress {\n 10.0.0.1\n }\n";

    @Test
    void anInstanceThatSaysLittleGetsKeepalivedsDefaults() {
        assertThat(instance(VIP))
                .isEqualTo(VrrpInstance.named("V")
                        .interfaceName(Optional.of("eth0"))
                        .virtualRouterId(51)
                        .family(AddressFamily.IPV4)
                        .version(2)
                        .initialState(InitialState.BACKUP)
                        .priority(100)
                        .advertInterval(Duration.ofSeconds(1))
                        .transport(new Transport.Multicast(Optional.empty(), ip("224.0.0.18")))
                        .garp(new GratuitousArp(Duration.ofSeconds(5), 5, Duration.ZERO, 1, Duration.ofSeconds(5), 5))
                        .addresses(List.of(
                                VirtualAddress.of(ip("10.0.0.1"), 32, "eth0").build()))
                        .build());
    }

    @Test
    void anIpv6InstanceIsVersion3AndUsesTheIpv6Group() {
        var instance = instance("virtual_ipaddress {\n fe80::1\n 2001:db8::1/64\n }");
        assertThat(instance.family()).isEqualTo(AddressFamily.IPV6);
        assertThat(instance.version()).isEqualTo(3);
        assertThat(instance.transport()).isEqualTo(new Transport.Multicast(Optional.empty(), ip("ff02::12")));
        assertThat(instance.addresses())
                .containsExactly(
                        VirtualAddress.of(ip("fe80::1"), 128, "eth0")
                                .flags(Set.of(VirtualAddress.Flag.NODAD))
                                .preferredLifetime(Optional.of(Duration.ZERO))
                                .build(),
                        VirtualAddress.of(ip("2001:db8::1"), 64, "eth0")
                                .flags(Set.of(VirtualAddress.Flag.NODAD))
                                .build());
    }

    @Test
    void anAddressTakesAllItsOptions() {
        var addresses = instance("""
                virtual_ipaddress {
                  10.0.0.1/24 brd + dev eth1 scope link label eth1:vip noprefixroute autojoin no_track
                  10.0.1.1/22 brd -
                  10.0.2.1/24 broadcast 10.0.2.9 home mngtmpaddr
                  10.0.3.1 peer 10.0.4.1
                }
                virtual_ipaddress_excluded {
                  2001:db8::2/64 -nodad preferred_lft 30
                  2001:db8::3/64 preferred_lft forever use_vmac
                }
                """);
        assertThat(addresses.addresses())
                .containsExactly(
                        VirtualAddress.of(ip("10.0.0.1"), 24, "eth1")
                                .broadcast(Optional.of((Inet4Address) ip("10.0.0.255")))
                                .scope(253)
                                .label(Optional.of("eth1:vip"))
                                .flags(Set.of(VirtualAddress.Flag.NOPREFIXROUTE, VirtualAddress.Flag.AUTOJOIN))
                                .tracked(false)
                                .build(),
                        VirtualAddress.of(ip("10.0.1.1"), 22, "eth0")
                                .broadcast(Optional.of((Inet4Address) ip("10.0.0.0")))
                                .build(),
                        VirtualAddress.of(ip("10.0.2.1"), 24, "eth0")
                                .broadcast(Optional.of((Inet4Address) ip("10.0.2.9")))
                                .flags(Set.of(VirtualAddress.Flag.HOME, VirtualAddress.Flag.MNGTMPADDR))
                                .build(),
                        VirtualAddress.of(ip("10.0.3.1"), 32, "eth0")
                                .peer(Optional.of(ip("10.0.4.1")))
                                .build());
        assertThat(addresses.excludedAddresses())
                .containsExactly(
                        VirtualAddress.of(ip("2001:db8::2"), 64, "eth0")
                                .preferredLifetime(Optional.of(Duration.ofSeconds(30)))
                                .build(),
                        VirtualAddress.of(ip("2001:db8::3"), 64, "eth0")
                                .flags(Set.of(VirtualAddress.Flag.NODAD))
                                .ownMac(true)
                                .build());
    }

    @Test
    void unicastPeersMakeAnInstanceUnicast() {
        var transport = instance("""
                unicast_src_ip 192.0.2.1
                unicast_peer {
                  192.0.2.2
                  192.0.2.3 min_ttl 254 max_ttl 255
                }
                """ + VIP).transport();
        assertThat(transport)
                .isEqualTo(new Transport.Unicast(
                        Optional.of(ip("192.0.2.1")),
                        List.of(
                                Transport.Peer.of(ip("192.0.2.2")),
                                new Transport.Peer(ip("192.0.2.3"), OptionalInt.of(254), OptionalInt.of(255))),
                        OptionalInt.of(255),
                        true));
    }

    @Test
    void ipv6UnicastLeavesTheHopLimitToTheKernel() {
        var transport = instance("""
                unicast_src_ip 2001:db8::1
                unicast_peer {
                  2001:db8::2
                }
                virtual_ipaddress {
                  fe80::1
                }
                """).transport();
        assertThat(transport)
                .isEqualTo(new Transport.Unicast(
                        Optional.of(ip("2001:db8::1")),
                        List.of(Transport.Peer.of(ip("2001:db8::2"))),
                        OptionalInt.empty(),
                        false));
    }

    @Test
    void globalDefinitionsReachTheInstancesWhereverTheyStand() {
        var configuration = configuration("""
                vrrp_instance V {
                  interface eth0
                  virtual_router_id 1
                  garp_master_delay 7
                  virtual_ipaddress {
                    10.0.0.1
                  }
                }
                global_defs {
                  router_id LVS_1
                  vrrp_version 3
                  vrrp_mcast_group4 224.0.0.99
                  vrrp_garp_master_delay 2
                  vrrp_garp_master_repeat 3
                  vrrp_garp_master_refresh 60
                  vrrp_garp_master_refresh_repeat 2
                  vrrp_garp_interval 0.001
                  vrrp_gna_interval 0.000001
                  vrrp_down_timer_adverts 5
                  vrrp_lower_prio_no_advert
                  vrrp_higher_prio_send_advert on
                  vrrp_skip_check_adv_addr
                  vrrp_startup_delay 5.5
                  vrrp_priority -10
                  vrrp_rt_priority 50
                  vrrp_no_swap
                  default_interface eth1
                  notify_fifo "/run/fifo one" root
                  notify_fifo_script "/usr/bin/reader 'two words' -v" nobody nogroup
                  vrrp_netlink_monitor_rcv_bufs 4194304
                  vrrp_netlink_monitor_rcv_bufs_force
                  log_unknown_vrids
                }
                net_namespace red
                """);
        var global = configuration.global();
        assertThat(global.routerId()).isEqualTo("LVS_1");
        assertThat(global.networkNamespace()).contains("red");
        assertThat(global.usePidDirectory()).isTrue();
        assertThat(global.defaultInterface()).isEqualTo("eth1");
        assertThat(global.garpInterval()).isEqualTo(Duration.ofMillis(1));
        assertThat(global.gnaInterval()).isEqualTo(Duration.ofNanos(1_000));
        assertThat(global.startupDelay()).isEqualTo(Duration.ofMillis(5_500));
        assertThat(global.logUnknownVrids()).isTrue();
        assertThat(global.process())
                .isEqualTo(new ProcessSettings(-10, OptionalInt.of(50), true, List.of(), OptionalLong.empty()));
        assertThat(global.netlinkMonitorBuffers().bytes()).hasValue(4_194_304);
        assertThat(global.netlinkMonitorBuffers().force()).isTrue();
        assertThat(global.notifyFifo())
                .contains(new NotifyFifo(
                        "/run/fifo one",
                        Optional.of(new Identity("root", Optional.empty())),
                        Account.ROOT,
                        Optional.of(new Script(
                                List.of("/usr/bin/reader", "two words", "-v"),
                                Optional.of(new Identity("nobody", Optional.of("nogroup"))),
                                HostInMemory.nobody(),
                                "/usr/bin/reader"))));

        var instance = configuration.instances().getFirst();
        assertThat(instance.version()).isEqualTo(3);
        assertThat(instance.transport()).isEqualTo(new Transport.Multicast(Optional.empty(), ip("224.0.0.99")));
        assertThat(instance.downTimerAdverts()).isEqualTo(5);
        assertThat(instance.lowerPriorityNoAdvert()).isTrue();
        assertThat(instance.higherPrioritySendAdvert()).isTrue();
        assertThat(instance.skipCheckAdvertAddresses()).isTrue();
        assertThat(instance.garp())
                .as("the lower priority set follows the global master set, not the instance's")
                .isEqualTo(new GratuitousArp(
                        Duration.ofSeconds(7), 3, Duration.ofSeconds(60), 2, Duration.ofSeconds(2), 3));
    }

    @Test
    void theHostsNameIsTheDefaultRouterId() {
        assertThat(configuration("").global().routerId()).isEqualTo("node.example");
    }

    @Test
    void minGarpReducesOnlyWhatWasNotSetBefore() {
        var garp = configuration("""
                global_defs {
                  vrrp_garp_master_repeat 9
                  vrrp_min_garp
                }
                vrrp_instance V {
                  interface eth0
                  virtual_router_id 1
                  virtual_ipaddress {
                    10.0.0.1
                  }
                }
                """).instances().getFirst().garp();
        assertThat(garp).isEqualTo(new GratuitousArp(Duration.ZERO, 9, Duration.ZERO, 0, Duration.ZERO, 9));
    }

    @Test
    void stateMasterWithoutPriorityIsTheAddressOwner() {
        assertThat(instance("state MASTER\n" + VIP).priority()).isEqualTo(255);
        assertThat(instance("priority 255\n" + VIP).initialState()).isEqualTo(InitialState.MASTER);
        assertThat(instance("state MASTER\npriority 150\n" + VIP).priority()).isEqualTo(150);
    }

    @Test
    void intervalsAreRoundedToWhatAnAdvertCanSay() {
        assertThat(instance("advert_int 0.25\n" + VIP).advertInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance("advert_int 2.5\n" + VIP).advertInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(instance("version 3\nadvert_int 0.25\n" + VIP).advertInterval())
                .isEqualTo(Duration.ofMillis(250));
        assertThat(instance("version 3\nadvert_int 0.014\n" + VIP).advertInterval())
                .isEqualTo(Duration.ofMillis(10));
        assertThat(instance("version 3\nadvert_int 50\n" + VIP).advertInterval())
                .isEqualTo(Duration.ofMillis(40_950));
    }

    @Test
    void aPasswordIsCutToEightBytesAndPaddedWithZeros() {
        var authentication = instance("authentication {\n auth_type PASS\n auth_pass 0123456789\n }\n" + VIP)
                .authentication()
                .orElseThrow();
        assertThat(authentication).isEqualTo(new Authentication(Authentication.Type.PASS, "01234567"));
        assertThat(new Authentication(Authentication.Type.PASS, "ab").passwordField())
                .isEqualTo(new byte[] {'a', 'b', 0, 0, 0, 0, 0, 0});
    }

    @Test
    void nopreemptDoesNotSurviveStateMaster() {
        assertThat(instance("state BACKUP\nnopreempt\n" + VIP).preempt()).isFalse();
        assertThat(instance("state MASTER\npriority 150\nnopreempt\n" + VIP).preempt())
                .isTrue();
        assertThat(instance("nopreempt\npreempt\n" + VIP).preempt()).isTrue();
    }

    @Test
    void notifyScriptsAreKeptWithTheirArgumentsAndUser() {
        var scripts = instance("notify_master \"/bin/a 'b c' d\" root\nnotify /bin/n\n" + VIP)
                .notifyScripts();
        assertThat(scripts.master())
                .contains(new Script(
                        List.of("/bin/a", "b c", "d"),
                        Optional.of(new Identity("root", Optional.empty())),
                        Account.ROOT,
                        "/bin/a"));
        assertThat(scripts.any()).contains(new Script(List.of("/bin/n"), Optional.empty(), Account.ROOT, "/bin/n"));
        assertThat(scripts.fault()).isEmpty();
    }

    @Test
    void aCommentOrAnotherOrderOfKeywordsChangesNothing() {
        var one = instance("priority 150\nadvert_int 2\n" + VIP);
        var other = instance("# moved down\n\nadvert_int 2 ! as before\n  priority 150\n" + VIP);
        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(instance("priority 151\nadvert_int 2\n" + VIP)).isNotEqualTo(one);
    }

    @Test
    void anInterfaceThatDoesNotExistIsKeptAndWaitedFor() {
        var loaded = FilesInMemory.load("""
                vrrp_instance V {
                  interface eth9
                  virtual_router_id 1
                  virtual_ipaddress {
                    10.0.0.1
                    10.0.0.2 dev eth8
                  }
                }
                """);
        assertThat(loaded.configuration().orElseThrow().interfaceNames()).containsExactly("eth9", "eth8");
        assertThat(loaded.exitCode()).isEqualTo(5);
        assertThat(loaded.diagnostics().plain())
                .contains("(/etc/keepalived/keepalived.conf: Line 2) WARNING - interface eth9 for vrrp_instance V"
                        + " doesn't exist\n")
                .contains("Non-existent interface specified in configuration\n");
    }

    @Test
    void originsPointAtTheLastPlaceOfAKeyword() {
        var origins = FilesInMemory.load("vrrp_instance V {\n interface eth0\n priority 1\n priority 2\n}\n")
                .origins();
        assertThat(origins.instance("V").orElseThrow().line()).isEqualTo(1);
        assertThat(origins.keyword("V", "priority").orElseThrow().line()).isEqualTo(4);
        assertThat(origins.keyword("V", "advert_int")).isEmpty();
        assertThat(origins.instance("W")).isEmpty();
    }

    @Test
    void aMissingFileCannotRun() {
        var loaded = new FilesInMemory().load();
        assertThat(loaded.configuration()).isEmpty();
        assertThat(loaded.exitCode()).isEqualTo(6);
    }
}
