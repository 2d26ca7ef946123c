// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.ReceiveBuffers;
import org.jkeepalived.config.tree.Statement;

/** What the process asks of the operating system. */
final class ProcessReader implements GlobalTheme {
    private final GlobalValues values;
    private final Findings findings;
    private final Globals globals;
    private final int processors;

    /**
     * @param processors how many the machine has
     */
    ProcessReader(GlobalValues values, Globals globals, int processors) {
        this.processors = processors;
        this.values = values;
        this.findings = values.findings();
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        var keyword = statement.keyword().name();
        if (keyword.startsWith("vrrp_") && readProcess(statement, "vrrp", globals.process)) {
            return true;
        }
        if (keyword.startsWith("bfd_") && readProcess(statement, "bfd", globals.bfdProcess)) {
            return true;
        }
        switch (keyword) {
            case "vrrp_netlink_cmd_rcv_bufs" -> readBuffers(statement, "vrrp_netlink_cmd", globals.commandBuffers);
            case "vrrp_netlink_monitor_rcv_bufs" ->
                readBuffers(statement, "vrrp_netlink_monitor", globals.monitorBuffers);
            case "process_monitor_rcv_bufs" -> readBuffers(statement, "process_monitor", globals.processMonitorBuffers);
            case "vrrp_netlink_cmd_rcv_bufs_force" ->
                values.bool(statement, value -> globals.commandBuffers.force = value);
            case "vrrp_netlink_monitor_rcv_bufs_force" ->
                values.bool(statement, value -> globals.monitorBuffers.force = value);
            case "process_monitor_rcv_bufs_force" ->
                values.bool(statement, value -> globals.processMonitorBuffers.force = value);
            case "vrrp_rx_bufs_policy" -> readPolicy(statement);
            case "vrrp_rx_bufs_multiplier" -> readMultiplier(statement);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readProcess(Statement statement, String name, Globals.Scheduling process) {
        switch (statement.keyword().name().substring(name.length() + 1)) {
            case "priority" -> readNiceness(statement, name, process);
            case "rt_priority" -> readRealTimePriority(statement, name, process);
            case "no_swap" -> process.noSwap = true;
            case "cpu_affinity" -> readCpus(statement, name, process);
            case "rlimit_rttime", "rlimit_rtime" -> {
                process.realTimeLimitMicros = OptionalLong.empty();
                values.numberOr(
                        statement,
                        1,
                        Values.UNSIGNED_MAX,
                        "Invalid " + name + " real-time limit - " + GlobalValues.argument(statement),
                        // It is halved later, and half of it has to be something.
                        micros -> process.realTimeLimitMicros = OptionalLong.of(Math.max(micros, 2)));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readNiceness(Statement statement, String name, Globals.Scheduling process) {
        process.niceness = 0;
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + name + " process priority specified");
        } else {
            values.numberOr(
                    statement,
                    -20,
                    19,
                    "Invalid " + name + " process priority specified",
                    n -> process.niceness = (int) n);
        }
    }

    private void readRealTimePriority(Statement statement, String name, Globals.Scheduling process) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + name + " process real-time priority specified");
            return;
        }
        var word = statement.word(1);
        var subject = name + " process real-time priority ";
        values.numberOr(
                statement, Integer.MIN_VALUE, Integer.MAX_VALUE, subject + "'" + word + "' invalid", priority -> {
                    if (priority < 1) {
                        findings.warning(
                                word.range(), subject + priority + " less than minimum 1 - setting to minimum");
                    } else if (priority > 99) {
                        findings.warning(
                                word.range(), subject + priority + " greater than maximum 99 - setting to maximum");
                    }
                    process.realTimePriority = OptionalInt.of(Math.clamp(priority, 1, 99));
                });
    }

    private void readCpus(Statement statement, String name, Globals.Scheduling process) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + name + " cpu_id set specified");
            return;
        }
        var cpus = new TreeSet<Integer>();
        for (var word : statement.words().subList(1, statement.size())) {
            var cpu = values.plain()
                    .lenient(
                            word, 0, processors - 1L, "Invalid cpu_id:" + word + " specified for " + name + " process");
            if (cpu.isEmpty()) {
                process.cpus = List.of();
                return;
            }
            cpus.add((int) cpu.getAsLong());
        }
        process.cpus = List.copyOf(cpus);
    }

    private void readPolicy(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "vrrp_rx_bufs_policy missing");
            return;
        }
        boolean mtu = globals.advertBuffers.policy() == ReceiveBuffers.Policy.MTU;
        boolean advert = globals.advertBuffers.policy() == ReceiveBuffers.Policy.ADVERT;
        var bytes = globals.advertBuffers.bytes();
        for (var word : statement.words().subList(1, statement.size())) {
            if (word.text().equalsIgnoreCase("MTU")) {
                mtu = true;
            } else if (word.text().equalsIgnoreCase("ADVERT")) {
                advert = true;
            } else {
                var number = values.plain().exact(word, 0, Values.UNSIGNED_MAX, "Invalid vrrp_rx_bufs_policy " + word);
                bytes = number.isPresent() ? number : bytes;
            }
        }
        if (bytes.isPresent() && (mtu || advert)) {
            findings.warning(statement.range(), "Cannot set vrrp_rx_bufs_policy size and policy, ignoring policy");
        } else if (mtu && advert) {
            findings.warning(statement.range(), "Cannot set both vrrp_rx_bufs_policy MTU and ADVERT, ignoring ADVERT");
        }
        var policy = advert ? ReceiveBuffers.Policy.ADVERT : ReceiveBuffers.Policy.DEFAULT;
        policy = mtu ? ReceiveBuffers.Policy.MTU : policy;
        policy = bytes.isPresent() ? ReceiveBuffers.Policy.FIXED : policy;
        globals.advertBuffers = new ReceiveBuffers(policy, bytes, globals.advertBuffers.multiplier());
    }

    private void readMultiplier(Statement statement) {
        if (statement.size() != 2) {
            findings.warning(statement.range(), "Invalid vrrp_rx_bufs_multiplier")
                    .effect("ignored");
            return;
        }
        var word = statement.word(1);
        values.plain()
                .exact(word, 1, Values.UNSIGNED_MAX, "Invalid vrrp_rx_bufs_multiplier " + word)
                .ifPresent(number -> globals.advertBuffers =
                        new ReceiveBuffers(globals.advertBuffers.policy(), globals.advertBuffers.bytes(), number));
    }

    private void readBuffers(Statement statement, String type, Globals.Buffers buffers) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), type + "_rcv_bufs size missing");
            return;
        }
        var word = statement.word(1);
        values.plain()
                .exact(word, 0, Values.UNSIGNED_MAX, type + "_rcv_bufs size (" + word + ") invalid")
                .ifPresent(bytes -> {
                    if (bytes > 0) {
                        buffers.bytes = OptionalInt.of((int) Math.min(bytes, Integer.MAX_VALUE));
                    }
                });
    }
}
