// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for the whole daemon: the root level and {@code global_defs}. Defaults that only instances use are not
 * here but in each {@link VrrpInstance}.
 *
 * @param routerId {@code router_id}; default: the host's name
 * @param networkNamespace {@code net_namespace}: where all work is done
 * @param instanceName {@code instance}: tells several daemons of one host apart (log identifiers, pid files)
 * @param usePidDirectory {@code use_pid_dir}: pid files go to /run/keepalived
 * @param defaultInterface {@code default_interface}; default {@code eth0}
 * @param dynamicInterfaces {@code dynamic_interfaces}: interfaces need not exist when the file is read
 * @param multicastGroup4 {@code vrrp_mcast_group4}; default 224.0.0.18 (RFC 9568 section 5.1.1.2)
 * @param multicastGroup6 {@code vrrp_mcast_group6}; default ff02::12 (section 5.1.2.2)
 * @param garpInterval least time between two gratuitous ARPs on one interface, {@code vrrp_garp_interval}; zero: none
 * @param gnaInterval least time between two unsolicited neighbour advertisements, {@code vrrp_gna_interval}
 * @param startupDelay how long no instance becomes master after start, {@code vrrp_startup_delay}
 * @param delayAfterBoot {@code vrrp_delay_after_boot}: the same counted from the machine's start; zero: none
 * @param logUnknownVrids {@code log_unknown_vrids}
 * @param notifyFifo {@code notify_fifo}
 * @param vrrpNotifyFifo {@code vrrp_notify_fifo}
 * @param fifoStatesOnReload {@code fifo_write_vrrp_states_on_reload}: write every state again after a reload
 * @param scriptUser {@code script_user}
 * @param scriptSecurity {@code enable_script_security}
 * @param process {@code vrrp_priority}, {@code vrrp_rt_priority} and the like
 * @param bfdProcess {@code bfd_priority} and the like
 * @param netlinkCommandBuffers {@code vrrp_netlink_cmd_rcv_bufs}
 * @param netlinkMonitorBuffers {@code vrrp_netlink_monitor_rcv_bufs}
 * @param processMonitorBuffers {@code process_monitor_rcv_bufs}
 * @param advertBuffers {@code vrrp_rx_bufs_policy}, {@code vrrp_rx_bufs_multiplier}
 * @param mail {@code smtp_...}, {@code notification_email...}
 * @param firewall {@code nftables...}
 * @param processNames {@code process_name} and the like
 * @param monitoring SNMP and D-Bus
 * @param lifecycleScripts {@code startup_script}, {@code shutdown_script}
 * @param reload {@code reload_...}
 * @param dumps {@code state_dump_file} and the like
 * @param system everything else
 */
public record GlobalDefinitions(
        String routerId,
        Optional<String> networkNamespace,
        Optional<String> instanceName,
        boolean usePidDirectory,
        String defaultInterface,
        boolean dynamicInterfaces,
        InetAddress multicastGroup4,
        InetAddress multicastGroup6,
        Duration garpInterval,
        Duration gnaInterval,
        Duration startupDelay,
        Duration delayAfterBoot,
        boolean logUnknownVrids,
        Optional<NotifyFifo> notifyFifo,
        Optional<NotifyFifo> vrrpNotifyFifo,
        boolean fifoStatesOnReload,
        Optional<Identity> scriptUser,
        boolean scriptSecurity,
        ProcessSettings process,
        ProcessSettings bfdProcess,
        NetlinkBuffers netlinkCommandBuffers,
        NetlinkBuffers netlinkMonitorBuffers,
        NetlinkBuffers processMonitorBuffers,
        ReceiveBuffers advertBuffers,
        Mail mail,
        Firewall firewall,
        ProcessNames processNames,
        Monitoring monitoring,
        LifecycleScripts lifecycleScripts,
        ReloadSettings reload,
        DumpSettings dumps,
        SystemSettings system) {}
