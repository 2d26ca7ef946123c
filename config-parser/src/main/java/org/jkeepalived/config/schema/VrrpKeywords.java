// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import static org.jkeepalived.config.schema.Keyword.block;
import static org.jkeepalived.config.schema.Keyword.bool;
import static org.jkeepalived.config.schema.Keyword.flag;
import static org.jkeepalived.config.schema.Keyword.lines;
import static org.jkeepalived.config.schema.Keyword.number;
import static org.jkeepalived.config.schema.Keyword.script;
import static org.jkeepalived.config.schema.Keyword.word;
import static org.jkeepalived.config.schema.Keyword.words;

import java.util.List;

/** Instances, groups of them, and static entries; keepalived.conf(5), "VRRPD CONFIGURATION". */
final class VrrpKeywords {
    private VrrpKeywords() {}

    private static final String ADDRESSES =
            "IP[/PREFIX] [dev IF] [scope SCOPE] [label LABEL] [brd IP|+|-] [peer IP[/PREFIX]] [home] [-nodad]"
                    + " [mngtmpaddr] [noprefixroute] [autojoin] [preferred_lft SECONDS|forever] [no_track] [use_vmac]";

    static List<Keyword.Builder> all() {
        return List.of(
                block("track_group", "NAME", lines("group", "OBJECT ...")),
                lines("static_ipaddress", ADDRESSES.replace("[use_vmac]", "[track_group GROUP]"))
                        .later(),
                lines("static_routes", "ROUTE").later(),
                lines("static_rules", "RULE").later(),
                syncGroup(),
                block(
                                "garp_group",
                                "",
                                number("garp_interval", "TIMER", "0 to 4294.967295 s"),
                                number("gna_interval", "TIMER", "0 to 4294.967295 s"),
                                word("interface", "INTERFACE"),
                                lines("interfaces", "INTERFACE ..."))
                        .later(),
                lines("linkbeat_interfaces", "INTERFACE [MII|ETHTOOL|IOCTL]")
                        .defaults("MII, else ETHTOOL, else IOCTL")
                        .later(),
                instance(),
                lines("interface_up_down_delays", "INTERFACE DOWN_DELAY [UP_DELAY]")
                        .range("0 to 255 s")
                        .defaults("0"));
    }

    private static Keyword.Builder syncGroup() {
        return block(
                "vrrp_sync_group",
                "NAME",
                lines("group", "INSTANCE ...")
                        .differs(
                                "a reload that adds members leaves masters alone; keepalived's listen again. A group that"
                                        + " waited for a script at its start tells of it before its members"),
                lines("track_interface", "INTERFACE [weight WEIGHT [reverse]]"),
                lines("track_script", "SCRIPT [weight WEIGHT [reverse]]"),
                lines("track_file", "FILE [weight WEIGHT [reverse]]"),
                lines("track_process", "PROCESS [weight WEIGHT [reverse]]"),
                lines("track_bfd", "BFD_INSTANCE [weight WEIGHT [reverse]]").later(),
                script("notify_backup"),
                script("notify_master"),
                script("notify_fault"),
                script("notify_stop"),
                script("notify"),
                bool("smtp_alert"),
                flag("global_tracking").differs("deprecated; the same as sync_group_tracking_weight"),
                flag("sync_group_tracking_weight"),
                bool("notify_priority_changes"));
    }

    private static Keyword.Builder instance() {
        return block(
                "vrrp_instance",
                "NAME",
                words("use_vmac", "[[name] INTERFACE] [MAC] [netlink_notify_msg] [group GROUP]")
                        .later(),
                flag("use_vmac_addr").later(),
                flag("vmac_xmit_base").later(),
                words("use_ipvlan", "[[name] INTERFACE] [IP] [bridge|private|vepa] [group GROUP]")
                        .later(),
                lines("unicast_peer", "IP [min_ttl TTL] [max_ttl TTL]"),
                flag("unicast_fault_no_peer").later(),
                flag("check_unicast_src").defaults("vrrp_check_unicast_src"),
                word("old_unicast_checksum", "[never]").later(),
                flag("native_ipv6"),
                word("state", "STATE")
                        .range("MASTER or BACKUP")
                        .defaults("BACKUP; MASTER with priority 255")
                        .differs("BACKUP does not keep priority 255 waiting"),
                word("interface", "INTERFACE")
                        .differs("an interface that does not exist is waited for; keepalived refuses to run"),
                word("vrf", "INTERFACE").later(),
                flag("dont_track_primary"),
                lines("track_interface", "INTERFACE [weight WEIGHT [reverse]]"),
                lines("track_script", "SCRIPT [weight WEIGHT [reverse]]"),
                lines("track_file", "FILE [weight WEIGHT [reverse]]"),
                lines("track_process", "PROCESS [weight WEIGHT [reverse]]"),
                lines("track_bfd", "BFD_INSTANCE [weight WEIGHT [reverse]]").later(),
                word("mcast_src_ip", "IP").defaults("the interface's first address"),
                word("unicast_src_ip", "IP").defaults("the interface's first address"),
                word("mcast_dst_ip", "IP").range("multicast").defaults("vrrp_mcast_group4, vrrp_mcast_group6"),
                flag("track_src_ip"),
                number("virtual_router_id", "VRID", "1 to 255").defaults("none, required"),
                number("unicast_ttl", "TTL", "0 to 255").defaults("255; IPv6: the kernel's"),
                number("version", "VERSION", "2 or 3").defaults("vrrp_version; IPv6: 3"),
                number("priority", "PRIORITY", "1 to 255").defaults("100; 255 with state MASTER"),
                number("advert_int", "TIMER", "v2: 1 to 255 s in whole seconds; v3: 0.01 to 40.95 s")
                        .defaults("1"),
                lines("virtual_ipaddress", ADDRESSES)
                        .differs(
                                "an address on an interface that does not exist is waited for; use_vmac is not supported yet"),
                lines("virtual_ipaddress_excluded", ADDRESSES),
                flag("no_virtual_ipaddress"),
                flag("promote_secondaries").later(),
                flag("linkbeat_use_polling").later().mustUse("linkbeat_interfaces"),
                bool("v3_checksum_as_v2").defaults("that of global_defs"),
                lines("virtual_routes", "ROUTE").later(),
                lines("virtual_rules", "RULE").later(),
                flag("accept").later(),
                flag("no_accept").later(),
                bool("skip_check_adv_addr")
                        .defaults("vrrp_skip_check_adv_addr")
                        .differs("off switches it off; keepalived takes every argument for on"),
                bool("strict_mode").defaults("vrrp_strict"),
                flag("preempt").defaults("preempt"),
                flag("nopreempt"),
                number("preempt_delay", "TIMER", "0 to 1000 s").defaults("0"),
                number("debug", "LEVEL", "0 to 4").defaults("0"),
                script("notify_backup"),
                script("notify_master"),
                script("notify_fault"),
                script("notify_stop").differs("not ended after a second, nor with the daemon"),
                script("notify_deleted"),
                script("notify").differs("scripts of one instance run one after another; keepalived's run at once"),
                script("notify_master_rx_lower_pri"),
                bool("smtp_alert"),
                bool("notify_priority_changes").defaults("vrrp_notify_priority_changes"),
                word("lvs_sync_daemon_interface", "INTERFACE").outside().mustUse("lvs_sync_daemon in global_defs"),
                number("garp_master_delay", "SECONDS", "0 to 4294; 0: no second set")
                        .defaults("vrrp_garp_master_delay"),
                number("garp_master_refresh", "SECONDS", "0 to 4294967295; 0: none")
                        .defaults("vrrp_garp_master_refresh"),
                number("garp_master_repeat", "COUNT", "1 to 4294967295").defaults("vrrp_garp_master_repeat"),
                number("garp_master_refresh_repeat", "COUNT", "1 to 4294967295")
                        .defaults("vrrp_garp_master_refresh_repeat"),
                number("garp_lower_prio_delay", "SECONDS", "0 to 4294").defaults("vrrp_garp_lower_prio_delay"),
                number("garp_lower_prio_repeat", "COUNT", "0 to 2147483647").defaults("vrrp_garp_lower_prio_repeat"),
                number("down_timer_adverts", "COUNT", "1 to 100").defaults("vrrp_down_timer_adverts"),
                number("timer_expired_backup", "[PRIORITY]", "1 to 254").defaults("off; 254 without PRIORITY"),
                number("thread_timer_expired", "[PRIORITY]", "1 to 254").mustUse("timer_expired_backup"),
                words("garp_extra_if", "[all] SECONDS")
                        .range("0 to 86400")
                        .defaults("vrrp_garp_extra_if")
                        .later(),
                words("vmac_garp_intvl", "[all] SECONDS")
                        .range("0 to 86400")
                        .later()
                        .mustUse("garp_extra_if"),
                bool("lower_prio_no_advert").defaults("vrrp_lower_prio_no_advert"),
                bool("higher_prio_send_advert").defaults("vrrp_higher_prio_send_advert"),
                bool("owner_ignore_adverts").defaults("vrrp_owner_ignore_adverts"),
                number("kernel_rx_buf_size", "BYTES", "0 to 4294967295")
                        .defaults("vrrp_rx_bufs_policy")
                        .later(),
                block(
                        "authentication",
                        "",
                        word("auth_type", "TYPE").range("PASS or AH").differs("AH is not supported yet"),
                        word("auth_pass", "PASSWORD").range("8 bytes; the rest is cut off")),
                block(
                                "auth_hmac",
                                "",
                                words("key", "ID KEY").range("ID 1 to 255; KEY 32 to 64 bytes, in hex after hex:"),
                                number("active_key", "ID", "1 to 255"),
                                number("time_window", "SECONDS", "1 to 300").defaults("three advert_int, at least 5"),
                                word("anti_replay", "KIND")
                                        .range("time or monotonic")
                                        .defaults("time"),
                                word("mode", "MODE")
                                        .range("enforce, permissive or receive-only")
                                        .defaults("enforce"))
                        .later());
    }
}
