// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.config.schema.Keyword;
import org.jkeepalived.config.schema.Schema;
import org.jkeepalived.config.schema.Shape;
import org.jkeepalived.config.schema.Status;

/** Every keyword of the schema in a file that is right without it, with arguments that are right and wrong. */
final class GeneratedCases {
    private GeneratedCases() {}

    /** A file for each block, with a place for the keyword. */
    private static final Map<String, String> FRAMES = new LinkedHashMap<>();

    private static final String INSTANCE = """
            vrrp_instance V {
             interface eth0
             virtual_router_id 5
             %s
             virtual_ipaddress {
              10.0.0.1
             }
            }
            """;

    private static final String SECOND = """
            vrrp_instance W {
             interface eth1
             virtual_router_id 6
             virtual_ipaddress {
              10.0.1.1
             }
            }
            """;

    static {
        var plain = INSTANCE.formatted("");
        FRAMES.put("", "%s\n" + plain);
        FRAMES.put("global_defs", "global_defs {\n %s\n}\n" + plain);
        FRAMES.put("vrrp_instance", INSTANCE);
        FRAMES.put(
                "vrrp_instance/authentication",
                INSTANCE.formatted("authentication {\n auth_type PASS\n auth_pass 1234\n %s\n}"));
        FRAMES.put(
                "vrrp_instance/auth_hmac",
                INSTANCE.formatted("auth_hmac {\n key 1 0123456789abcdef0123456789abcdef\n active_key 1\n %s\n}"));
        FRAMES.put("vrrp_sync_group", plain + SECOND + "vrrp_sync_group G {\n group {\n  V\n  W\n }\n %s\n}\n");
        FRAMES.put(
                "vrrp_script",
                "global_defs {\n enable_script_security\n script_user root\n}\nvrrp_script S {\n script /usr/bin/true\n %s\n}\n"
                        + INSTANCE.formatted("track_script {\n  S\n }"));
        FRAMES.put(
                "vrrp_track_process",
                "vrrp_track_process P {\n process nothing\n %s\n}\n" + INSTANCE.formatted("track_process {\n  P\n }"));
        FRAMES.put(
                "track_file", "track_file F {\n file /tmp/f\n %s\n}\n" + INSTANCE.formatted("track_file {\n  F\n }"));
        FRAMES.put(
                "bfd_instance",
                "bfd_instance B {\n neighbor_ip 10.0.0.9\n source_ip 10.0.0.8\n %s\n}\n"
                        + INSTANCE.formatted("track_bfd {\n  B\n }"));
        FRAMES.put("garp_group", "garp_group {\n garp_interval 1\n interface eth0\n %s\n}\n" + plain);
        FRAMES.put("vrrp_sync_group/group", plain + SECOND + "vrrp_sync_group G {\n %s\n}\n");
        FRAMES.put("vrrp_script/script", "vrrp_script S {\n %s\n}\n" + INSTANCE.formatted("track_script {\n  S\n }"));
        FRAMES.put(
                "vrrp_track_process/process",
                "vrrp_track_process P {\n %s\n}\n" + INSTANCE.formatted("track_process {\n  P\n }"));
        FRAMES.put("track_file/file", "track_file F {\n %s\n}\n" + INSTANCE.formatted("track_file {\n  F\n }"));
        FRAMES.put("bfd_instance/neighbor_ip", "bfd_instance B {\n %s\n}\n" + plain);
        FRAMES.put("garp_group/interface", "garp_group {\n garp_interval 1\n %s\n}\n" + plain);
        FRAMES.put("garp_group/interfaces", "garp_group {\n garp_interval 1\n %s\n}\n" + plain);
        var withPeer = INSTANCE.formatted("unicast_peer {\n 10.0.0.9\n }");
        FRAMES.put("global_defs/vrrp_check_unicast_src", "global_defs {\n %s\n}\n" + withPeer);
        FRAMES.put("vrrp_instance/accept", INSTANCE.formatted("version 3\n strict_mode\n %s"));
        FRAMES.put("vrrp_instance/track_src_ip", INSTANCE.formatted("mcast_src_ip 10.0.0.9\n %s"));
        FRAMES.put("vrrp_instance/use_vmac_addr", INSTANCE.replace("10.0.0.1", "10.0.0.1 dev eth1"));
        FRAMES.put(
                "vrrp_instance/no_virtual_ipaddress",
                "vrrp_instance V {\n interface eth0\n virtual_router_id 5\n %s\n}\n");
        FRAMES.put("track_group/group", "track_group U {\n %s\n}\n" + plain);
        FRAMES.put("track_group", "track_group T {\n group {\n  V\n }\n %s\n}\n" + plain);
    }

    private static final List<String> NUMBERS = List.of("", "0", "3", "256", "-1", "1x", "0.5", "5000000000");
    private static final List<String> BOOLEANS = List.of("", "off", "moon");
    private static final List<String> WORDS = List.of("", "word", "10.0.0.9", "fe80::1", "\"two words\"", "1 2 3");
    private static final List<String> SCRIPTS = List.of(
            "",
            "/usr/bin/true",
            "\"/usr/bin/true 'a b' c\"",
            "/usr/bin/true root",
            "/usr/bin/true nobody nogroup",
            "/usr/bin/true nosuchuser",
            "/no/such",
            "'/usr/bin/true",
            "\"/usr/bin/true",
            "/etc/passwd");

    /** Where the form of the argument says too little. */
    private static final Map<String, List<String>> ARGUMENTS = new HashMap<>();

    static {
        ARGUMENTS.put("vrrp_instance/state", List.of("", "MASTER", "BACKUP", "FAULT", "master"));
        ARGUMENTS.put("vrrp_instance/interface", List.of("", "eth1", "eth9", "lo", "eth0 eth1"));
        ARGUMENTS.put(
                "vrrp_instance/use_vmac",
                List.of(
                        "",
                        "vmac5",
                        "name group",
                        "vmac5 00:11:22:33:44:55",
                        "00:11:22:33:44",
                        "group 5",
                        "group moon",
                        "vmac5 netlink_notify_msg",
                        "eth1",
                        "a_very_long_interface_name",
                        "vmac5 vmac6"));
        ARGUMENTS.put(
                "vrrp_instance/use_ipvlan",
                List.of(
                        "",
                        "ipvl5",
                        "ipvl5 10.0.0.9",
                        "10.0.0.9 private",
                        "name bridge 10.0.0.9",
                        "fe80::1",
                        "group 5"));
        ARGUMENTS.put("vrrp_instance/authentication/auth_type", List.of("", "PASS", "AH", "pass", "moon"));
        ARGUMENTS.put(
                "vrrp_instance/authentication/auth_pass", List.of("", "12345678", "123456789", "\"a b\"", "\"\""));
        ARGUMENTS.put(
                "vrrp_instance/auth_hmac/key",
                List.of(
                        "",
                        "2",
                        "2 short",
                        "2 0123456789abcdef0123456789abcdef",
                        "256 0123456789abcdef0123456789abcdef"));
        ARGUMENTS.put("vrrp_instance/auth_hmac/anti_replay", List.of("", "time", "monotonic", "moon"));
        ARGUMENTS.put("vrrp_instance/auth_hmac/mode", List.of("", "enforce", "permissive", "receive-only", "moon"));
        ARGUMENTS.put("vrrp_instance/mcast_dst_ip", List.of("", "224.0.0.5", "10.0.0.5", "ff02::5", "moon"));
        ARGUMENTS.put("global_defs/vrrp_mcast_group4", List.of("", "224.0.0.5", "10.0.0.5", "ff02::5", "moon"));
        ARGUMENTS.put("global_defs/vrrp_mcast_group6", List.of("", "ff02::5", "fe80::5", "224.0.0.5", "moon"));
        ARGUMENTS.put(
                "global_defs/umask", List.of("", "022", "0x12", "9", "IRGRP|IWGRP", "IRGRP | IWGRP", "IRWXO", "moon"));
        ARGUMENTS.put(
                "global_defs/vrrp_rx_bufs_policy",
                List.of("", "MTU", "ADVERT", "5000", "NO_SEND_RX", "MTU NO_SEND_RX", "MTU ADVERT", "moon"));
        ARGUMENTS.put(
                "global_defs/smtp_server",
                List.of("", "10.0.0.5", "10.0.0.5 25", "10.0.0.5 99999", "localhost", "::1 25", "no.such.invalid"));
        ARGUMENTS.put("global_defs/dynamic_interfaces", List.of("", "allow_if_changes", "moon"));
        ARGUMENTS.put("global_defs/json_version", List.of("", "1", "2", "3", "moon"));
        ARGUMENTS.put("global_defs/notify_fifo", List.of("", "/tmp/fifo", "/tmp/fifo root", "/tmp/fifo nosuchuser"));
        ARGUMENTS.put("vrrp_track_process/param_match", List.of("", "initial", "partial", "moon"));
        ARGUMENTS.put("track_file/init_file", List.of("", "5", "overwrite", "5 overwrite", "x", "5 6"));
        ARGUMENTS.put("bfd_instance/hoplimit", List.of("", "0", "64", "256"));
    }

    private static final Map<String, List<String>> ENTRIES = new LinkedHashMap<>();

    static {
        var addresses = List.of(
                "",
                "10.0.0.2/24",
                "10.0.0.2/33",
                "10.0.0",
                "fe80::1",
                "10.0.0.2 dev eth0",
                "10.0.0.2 dev eth9",
                "10.0.0.2 dev",
                "10.0.0.2 scope link",
                "10.0.0.2 scope moon",
                "10.0.0.2/24 brd +",
                "10.0.0.2/31 brd -",
                "10.0.0.2 brd x",
                "10.0.0.2 label eth0:1",
                "10.0.0.2 label abcdefghijklmnopq",
                "10.0.0.2 peer 10.0.0.3",
                "10.0.0.2/24 peer 10.0.0.3",
                "10.0.0.2 peer fe80::1",
                "10.0.0.2 home -nodad mngtmpaddr noprefixroute autojoin no_track",
                "10.0.0.2 preferred_lft x",
                "10.0.0.2 preferred_lft forever",
                "10.0.0.2 foo",
                "10.0.0.2 track_group T",
                "10.0.0.2 use_vmac",
                "2001:db8::2/64 dev eth0 home",
                "10.0.0.2 proto 5");
        ENTRIES.put("virtual_ipaddress", addresses);
        ENTRIES.put("virtual_ipaddress_excluded", addresses);
        ENTRIES.put("static_ipaddress", addresses);
        var routes = List.of(
                "",
                "192.168.2.0/24 via 10.0.0.5 dev eth0",
                "192.168.2.0/24 dev eth9",
                "192.168.2.0/33 dev eth0",
                "src 10.0.0.1 192.168.2.0/24 dev eth0",
                "192.168.2.0/24 table 6909 nexthop via 10.0.0.5 dev eth0 onlink weight 1 nexthop via 10.0.0.6 dev eth0 weight 2",
                "192.168.2.0/24 dev eth0 tos 0x04 protocol bird scope link priority 12 mtu 1000 hoplimit 100 advmss 101 rtt 102 rttvar 103 reordering 104 window 105 cwnd 106 ssthresh lock 107 realms 1/0x14 rto_min 108 initcwnd 109 initrwnd 110 features ecn",
                "blackhole 192.168.2.0/24",
                "192.168.2.0/24 via 10.0.0.5 or 10.0.0.6 dev eth0",
                "2001:db8::/64 via fe80::1 dev eth0 pref high",
                "default via 10.0.0.5 dev eth0",
                "192.168.2.0/24 via 10.0.0.5 dev eth0 foo",
                "192.168.2.0/24 dev eth0 table moon",
                "192.168.2.0/24 gw 10.0.0.5 no_track",
                "192.168.2.0/24 dev eth0 track_group T",
                "192.168.2.0/24 encap mpls 100 via 10.0.0.5 dev eth0",
                "192.168.2.0/24 encap ip id 5 dst 10.0.0.9 dev eth0",
                "192.168.2.0/24 via fe80::1 dev eth0",
                "192.168.2.0/24 via inet6 fe80::1 dev eth0",
                "192.168.2.0/24 dev eth0 metric x",
                "192.168.2.0/24 dev eth0 scope moon",
                "192.168.2.0/24 dev eth0 append",
                "192.168.2.0/24 dev eth0 congctl cubic",
                "192.168.2.0/24 dev eth0 expires 10",
                "2001:db8::/64 dev eth0 expires 10",
                "192.168.2.0/24 dev",
                "192.168.2.0/24 dev eth0 weight 5",
                "inet6 default via fe80::1 dev eth0");
        ENTRIES.put("virtual_routes", routes);
        ENTRIES.put("static_routes", routes);
        var rules = List.of(
                "",
                "from 192.168.2.0/24 table 1",
                "to 192.168.2.0/24 table 1 no_track",
                "from 192.168.28.0/24 to 192.168.29.0/26 table main iif eth0 oif eth1 tos 22 fwmark 24/12 preference 39 realms 30/20 goto 40",
                "to 1:2:3:4:5:6:7:0/112 from 7:6:5:4:3:2::/96 table 6908 uidrange 10000-19999",
                "from 10.0.0.0/8 l3mdev protocol 12 ip_proto UDP sport 10-20 dport 20-30",
                "from 10.0.0.0/8",
                "table 1",
                "from x table 1",
                "from 10.0.0.0/8 table moon",
                "from 10.0.0.0/8 table 1 foo",
                "from 10.0.0.0/8 table 1 priority x",
                "not from 10.0.0.0/8 table 1",
                "from all blackhole",
                "from 10.0.0.0/8 unreachable",
                "from 10.0.0.0/8 nop",
                "from 10.0.0.0/8 table 1 iif eth9",
                "from 10.0.0.0/8 to 2001:db8::/32 table 1",
                "from 10.0.0.0/8 suppress_prefixlength 5 table 1",
                "from 10.0.0.0/8 suppress_ifgroup 5 table 1",
                "from 10.0.0.0/8 table 1 tun_id 5",
                "inet6 table 1 preference 5",
                "from 10.0.0.0/8 table 1 dsfield 0x10",
                "from 10.0.0.0/8 table 1 track_group T",
                "from 10.0.0.0/8 table");
        ENTRIES.put("virtual_rules", rules);
        ENTRIES.put("static_rules", rules);
        var weights = List.of(
                "",
                "NAME",
                "NAME weight 5",
                "NAME weight -5 reverse",
                "NAME weight 254",
                "NAME weight 300",
                "NAME weight x",
                "NAME weight",
                "NAME moon",
                "nothing",
                "NAME weight 5 noreverse",
                "NAME weight 0 reverse",
                "NAME\n  NAME");
        ENTRIES.put("track_interface", with(weights, "eth1"));
        ENTRIES.put("track_script", with(weights, "S"));
        ENTRIES.put("track_file", with(weights, "F"));
        ENTRIES.put("track_process", with(weights, "P"));
        ENTRIES.put("track_bfd", with(weights, "B"));
        ENTRIES.put(
                "unicast_peer",
                List.of(
                        "",
                        "10.0.0.9",
                        "10.0.0",
                        "fe80::1",
                        "10.0.0.9 min_ttl 5 max_ttl 6",
                        "10.0.0.9 min_ttl 7 max_ttl 6",
                        "10.0.0.9 min_ttl 256",
                        "10.0.0.9 min_ttl",
                        "10.0.0.9 foo",
                        "224.0.0.5"));
        ENTRIES.put(
                "interface_up_down_delays",
                List.of(
                        "",
                        "eth0 1",
                        "eth0 1 2",
                        "eth0 0.5",
                        "eth0",
                        "eth0 256",
                        "eth9 1",
                        "eth0 x",
                        "eth0 1 x",
                        "eth0 3",
                        "eth0 1 2 3",
                        "eth0 -1"));
        ENTRIES.put(
                "linkbeat_interfaces",
                List.of("", "eth0", "eth0 MII", "eth0 ETHTOOL", "eth0 IOCTL", "eth0 moon", "eth9", "eth0 eth1"));
        ENTRIES.put("notification_email", List.of("", "a@b.example", "\"A <a@b.example>\"", "a@b.example c@d.example"));
        ENTRIES.put("interfaces", List.of("", "eth1", "eth9", "eth0", "eth1 eth0"));
        ENTRIES.put("group", List.of("", "V", "V W", "X", "V\n  V", "W"));
        ENTRIES.put("virtual_server_group", List.of("", "10.0.0.1 80"));
    }

    private static List<String> with(List<String> entries, String name) {
        return entries.stream().map(entry -> entry.replace("NAME", name)).toList();
    }

    /** What the lists of trackers may name. */
    private static final String TRACKED = """
            vrrp_script S {
             script /usr/bin/true
             user root
            }
            track_file F {
             file /tmp/f
            }
            vrrp_track_process P {
             process nothing
            }
            bfd_instance B {
             neighbor_ip 10.0.0.9
             source_ip 10.0.0.8
            }
            track_group T {
             group {
              V
             }
            }
            global_defs {
             enable_script_security
             script_user root
            }
            """;

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        collect("", Schema.ROOT, cases);
        return cases;
    }

    private static void collect(String path, Keyword block, List<Case> into) {
        for (var keyword : block.children()) {
            var inner = path.isEmpty() ? keyword.name() : path + "/" + keyword.name();
            var frame = FRAMES.getOrDefault(inner, FRAMES.get(path));
            if (keyword.status() == Status.OUTSIDE) {
                continue;
            }
            if (frame != null && keyword.shape() == Shape.LINES) {
                for (var entry : ENTRIES.get(keyword.name())) {
                    var text = keyword.name() + " {\n  " + entry + "\n }";
                    into.add(Case.of(inner + ": " + entry.replace('\n', ';'), keyword.name(), text, TRACKED + frame));
                }
            } else if (frame != null && keyword.shape() != Shape.BLOCK) {
                for (var argument : ARGUMENTS.getOrDefault(inner, arguments(keyword))) {
                    into.add(Case.of(
                            inner + " " + argument,
                            keyword.name(),
                            (keyword.name() + " " + argument).stripTrailing(),
                            frame));
                }
            }
            collect(inner, keyword, into);
        }
    }

    private static List<String> arguments(Keyword keyword) {
        return switch (keyword.shape()) {
            case FLAG -> List.of("", "moon");
            case BOOLEAN -> BOOLEANS;
            case WORD -> keyword.range().isEmpty() || keyword.range().startsWith("multicast") ? WORDS : NUMBERS;
            case WORDS -> keyword.range().isEmpty() ? WORDS : NUMBERS;
            case SCRIPT -> SCRIPTS;
            case BLOCK, LINES -> List.of();
        };
    }
}
