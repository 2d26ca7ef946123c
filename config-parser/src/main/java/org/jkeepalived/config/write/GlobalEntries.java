// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.NetlinkBuffers;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.config.model.ProcessSettings;
import org.jkeepalived.config.model.SystemSettings;

/** The root level's own keywords and {@code global_defs}. */
final class GlobalEntries {
    private GlobalEntries() {}

    /**
     * @param noRefreshMessage whether an instance sends no message at a refresh, which nothing but {@code vrrp_min_garp}
     *     can say; every other effect of it is overridden in the instances
     */
    static void addAll(GlobalDefinitions global, boolean noRefreshMessage, Entries root) {
        root.set("net_namespace", global.networkNamespace());
        root.set("instance", global.instanceName());
        root.flag("use_pid_dir", global.usePidDirectory());
        root.flag("linkbeat_use_polling", global.system().linkbeatPolling());
        root.seconds("child_wait_time", global.system().childWaitTime(), SystemSettings.CHILD_WAIT_TIME);
        var entries = new Entries();
        entries.set("router_id", global.routerId());
        addMachine(global, entries);
        addAdverts(global, entries);
        if (noRefreshMessage) {
            entries.set("vrrp_min_garp", new Value.Switch(true), Entry.Origin.GIVEN);
        }
        addNotification(global, entries);
        addProcess(global, entries);
        GlobalSettingEntries.addAll(global, entries);
        root.block("global_defs", entries);
    }

    private static void addMachine(GlobalDefinitions global, Entries entries) {
        boolean usual = global.defaultInterface().equals("eth0");
        // keepalived complains of a default interface that is named and missing.
        entries.set(
                "default_interface",
                new Value.Text(global.defaultInterface()),
                usual ? Entry.Origin.UNSPOKEN : Entry.Origin.GIVEN);
        entries.flag("dynamic_interfaces", global.dynamicInterfaces());
    }

    private static void addAdverts(GlobalDefinitions global, Entries entries) {
        entries.set("vrrp_mcast_group4", global.multicastGroup4());
        entries.set("vrrp_mcast_group6", global.multicastGroup6());
        entries.secondsUnlessZero("vrrp_garp_interval", global.garpInterval());
        entries.secondsUnlessZero("vrrp_gna_interval", global.gnaInterval());
        entries.secondsUnlessZero("vrrp_startup_delay", global.startupDelay());
        entries.secondsUnlessZero("vrrp_delay_after_boot", global.delayAfterBoot());
        entries.flag("log_unknown_vrids", global.logUnknownVrids());
    }

    private static void addNotification(GlobalDefinitions global, Entries entries) {
        global.notifyFifo().ifPresent(fifo -> addFifo("notify_fifo", fifo, entries));
        global.vrrpNotifyFifo().ifPresent(fifo -> addFifo("vrrp_notify_fifo", fifo, entries));
        entries.flag("fifo_write_vrrp_states_on_reload", global.fifoStatesOnReload());
        entries.identity("script_user", global.scriptUser());
        entries.flag("enable_script_security", global.scriptSecurity());
    }

    private static void addFifo(String keyword, NotifyFifo fifo, Entries entries) {
        var parts = new ArrayList<>(List.of(Part.positional("path", fifo.path())));
        fifo.owner().ifPresent(owner -> parts.addAll(Entries.identityParts(owner)));
        entries.set(keyword, parts);
        entries.script(keyword + "_script", fifo.reader());
    }

    private static void addProcess(GlobalDefinitions global, Entries entries) {
        addProcess("vrrp", global.process(), entries);
        addProcess("bfd", global.bfdProcess(), entries);
        addBuffers("vrrp_netlink_cmd_rcv_bufs", global.netlinkCommandBuffers(), entries);
        addBuffers("vrrp_netlink_monitor_rcv_bufs", global.netlinkMonitorBuffers(), entries);
        addBuffers("process_monitor_rcv_bufs", global.processMonitorBuffers(), entries);
    }

    private static void addProcess(String name, ProcessSettings process, Entries entries) {
        entries.set(
                name + "_priority",
                new Value.Whole(process.niceness()),
                process.niceness() == 0 ? Entry.Origin.UNSPOKEN : Entry.Origin.GIVEN);
        process.realTimePriority().ifPresent(priority -> entries.number(name + "_rt_priority", priority));
        entries.flag(name + "_no_swap", process.noSwap());
        if (!process.cpus().isEmpty()) {
            entries.set(
                    name + "_cpu_affinity",
                    process.cpus().stream()
                            .map(cpu -> Part.positional("cpu", cpu))
                            .toList());
        }
        process.realTimeLimitMicros().ifPresent(micros -> entries.number(name + "_rlimit_rttime", micros));
    }

    private static void addBuffers(String keyword, NetlinkBuffers buffers, Entries entries) {
        buffers.bytes().ifPresent(bytes -> entries.number(keyword, bytes));
        entries.bool(keyword + "_force", buffers.force());
    }
}
