// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code garp_group}, {@code linkbeat_interfaces} and {@code interface_up_down_delays}. */
final class InterfaceSettingsReader {
    private static final Duration DELAY_MAX = Duration.ofSeconds(255);
    private static final Duration TIMER_MAX = Duration.ofNanos(4_294_967_295_000L);

    private final Values values;
    private final Findings findings;
    private final Interfaces interfaces;
    private final List<InterfaceSettings.GarpGroup> garpGroups = new ArrayList<>();

    /** Where an interface was put into its group. */
    private final Map<String, Word> grouped = new HashMap<>();

    private final Map<String, InterfaceSettings.Linkbeat> linkbeats = new LinkedHashMap<>();
    private final Map<String, InterfaceSettings.Delay> delays = new LinkedHashMap<>();
    private final Map<String, Statement> delayLines = new HashMap<>();
    private int groupNumber;

    InterfaceSettingsReader(Values values, Interfaces interfaces) {
        this.values = values;
        this.findings = values.findings();
        this.interfaces = interfaces;
    }

    /** Takes a block of the root level if it is one of these. */
    void read(Statement block) {
        switch (block.keyword().name()) {
            case "garp_group" -> readGarpGroup(block);
            case "linkbeat_interfaces" -> block.body().forEach(this::readLinkbeat);
            case "interface_up_down_delays" -> block.body().forEach(this::readDelay);
            default -> {}
        }
    }

    /** Undoes delays that would outlast the instances' patience. */
    InterfaceSettings done(List<VrrpInstance> instances) {
        for (var instance : instances) {
            instance.interfaceName().ifPresent(name -> settleDelay(instance, name));
        }
        return new InterfaceSettings(garpGroups, List.copyOf(linkbeats.values()), List.copyOf(delays.values()));
    }

    private void readGarpGroup(Statement block) {
        var garpInterval = Optional.<Duration>empty();
        var gnaInterval = Optional.<Duration>empty();
        var members = new ArrayList<Word>();
        for (var statement : block.body()) {
            switch (statement.keyword().name()) {
                case "garp_interval" -> garpInterval = interval(statement);
                case "gna_interval" -> gnaInterval = interval(statement);
                case "interface" -> {
                    var word = values.require(statement, 1);
                    if (word != null) {
                        join(word, members);
                    }
                }
                default -> readMembers(statement, members);
            }
        }
        if (garpInterval.isEmpty() && gnaInterval.isEmpty()) {
            findings.warning(block.range(), "garp group " + groupNumber + " does not have any delay set - removing");
            members.forEach(word -> grouped.remove(word.text()));
        } else {
            garpGroups.add(new InterfaceSettings.GarpGroup(
                    garpInterval, gnaInterval, members.stream().map(Word::text).toList()));
        }
    }

    private void readMembers(Statement statement, List<Word> members) {
        if (statement.body().isEmpty()) {
            findings.warning(statement.range(), "Warning - empty garp_group interfaces block");
            return;
        }
        groupNumber++;
        statement.body().forEach(line -> line.words().forEach(word -> join(word, members)));
    }

    private void join(Word word, List<Word> members) {
        interfaces.mention(word, "WARNING - interface " + word + " specified for garp_group doesn't exist");
        var earlier = grouped.putIfAbsent(word.text(), word);
        if (earlier != null) {
            findings.warning(word.range(), "garp_group already specified for " + word + " - ignoring")
                    .related(earlier.range(), "it is in this group");
        } else if (isMacvlanOrIpvlan(word)) {
            grouped.remove(word.text());
            findings.warning(word.range(), "Cannot specify garp_delay on a vmac (" + word + ") - ignoring")
                    .advice("name the interface below it");
        } else {
            members.add(word);
        }
    }

    private boolean isMacvlanOrIpvlan(Word name) {
        return interfaces
                .facts(name.text())
                .filter(InterfaceFacts::isMacvlanOrIpvlan)
                .isPresent();
    }

    private Optional<Duration> interval(Statement statement) {
        var word = values.require(statement, 1);
        if (word == null) {
            return Optional.empty();
        }
        var interval = values.seconds(
                word, Duration.ZERO, TIMER_MAX, "garp_group " + statement.keyword() + " '" + word + "' invalid");
        if (interval.isPresent() && interval.get().toSeconds() >= 1) {
            findings.note(word.range(), "The " + statement.keyword() + " is very large - " + word + " seconds");
        }
        return interval;
    }

    private void readLinkbeat(Statement line) {
        var name = line.head();
        interfaces.mentionSetting(name, "unknown interface " + name + " specified for linkbeat interface");
        if (isMacvlanOrIpvlan(name)) {
            findings.note(name.range(), "(" + name + "): linkbeat not supported for vmacs since netlink works")
                    .effect("the line is ignored");
            return;
        }
        var method = InterfaceSettings.Linkbeat.Method.ANY;
        if (line.size() > 1) {
            var word = line.word(1);
            switch (word.text()) {
                case "MII" -> method = InterfaceSettings.Linkbeat.Method.MII;
                case "ETHTOOL" -> method = InterfaceSettings.Linkbeat.Method.ETHTOOL;
                case "IOCTL" -> method = InterfaceSettings.Linkbeat.Method.IOCTL;
                default -> {}
            }
            if (method == InterfaceSettings.Linkbeat.Method.ANY || line.size() > 2) {
                findings.warning(word.range(), "extra characters " + word + " in linkbeat interface")
                        .advice("MII, ETHTOOL or IOCTL");
            }
        }
        linkbeats.put(name.text(), new InterfaceSettings.Linkbeat(name.text(), method));
    }

    private void readDelay(Statement line) {
        var name = line.head();
        interfaces.mentionSetting(name, "unknown interface " + name + " specified for up/down delay");
        if (line.size() < 2) {
            findings.note(line.range(), "No timeouts specified for " + name + " up/down delays");
            return;
        }
        if (line.size() > 3) {
            findings.note(line.word(3).range(), "Too many parameters for " + name + " up/down delays");
        }
        var down = delay(line.word(1), "Invalid down delay " + line.word(1) + " for " + name);
        var up = line.size() < 3
                ? Optional.of(Duration.ZERO)
                : delay(line.word(2), "Invalid up delay " + line.word(2) + " for " + name);
        if (down.isPresent() && up.isPresent()) {
            delays.put(name.text(), new InterfaceSettings.Delay(name.text(), down.get(), up.get()));
            delayLines.put(name.text(), line);
        }
    }

    private Optional<Duration> delay(Word word, String complaint) {
        return values.seconds(word, Duration.ZERO, DELAY_MAX, complaint);
    }

    private void settleDelay(VrrpInstance instance, String interfaceName) {
        var delay = delays.get(interfaceName);
        if (delay == null || limited(delay, instance).equals(delay)) {
            return;
        }
        int intervals = instance.downTimerAdverts() - 1;
        var place = delayLines.get(interfaceName);
        if (place != null) {
            findings.note(
                            place.range(),
                            intervals == 0
                                    ? instance.name()
                                            + ": cannot use debounce timers with down_timer_adverts = 1 - resetting"
                                    : instance.name() + ": interface " + interfaceName
                                            + " debounce timer(s) not less that " + intervals
                                            + " * advert_int - resetting")
                    .effect("peers would take over before the loss counts here");
        }
        delays.put(interfaceName, limited(delay, instance));
    }

    /** A loss has to count here before the peers take over. */
    private static InterfaceSettings.Delay limited(InterfaceSettings.Delay delay, VrrpInstance instance) {
        int intervals = instance.downTimerAdverts() - 1;
        if (intervals == 0) {
            return new InterfaceSettings.Delay(delay.interfaceName(), Duration.ZERO, Duration.ZERO);
        }
        var interval = instance.advertInterval();
        var leastSkew = interval.dividedBy(256).truncatedTo(ChronoUnit.MICROS);
        var limit = interval.multipliedBy(intervals).minus(leastSkew);
        if (delay.down().compareTo(limit) <= 0) {
            return delay;
        }
        var up = delay.up().equals(delay.down()) ? limit : delay.up();
        return new InterfaceSettings.Delay(delay.interfaceName(), limit, up);
    }
}
