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

/** The root level's single keywords and {@code global_defs}; keepalived.conf(5), "Global definitions". */
final class GlobalKeywords {
    private GlobalKeywords() {}

    private static final String BYTES = "1 to 4294967295 bytes";

    static List<Keyword.Builder> all() {
        return List.of(
                flag("linkbeat_use_polling").later(),
                word("net_namespace", "NAME"),
                word("net_namespace_ipvs", "NAME").outside(),
                flag("namespace_with_ipsets").outside(),
                flag("use_pid_dir"),
                word("instance", "NAME"),
                number("child_wait_time", "SECONDS", "0 to 4294967295")
                        .defaults("5")
                        .noEffect(),
                globalDefs());
    }

    private static Keyword.Builder globalDefs() {
        return block(
                "global_defs",
                "",
                flag("process_names").later(),
                word("process_name", "NAME").later(),
                word("vrrp_process_name", "NAME").later(),
                word("checker_process_name", "NAME").outside(),
                word("lvs_process_name", "NAME").outside().insteadUse("checker_process_name"),
                word("bfd_process_name", "NAME").later(),
                bool("use_symlink_paths"),
                flag("set_supplementary_groups"),
                word("router_id", "STRING").defaults("the host's name"),
                word("notification_email_from", "ADDRESS").defaults("the user's name @ the host's"),
                words("smtp_server", "ADDRESS [PORT]")
                        .defaults("port 25")
                        .differs("looked up when mail is sent, which is tried again for half an hour"),
                word("smtp_helo_name", "STRING").defaults("the host's name"),
                number("smtp_connect_timeout", "SECONDS", "0 to 4294").defaults("30"),
                lines("notification_email", "ADDRESS ..."),
                bool("smtp_alert"),
                script("startup_script"),
                number("startup_script_timeout", "SECONDS", "1 to 1000").defaults("10"),
                script("shutdown_script"),
                number("shutdown_script_timeout", "SECONDS", "1 to 1000").defaults("10"),
                number("max_auto_priority", "[PRIORITY]", "-1 to 99")
                        .defaults("0; 99 without PRIORITY")
                        .noEffect(),
                number("min_auto_priority_delay", "MICROSECONDS", "1 to 10000000")
                        .defaults("1000000")
                        .differs("a shorter delay is logged too when it costs an advert; priorities stay as they are"),
                bool("smtp_alert_vrrp").defaults("smtp_alert"),
                bool("smtp_alert_checker").outside(),
                bool("checker_log_all_failures").outside(),
                word("dynamic_interfaces", "[allow_if_changes]")
                        .differs("an interface that does not exist is always waited for"),
                flag("no_email_faults"),
                word("default_interface", "INTERFACE").defaults("eth0"),
                flag("disable_local_igmp").later(),
                bool("v3_checksum_as_v2").differs("off is heeded; keepalived ignores the argument"),
                words("lvs_timeouts", "[tcp SECONDS] [tcpfin SECONDS] [udp SECONDS]")
                        .outside(),
                flag("lvs_flush").outside(),
                word("lvs_flush_on_stop", "[VS]").outside(),
                word("lvs_flush_onstop", "[VS]").outside().insteadUse("lvs_flush_on_stop"),
                words("lvs_sync_daemon", "INTERFACE [[inst] INSTANCE] [id ID] [maxlen N] [port N] [ttl N] [group IP]")
                        .outside(),
                word("vrrp_mcast_group4", "IPV4").range("multicast").defaults("224.0.0.18"),
                word("vrrp_mcast_group6", "IPV6").range("multicast").defaults("ff02::12"),
                number("vrrp_garp_master_delay", "SECONDS", "0 to 4294; 0: no second set")
                        .defaults("5"),
                number("vrrp_garp_master_repeat", "COUNT", "1 to 4294967295").defaults("5"),
                number("vrrp_garp_master_refresh", "SECONDS", "0 to 4294967295; 0: none")
                        .defaults("0"),
                number("vrrp_garp_master_refresh_repeat", "COUNT", "1 to 4294967295")
                        .defaults("1"),
                number("vrrp_garp_lower_prio_delay", "SECONDS", "0 to 4294").defaults("vrrp_garp_master_delay"),
                number("vrrp_garp_lower_prio_repeat", "COUNT", "0 to 2147483647")
                        .defaults("vrrp_garp_master_repeat"),
                number("vrrp_down_timer_adverts", "COUNT", "1 to 100").defaults("3"),
                number("vrrp_garp_interval", "TIMER", "0.000001 s and more").defaults("0"),
                number("vrrp_gna_interval", "TIMER", "0.000001 s and more").defaults("0"),
                bool("vrrp_min_garp"),
                words("vrrp_garp_extra_if", "[all] SECONDS")
                        .range("1 to 86400")
                        .defaults("0")
                        .later(),
                words("vrrp_vmac_garp_intvl", "[all] SECONDS")
                        .range("1 to 86400")
                        .later()
                        .mustUse("vrrp_garp_extra_if"),
                bool("vrrp_lower_prio_no_advert"),
                bool("vrrp_higher_prio_send_advert"),
                number("vrrp_version", "VERSION", "2 or 3").defaults("2; IPv6: 3"),
                words("vrrp_iptables", "[INPUT_CHAIN [OUTPUT_CHAIN]]")
                        .defaults("nftables are used; without chains: INPUT and OUTPUT")
                        .later(),
                words("vrrp_ipsets", "[NAME ...]").noEffect(),
                word("nftables", "[TABLE]").defaults("keepalived").later(),
                number("nftables_priority", "PRIORITY", "-2147483648 to 2147483647")
                        .defaults("-1")
                        .later(),
                flag("nftables_ifindex").later(),
                flag("vrrp_check_unicast_src"),
                bool("vrrp_skip_check_adv_addr"),
                bool("vrrp_strict"),
                number("vrrp_priority", "NICE", "-20 to 19").defaults("0"),
                flag("vrrp_no_swap"),
                number("vrrp_rt_priority", "PRIORITY", "1 to 99").defaults("none: not real time"),
                words("vrrp_cpu_affinity", "CPU ...")
                        .range("0 to the number of CPUs less one")
                        .defaults("all")
                        .later(),
                number("vrrp_rlimit_rttime", "MICROSECONDS", "1 and more")
                        .defaults("10000")
                        .later(),
                number("vrrp_rlimit_rtime", "MICROSECONDS", "1 and more")
                        .later()
                        .insteadUse("vrrp_rlimit_rttime"),
                word("nftables_ipvs", "[TABLE]").outside(),
                number("nftables_ipvs_priority", "PRIORITY", "").outside(),
                number("nftables_ipvs_start_fwmark", "MARK", "").outside(),
                flag("nftables_counters").later(),
                words("notify_fifo", "PATH [USER [GROUP]]"),
                script("notify_fifo_script"),
                words("vrrp_notify_fifo", "PATH [USER [GROUP]]"),
                script("vrrp_notify_fifo_script"),
                bool("vrrp_notify_priority_changes"),
                flag("fifo_write_vrrp_states_on_reload").differs("writes masters too, which keepalived leaves out"),
                words("lvs_notify_fifo", "PATH [USER [GROUP]]").outside(),
                script("lvs_notify_fifo_script").outside(),
                number("checker_priority", "NICE", "-20 to 19").outside(),
                flag("checker_no_swap").outside(),
                number("checker_rt_priority", "PRIORITY", "1 to 99").outside(),
                words("checker_cpu_affinity", "CPU ...").outside(),
                number("checker_rlimit_rttime", "MICROSECONDS", "").outside(),
                number("checker_rlimit_rtime", "MICROSECONDS", "").outside().insteadUse("checker_rlimit_rttime"),
                number("bfd_priority", "NICE", "-20 to 19").defaults("0").later(),
                flag("bfd_no_swap").later(),
                number("bfd_rt_priority", "PRIORITY", "1 to 99").later(),
                words("bfd_cpu_affinity", "CPU ...")
                        .range("0 to the number of CPUs less one")
                        .defaults("all")
                        .later(),
                number("bfd_rlimit_rttime", "MICROSECONDS", "1 and more")
                        .defaults("10000")
                        .later(),
                number("bfd_rlimit_rtime", "MICROSECONDS", "1 and more").later().insteadUse("bfd_rlimit_rttime"),
                word("snmp_socket", "ADDRESS")
                        .defaults("unix:/var/agentx/master")
                        .later(),
                flag("enable_traps").later(),
                flag("enable_snmp_vrrp").later(),
                flag("enable_snmp_keepalived").later().insteadUse("enable_snmp_vrrp"),
                flag("enable_snmp_rfc").later(),
                flag("enable_snmp_rfcv2").later(),
                flag("enable_snmp_rfcv3").later(),
                flag("enable_snmp_checker").outside(),
                number("snmp_vs_stats_update_interval", "TIMER", "").outside(),
                number("snmp_rs_stats_update_interval", "TIMER", "").outside(),
                flag("enable_dbus").later(),
                word("dbus_service_name", "NAME")
                        .defaults("org.keepalived.Vrrp1")
                        .later(),
                word("dbus_no_interface_name", "NAME").defaults("none").later(),
                words("script_user", "USER [GROUP]")
                        .defaults("keepalived_script if there is one, else root; the user's group"),
                flag("enable_script_security"),
                number("vrrp_netlink_cmd_rcv_bufs", "BYTES", BYTES).defaults("the kernel's"),
                bool("vrrp_netlink_cmd_rcv_bufs_force"),
                number("vrrp_netlink_monitor_rcv_bufs", "BYTES", BYTES).defaults("the kernel's"),
                bool("vrrp_netlink_monitor_rcv_bufs_force"),
                number("process_monitor_rcv_bufs", "BYTES", BYTES).defaults("1048576"),
                bool("process_monitor_rcv_bufs_force"),
                number("lvs_netlink_cmd_rcv_bufs", "BYTES", BYTES).outside(),
                bool("lvs_netlink_cmd_rcv_bufs_force").outside(),
                number("lvs_netlink_monitor_rcv_bufs", "BYTES", BYTES).outside(),
                bool("lvs_netlink_monitor_rcv_bufs_force").outside(),
                flag("rs_init_notifies").outside(),
                flag("no_checker_emails").outside(),
                words("vrrp_rx_bufs_policy", "[MTU] [ADVERT] [NO_SEND_RX] | BYTES")
                        .range("0 to 4294967295 bytes")
                        .defaults("the kernel's")
                        .later(),
                number("vrrp_rx_bufs_multiplier", "NUMBER", "1 and more")
                        .defaults("3")
                        .later(),
                number("vrrp_startup_delay", "TIMER", "0.001 to 4294.967295 s").defaults("0"),
                number("vrrp_delay_after_boot", "TIMER", "0.001 to 4294.967295 s")
                        .defaults("0")
                        .later(),
                flag("log_unknown_vrids"),
                bool("vrrp_owner_ignore_adverts"),
                word("vmac_prefix", "PREFIX").defaults("vrrp").later(),
                word("vmac_addr_prefix", "PREFIX").defaults("vmac_prefix").later(),
                words("umask", "MODE | NAME[|NAME ...]")
                        .defaults("IXUSR|IRWXG|IRWXO")
                        .later(),
                number("random_seed", "NUMBER", "0 to 4294967295")
                        .defaults("another one at each start")
                        .later(),
                word("reload_check_config", "[LOG_FILE]")
                        .differs(
                                "a configuration that passes the check is applied; keepalived 2.4.3 keeps the old one"),
                word("reload_time_file", "FILE"),
                flag("reload_repeat"),
                word("reload_file", "[FILE]")
                        .defaults("none; without FILE: keepalived.reload in the pid directory")
                        .differs("made before the files are read, as the manual says; keepalived 2.4.3 does that with"
                                + " reload_check_config only"),
                words("include_check", "[[+|-]read | [+|-]match | [+|-]wildcard_match | [+|-]brace_match] ...")
                        .defaults("nothing is checked; without arguments: everything"),
                word("config_save_dir", "DIRECTORY")
                        .differs(
                                "what is kept is the effective configuration, and what \"status\" says before and after"),
                word("tmp_config_directory", "DIRECTORY").noEffect(),
                flag("data_use_instance").later(),
                number("json_version", "VERSION", "1 or 2").defaults("1").later(),
                word("iproute_usr_dir", "DIRECTORY")
                        .defaults("/usr/share/iproute2")
                        .later(),
                word("iproute_etc_dir", "DIRECTORY").defaults("/etc/iproute2").later(),
                word("state_dump_file", "FILE").later(),
                word("stats_dump_file", "FILE").later(),
                word("json_dump_file", "FILE").later());
    }
}
