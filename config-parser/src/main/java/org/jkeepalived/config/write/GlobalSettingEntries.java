// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.time.Duration;
import java.util.List;
import org.jkeepalived.config.model.DumpSettings;
import org.jkeepalived.config.model.Firewall;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.LifecycleScripts;
import org.jkeepalived.config.model.Mail;
import org.jkeepalived.config.model.Monitoring;
import org.jkeepalived.config.model.ReceiveBuffers;
import org.jkeepalived.config.model.SystemSettings;

/** What {@code global_defs} says about everything but adverts and processes. */
final class GlobalSettingEntries {
    private GlobalSettingEntries() {}

    static void addAll(GlobalDefinitions global, Entries entries) {
        addAdvertBuffers(global.advertBuffers(), entries);
        addMail(global.mail(), entries);
        addFirewall(global.firewall(), entries);
        entries.set("process_name", global.processNames().main());
        entries.set("vrrp_process_name", global.processNames().vrrp());
        entries.set("bfd_process_name", global.processNames().bfd());
        addMonitoring(global.monitoring(), entries);
        addLifecycle(global.lifecycleScripts(), entries);
        entries.set("reload_check_config", global.reload().checkLog());
        entries.set("reload_time_file", global.reload().timeFile());
        entries.flag("reload_repeat", global.reload().repeat());
        entries.set("reload_file", global.reload().reloadFile());
        addDumps(global.dumps(), entries);
        addSystem(global.system(), entries);
    }

    private static void addAdvertBuffers(ReceiveBuffers buffers, Entries entries) {
        switch (buffers.policy()) {
            case DEFAULT -> {}
            case MTU, ADVERT ->
                entries.set("vrrp_rx_bufs_policy", buffers.policy().name());
            case FIXED -> buffers.bytes().ifPresent(bytes -> entries.number("vrrp_rx_bufs_policy", bytes));
        }
        entries.number("vrrp_rx_bufs_multiplier", buffers.multiplier(), ReceiveBuffers.DEFAULT_MULTIPLIER);
    }

    private static void addMail(Mail mail, Entries entries) {
        mail.server()
                .ifPresent(server -> entries.set(
                        "smtp_server",
                        List.of(
                                Part.positional("host", server.host()),
                                Part.positional("port", Integer.toString(server.port())))));
        entries.set("smtp_helo_name", mail.heloName());
        entries.set("notification_email_from", mail.sender());
        entries.names("notification_email", mail.recipients());
        entries.seconds("smtp_connect_timeout", mail.connectTimeout(), Duration.ofSeconds(30));
        entries.flag("no_email_faults", mail.noFaults());
    }

    private static void addFirewall(Firewall firewall, Entries entries) {
        entries.set("nftables", firewall.table());
        entries.number("nftables_priority", firewall.priority(), Firewall.DEFAULT_PRIORITY);
        entries.flag("nftables_ifindex", firewall.byInterfaceIndex());
        entries.flag("nftables_counters", firewall.counters());
    }

    private static void addMonitoring(Monitoring monitoring, Entries entries) {
        entries.set("snmp_socket", monitoring.snmpSocket());
        entries.flag("enable_traps", monitoring.snmpTraps());
        entries.flag("enable_snmp_vrrp", monitoring.snmpKeepalived());
        entries.flag("enable_snmp_rfcv2", monitoring.snmpRfc2787());
        entries.flag("enable_snmp_rfcv3", monitoring.snmpRfc6527());
        entries.flag("enable_dbus", monitoring.dbus());
        entries.set("dbus_service_name", monitoring.dbusServiceName());
        entries.set("dbus_no_interface_name", monitoring.dbusNoInterfaceName());
    }

    private static void addLifecycle(LifecycleScripts scripts, Entries entries) {
        entries.script("startup_script", scripts.startup());
        entries.seconds("startup_script_timeout", scripts.startupTimeout(), LifecycleScripts.DEFAULT_TIMEOUT);
        entries.script("shutdown_script", scripts.shutdown());
        entries.seconds("shutdown_script_timeout", scripts.shutdownTimeout(), LifecycleScripts.DEFAULT_TIMEOUT);
    }

    private static void addDumps(DumpSettings dumps, Entries entries) {
        entries.bool("data_use_instance", dumps.useInstance());
        entries.number("json_version", dumps.jsonVersion(), 1);
        entries.set("state_dump_file", dumps.stateFile());
        entries.set("stats_dump_file", dumps.statisticsFile());
        entries.set("json_dump_file", dumps.jsonFile());
    }

    private static void addSystem(SystemSettings system, Entries entries) {
        system.umask().ifPresent(mask -> entries.set("umask", "0" + Integer.toOctalString(mask)));
        system.randomSeed().ifPresent(seed -> entries.number("random_seed", seed));
        entries.bool("set_supplementary_groups", system.supplementaryGroups());
        entries.flag("disable_local_igmp", system.disableLocalIgmp());
        entries.number("max_auto_priority", system.maxAutoPriority(), 0);
        entries.number(
                "min_auto_priority_delay",
                system.minAutoPriorityDelayMicros(),
                SystemSettings.MIN_AUTO_PRIORITY_DELAY_MICROS);
        entries.set("vmac_prefix", system.vmacPrefix(), SystemSettings.VMAC_PREFIX);
        entries.set("vmac_addr_prefix", system.vmacAddressPrefix(), system.vmacPrefix());
        entries.set("config_save_dir", system.configSaveDirectory());
        entries.set("tmp_config_directory", system.temporaryConfigDirectory());
        entries.set("iproute_usr_dir", system.iprouteUsrDirectory(), "/usr/share/iproute2");
        entries.set("iproute_etc_dir", system.iprouteEtcDirectory(), "/etc/iproute2");
    }
}
