// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.tree.Statement;

/** Reads the single keywords of the root level and {@code global_defs}. */
final class GlobalReader {
    /** Seconds that keepalived can hold as microseconds in 32 bits. */
    static final long SECONDS_MAX = 4_294;

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** 32 bits of microseconds. */
    private static final Duration TIMER_MAX = Duration.ofNanos(4_294_967_295_000L);

    private final Values values;
    private final Findings findings;
    private final Globals globals;

    GlobalReader(Values values, Globals globals) {
        this.values = values;
        this.findings = values.findings();
        this.globals = globals;
    }

    /** A keyword of the root level other than a block. */
    void readRoot(Statement statement) {
        switch (statement.keyword().name()) {
            case "net_namespace" -> {
                if (isNamed(statement)) {
                    globals.networkNamespace = once(globals.networkNamespace, statement);
                    globals.usePidDirectory = true;
                }
            }
            case "instance" -> {
                if (isNamed(statement)) {
                    globals.instanceName = once(globals.instanceName, statement);
                    globals.usePidDirectory = true;
                }
            }
            case "use_pid_dir" -> globals.usePidDirectory = true;
            default -> {}
        }
    }

    void readBlock(Statement block) {
        for (var statement : block.body()) {
            if (!readProcess(statement) && !readGratuitousArp(statement) && !readAdverts(statement)) {
                readFifo(statement);
            }
        }
    }

    private boolean readProcess(Statement statement) {
        switch (statement.keyword().name()) {
            case "router_id" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "routerid name missing - ignoring");
                } else {
                    globals.routerId = statement.word(1).text();
                }
            }
            case "default_interface" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "default_interface requires interface name");
                } else {
                    globals.defaultInterface = statement.word(1).text();
                }
            }
            case "dynamic_interfaces" -> {
                globals.dynamicInterfaces = true;
                if (statement.size() > 1 && !statement.word(1).is("allow_if_changes")) {
                    findings.warning(
                            statement.word(1).range(), "Unknown dynamic_interfaces option '" + statement.word(1) + "'");
                }
            }
            case "script_user" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "No script username specified");
                } else {
                    globals.scriptUser = Scripts.identity(statement, 1);
                }
            }
            case "enable_script_security" -> globals.scriptSecurity = true;
            case "vrrp_priority" -> readNiceness(statement);
            case "vrrp_rt_priority" -> readRealTimePriority(statement);
            case "vrrp_no_swap" -> globals.noSwap = true;
            case "vrrp_netlink_cmd_rcv_bufs" -> readBuffers(statement, "vrrp_netlink_cmd", globals.commandBuffers);
            case "vrrp_netlink_monitor_rcv_bufs" ->
                readBuffers(statement, "vrrp_netlink_monitor", globals.monitorBuffers);
            case "vrrp_netlink_cmd_rcv_bufs_force" ->
                readBoolean(statement, value -> globals.commandBuffers.force = value);
            case "vrrp_netlink_monitor_rcv_bufs_force" ->
                readBoolean(statement, value -> globals.monitorBuffers.force = value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readGratuitousArp(Statement statement) {
        switch (statement.keyword().name()) {
            case "vrrp_garp_master_delay" ->
                readNumber(statement, 0, SECONDS_MAX, seconds -> globals.garpDelay = Duration.ofSeconds(seconds));
            case "vrrp_garp_master_repeat" ->
                readNumber(statement, 0, Values.UNSIGNED_MAX, count -> globals.garpRepeat = repeat(statement, count));
            case "vrrp_garp_master_refresh" -> {
                globals.garpRefresh = Duration.ZERO;
                readNumber(
                        statement,
                        0,
                        Values.UNSIGNED_MAX,
                        seconds -> globals.garpRefresh = Duration.ofSeconds(seconds));
            }
            case "vrrp_garp_master_refresh_repeat" ->
                readNumber(
                        statement,
                        0,
                        Values.UNSIGNED_MAX,
                        count -> globals.garpRefreshRepeat = repeat(statement, count));
            case "vrrp_garp_lower_prio_delay" ->
                readNumber(
                        statement,
                        0,
                        SECONDS_MAX,
                        seconds -> globals.garpLowerPriorityDelay = Optional.of(Duration.ofSeconds(seconds)));
            case "vrrp_garp_lower_prio_repeat" ->
                readNumber(
                        statement,
                        0,
                        Integer.MAX_VALUE,
                        count -> globals.garpLowerPriorityRepeat = OptionalInt.of((int) count));
            case "vrrp_garp_interval" ->
                readTimer(statement, MICROSECOND, Duration.ofSeconds(1), value -> globals.garpInterval = value);
            case "vrrp_gna_interval" ->
                readTimer(statement, MICROSECOND, Duration.ofSeconds(1), value -> globals.gnaInterval = value);
            case "vrrp_min_garp" ->
                readBoolean(statement, value -> {
                    if (value) {
                        minimizeGarp();
                    }
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    /** One message and no repetition, but what was set before it stays. */
    private void minimizeGarp() {
        var untouched = new Globals("");
        if (globals.garpRepeat == untouched.garpRepeat) {
            globals.garpRepeat = 1;
        }
        if (globals.garpRefreshRepeat == untouched.garpRefreshRepeat) {
            globals.garpRefreshRepeat = 0;
        }
        if (globals.garpDelay.equals(untouched.garpDelay)) {
            globals.garpDelay = Duration.ZERO;
        }
    }

    private boolean readAdverts(Statement statement) {
        switch (statement.keyword().name()) {
            case "vrrp_version" ->
                number(statement, 2, 3, "VRRP Error: Version must be either 2 or 3", v -> globals.version = (int) v);
            case "vrrp_mcast_group4" -> readGroup(statement, AddressFamily.IPV4, g -> globals.multicastGroup4 = g);
            case "vrrp_mcast_group6" -> readGroup(statement, AddressFamily.IPV6, g -> globals.multicastGroup6 = g);
            case "vrrp_down_timer_adverts" ->
                number(
                        statement,
                        1,
                        100,
                        "Invalid vrrp_down_timer_adverts [1:100] '" + argument(statement) + "'",
                        count -> globals.downTimerAdverts = (int) count);
            case "vrrp_lower_prio_no_advert" -> readBoolean(statement, value -> globals.lowerPriorityNoAdvert = value);
            case "vrrp_higher_prio_send_advert" ->
                readBoolean(statement, value -> globals.higherPrioritySendAdvert = value);
            case "vrrp_owner_ignore_adverts" -> readBoolean(statement, value -> globals.ownerIgnoreAdverts = value);
            case "vrrp_check_unicast_src" -> globals.checkUnicastSource = true;
            case "vrrp_skip_check_adv_addr" ->
                readBoolean(statement, value -> globals.skipCheckAdvertAddresses = value);
            case "vrrp_strict" -> readBoolean(statement, value -> globals.strict = value);
            case "v3_checksum_as_v2" -> readBoolean(statement, value -> globals.v3ChecksumAsV2 = value);
            case "vrrp_notify_priority_changes" ->
                readBoolean(statement, value -> globals.notifyPriorityChanges = value);
            case "vrrp_startup_delay" -> {
                // The longest of several counts, and of vrrp_delay_after_boot.
                readTimer(statement, MILLISECOND, Duration.ofSeconds(60), value -> {
                    if (value.compareTo(globals.startupDelay) > 0) {
                        globals.startupDelay = value;
                    }
                });
            }
            case "log_unknown_vrids" -> globals.logUnknownVrids = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readFifo(Statement statement) {
        switch (statement.keyword().name()) {
            case "notify_fifo" -> readFifoPath(statement, globals.notifyFifo);
            case "vrrp_notify_fifo" -> readFifoPath(statement, globals.vrrpNotifyFifo);
            case "notify_fifo_script" -> readFifoScript(statement, globals.notifyFifo);
            case "vrrp_notify_fifo_script" -> readFifoScript(statement, globals.vrrpNotifyFifo);
            case "fifo_write_vrrp_states_on_reload" -> globals.fifoStatesOnReload = true;
            default -> {}
        }
    }

    private void readFifoPath(Statement statement, Globals.Fifo fifo) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + statement.keyword() + " name specified");
        } else if (fifo.path != null) {
            findings.warning(
                    statement.range(), statement.keyword() + " already specified - ignoring " + statement.word(1));
        } else {
            fifo.path = statement.word(1).text();
            fifo.owner = Scripts.identity(statement, 2);
        }
    }

    private void readFifoScript(Statement statement, Globals.Fifo fifo) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + statement.keyword() + " specified");
        } else if (fifo.reader.isPresent()) {
            findings.warning(
                    statement.range(), statement.keyword() + " already specified - ignoring " + statement.word(1));
        } else {
            fifo.reader = Scripts.read(statement, findings);
        }
    }

    private void readNiceness(Statement statement) {
        globals.niceness = 0;
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No vrrp process priority specified");
        } else {
            number(statement, -20, 19, "Invalid vrrp process priority specified", n -> globals.niceness = (int) n);
        }
    }

    private void readRealTimePriority(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No vrrp process real-time priority specified");
            return;
        }
        var word = statement.word(1);
        number(
                statement,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                "vrrp process real-time priority '" + word + "' invalid",
                priority -> {
                    if (priority < 1) {
                        findings.warning(
                                word.range(),
                                "vrrp process real-time priority " + priority
                                        + " less than minimum 1 - setting to minimum");
                    } else if (priority > 99) {
                        findings.warning(
                                word.range(),
                                "vrrp process real-time priority " + priority
                                        + " greater than maximum 99 - setting to maximum");
                    }
                    globals.realTimePriority = OptionalInt.of(Math.clamp(priority, 1, 99));
                });
    }

    private void readBuffers(Statement statement, String type, Globals.Buffers buffers) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), type + "_rcv_bufs size missing");
            return;
        }
        var word = statement.word(1);
        values.exact(word, 0, Values.UNSIGNED_MAX, type + "_rcv_bufs size (" + word + ") invalid")
                .ifPresent(bytes -> {
                    if (bytes > 0) {
                        buffers.bytes = OptionalInt.of((int) Math.min(bytes, Integer.MAX_VALUE));
                    }
                });
    }

    private void readGroup(Statement statement, AddressFamily family, Consumer<InetAddress> into) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        var prefix = statement.keyword() + " [" + word + "] ";
        var group = Addresses.parseEndpoint(word.text());
        if (group.isEmpty()) {
            findings.warning(word.range(), "Can't parse " + prefix.strip() + ". Skipping");
        } else if (AddressFamily.of(group.get()) != family) {
            findings.warning(
                    word.range(), prefix + "is not " + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6") + ". Skipping");
        } else if (!group.get().isMulticastAddress()) {
            findings.warning(word.range(), prefix + "is not multicast. Skipping");
        } else {
            if (group.get() instanceof Inet6Address group6 && !group6.isMCLinkLocal()) {
                findings.warning(word.range(), prefix + "should be link-local multicast.");
            }
            into.accept(group.get());
        }
    }

    private void readBoolean(Statement statement, Consumer<Boolean> into) {
        values.bool(
                        statement,
                        "Invalid value '" + argument(statement) + "' for global " + statement.keyword() + " specified")
                .ifPresent(into);
    }

    private void readNumber(Statement statement, long min, long max, LongConsumer into) {
        number(statement, min, max, statement.keyword() + " '" + argument(statement) + "' invalid - ignoring", into);
    }

    private void number(Statement statement, long min, long max, String complaint, LongConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.lenient(word, min, max, complaint).ifPresent(into);
        }
    }

    private void readTimer(Statement statement, Duration min, Duration large, Consumer<Duration> into) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        values.seconds(word, min, TIMER_MAX, statement.keyword() + " '" + word + "' is invalid")
                .ifPresent(value -> {
                    into.accept(value);
                    if (value.compareTo(large) >= 0) {
                        findings.note(
                                word.range(), "The " + statement.keyword() + " is very large - " + word + " seconds");
                    }
                });
    }

    /** At least one message, as keepalived has it since 2.0.7. */
    private int repeat(Statement statement, long count) {
        if (count == 0) {
            findings.warning(statement.word(1).range(), statement.keyword() + " must be greater than 0, setting to 1");
        }
        return Math.clamp(count, 1, Integer.MAX_VALUE);
    }

    private boolean isNamed(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), statement.keyword() + " name missing - ignoring");
            return false;
        }
        return true;
    }

    private Optional<String> once(Optional<String> earlier, Statement statement) {
        if (earlier.isPresent()) {
            findings.warning(
                    statement.range(),
                    "Duplicate " + statement.keyword() + " definition " + statement.word(1) + " - ignoring");
            return earlier;
        }
        return Optional.of(statement.word(1).text());
    }

    private static String argument(Statement statement) {
        return statement.size() > 1 ? statement.word(1).text() : "";
    }
}
