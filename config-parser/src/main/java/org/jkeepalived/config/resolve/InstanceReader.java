// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads the block of a {@code vrrp_instance} into a draft, one statement after the other as keepalived does. */
final class InstanceReader {
    private static final int NAME_MAX = 15;
    private static final int PRIORITY_DEFAULT = 100;
    private static final Duration ADVERT_MIN = Duration.ofMillis(10);
    private static final Duration ADVERT_MAX = Duration.ofSeconds(255);
    private static final Duration PREEMPT_DELAY_MAX = Duration.ofSeconds(1_000);

    private final Values values;
    private final Findings findings;
    private final Interfaces interfaces;
    private final VirtualAddressReader addressReader;

    /** The instance being read, and the addresses that it has already. */
    private InstanceDraft draft;

    private final Set<String> seenAddresses = new HashSet<>();

    InstanceReader(Values values, Interfaces interfaces, VirtualAddressReader addressReader) {
        this.values = values;
        this.findings = values.findings();
        this.interfaces = interfaces;
        this.addressReader = addressReader;
    }

    InstanceDraft read(String name, Statement block) {
        draft = new InstanceDraft(name, block);
        seenAddresses.clear();
        for (var statement : block.body()) {
            draft.given.put(statement.keyword().name(), statement);
            if (!readIdentity(statement) && !readElection(statement) && !readTransport(statement)) {
                readActions(statement);
            }
        }
        return draft;
    }

    private boolean readIdentity(Statement statement) {
        switch (statement.keyword().name()) {
            case "state" -> readState(statement);
            case "interface" -> readInterface(statement);
            case "virtual_router_id" ->
                exact(
                        statement,
                        1,
                        255,
                        word -> "(" + draft.name + "): VRID '" + word + "' not valid - must be between 1 & 255",
                        id -> draft.virtualRouterId = (int) id);
            case "priority" -> {
                draft.priority = PRIORITY_DEFAULT;
                exact(
                        statement,
                        1,
                        255,
                        _ -> prefix() + "Priority not valid! must be between 1 & 255. Using default "
                                + PRIORITY_DEFAULT,
                        priority -> draft.priority = (int) priority);
            }
            case "version" ->
                number(statement, 2, 3, _ -> "(" + draft.name + "): Version must be either 2 or 3", this::setVersion);
            case "native_ipv6" -> {
                if (draft.family == AddressFamily.IPV4) {
                    warn(statement, "Cannot specify native_ipv6 with IPv4 addresses")
                            .effect("ignored");
                } else {
                    draft.family = AddressFamily.IPV6;
                    draft.version = 3;
                }
            }
            case "strict_mode" -> bool(statement, value -> draft.strict = value);
            case "debug" ->
                number(
                        statement,
                        0,
                        4,
                        word -> prefix() + "Debug value '" + word + "' not valid; must be between 0-4",
                        level -> draft.debug = (int) level);
            case "dont_track_primary" -> draft.dontTrackPrimary = true;
            case "promote_secondaries" -> draft.promoteSecondaries = true;
            case "authentication" -> readAuthentication(statement);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readElection(Statement statement) {
        switch (statement.keyword().name()) {
            case "advert_int" ->
                seconds(
                        statement,
                        ADVERT_MIN,
                        ADVERT_MAX,
                        word -> prefix() + "Advert interval (" + word + ") not valid! Must be > 0 - ignoring",
                        value -> draft.advertInterval = value);
            case "nopreempt" -> draft.nopreempt = true;
            case "preempt" -> draft.nopreempt = false;
            case "preempt_delay" -> {
                draft.preemptDelay = Duration.ZERO;
                seconds(
                        statement,
                        Duration.ZERO,
                        PREEMPT_DELAY_MAX,
                        _ -> prefix() + "Preempt_delay not valid! must be between 0-1000",
                        value -> draft.preemptDelay = value);
            }
            case "down_timer_adverts" ->
                number(
                        statement,
                        1,
                        100,
                        word -> "(" + draft.name + "): Invalid down_timer_adverts [1:100] '" + word + "'",
                        count -> draft.downTimerAdverts = OptionalInt.of((int) count));
            case "lower_prio_no_advert" -> bool(statement, value -> draft.lowerPriorityNoAdvert = value);
            case "higher_prio_send_advert" -> bool(statement, value -> draft.higherPrioritySendAdvert = value);
            case "owner_ignore_adverts" -> bool(statement, value -> draft.ownerIgnoreAdverts = value);
            case "skip_check_adv_addr" -> bool(statement, value -> draft.skipCheckAdvertAddresses = value);
            case "v3_checksum_as_v2" -> bool(statement, value -> draft.v3ChecksumAsV2 = value);
            case "accept" -> draft.accept = Optional.of(true);
            case "no_accept" -> draft.accept = Optional.of(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readTransport(Statement statement) {
        switch (statement.keyword().name()) {
            case "mcast_src_ip" -> readSource(statement);
            case "unicast_src_ip" -> {
                draft.unicastConfigured = true;
                readSource(statement);
            }
            case "mcast_dst_ip" -> readGroup(statement);
            case "unicast_peer" -> {
                draft.unicastConfigured = true;
                statement.body().forEach(this::readPeer);
            }
            case "check_unicast_src" -> {
                draft.unicastConfigured = true;
                draft.checkUnicastSource = true;
            }
            case "old_unicast_checksum", "unicast_fault_no_peer" -> draft.unicastConfigured = true;
            case "unicast_ttl" ->
                exact(
                        statement,
                        0,
                        255,
                        word -> "(" + draft.name + "): TTL '" + word + "' not valid - must be between 0 & 255",
                        ttl -> draft.unicastTtl = OptionalInt.of((int) ttl));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readActions(Statement statement) {
        switch (statement.keyword().name()) {
            case "virtual_ipaddress" -> statement.body().forEach(this::readAddress);
            case "virtual_ipaddress_excluded" -> statement.body().forEach(this::readExcludedAddress);
            case "no_virtual_ipaddress" -> draft.noVirtualAddress = true;
            case "notify_master",
                    "notify_backup",
                    "notify_fault",
                    "notify_stop",
                    "notify_deleted",
                    "notify",
                    "notify_master_rx_lower_pri" -> readScript(statement);
            case "notify_priority_changes" -> bool(statement, value -> draft.notifyPriorityChanges = value);
            case "garp_master_delay" ->
                garp(statement, GlobalReader.SECONDS_MAX, v -> draft.garpDelay = Optional.of(Duration.ofSeconds(v)));
            case "garp_master_repeat" ->
                garp(statement, Values.UNSIGNED_MAX, v -> draft.garpRepeat = repeat(statement, v));
            case "garp_master_refresh" -> {
                draft.garpRefresh = Optional.of(Duration.ZERO);
                garp(statement, Values.UNSIGNED_MAX, v -> draft.garpRefresh = Optional.of(Duration.ofSeconds(v)));
            }
            case "garp_master_refresh_repeat" ->
                garp(statement, Values.UNSIGNED_MAX, v -> draft.garpRefreshRepeat = repeat(statement, v));
            case "garp_lower_prio_delay" ->
                garp(
                        statement,
                        GlobalReader.SECONDS_MAX,
                        v -> draft.garpLowerPriorityDelay = Optional.of(Duration.ofSeconds(v)));
            case "garp_lower_prio_repeat" ->
                garp(statement, Integer.MAX_VALUE, v -> draft.garpLowerPriorityRepeat = OptionalInt.of((int) v));
            default -> {}
        }
    }

    private void readState(Statement statement) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        switch (word.text()) {
            case "MASTER" -> draft.state = InitialState.MASTER;
            case "BACKUP" -> {
                if (draft.state == InitialState.MASTER) {
                    warn(statement, "state previously set as MASTER - ignoring BACKUP");
                } else {
                    draft.state = InitialState.BACKUP;
                }
            }
            default -> {
                findings.warning(word.range(), prefix() + "unknown state '" + word + "', defaulting to BACKUP")
                        .advice("MASTER or BACKUP");
                draft.state = InitialState.BACKUP;
            }
        }
    }

    private void readInterface(Statement statement) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        if (word.text().length() > NAME_MAX) {
            findings.warning(word.range(), "Interface name '" + word + "' too long - ignoring")
                    .advice("names have at most " + NAME_MAX + " characters");
            return;
        }
        interfaces.mention(word, "WARNING - interface " + word + " for vrrp_instance " + draft.name + " doesn't exist");
        var facts = interfaces.facts(word.text());
        if (facts.isPresent() && facts.get().loopback()) {
            findings.warning(
                    word.range(), prefix() + "cannot use a loopback interface (" + word + ") for vrrp - ignoring");
            draft.interfaceName = null;
        } else {
            draft.interfaceName = word;
        }
    }

    private void setVersion(long version) {
        boolean conflicts = draft.version != 0 && draft.version != version;
        if (conflicts || (version == 2 && draft.family == AddressFamily.IPV6)) {
            findings.warning(
                    draft.placeOf("version"),
                    prefix() + "vrrp_version " + version + " conflicts with configured or deduced version "
                            + draft.version + "; ignoring.");
        } else {
            draft.version = (int) version;
        }
    }

    private void readAuthentication(Statement block) {
        for (var statement : block.body()) {
            draft.given.put(statement.keyword().name(), statement);
            var word = values.require(statement, 1);
            if (word != null && statement.keyword().name().equals("auth_type")) {
                switch (word.text()) {
                    case "PASS" -> draft.authenticationType = Optional.of(Authentication.Type.PASS);
                    case "AH" -> draft.authenticationType = Optional.of(Authentication.Type.AH);
                    default ->
                        findings.warning(word.range(), prefix() + "unknown authentication type '" + word + "'")
                                .effect("ignored")
                                .advice("PASS or AH");
                }
            } else if (word != null) {
                var bytes = word.text().getBytes(StandardCharsets.UTF_8);
                if (bytes.length > Authentication.PASSWORD_BYTES) {
                    findings.warning(
                                    word.range(),
                                    "Truncating auth_pass to " + Authentication.PASSWORD_BYTES + " characters")
                            .advice("the field in an advert has no room for more");
                }
                draft.password = new String(
                        bytes, 0, Math.min(bytes.length, Authentication.PASSWORD_BYTES), StandardCharsets.ISO_8859_1);
            }
        }
    }

    private void readSource(Statement statement) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        var address = Addresses.parseEndpoint(word.text());
        if (address.isEmpty()) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] malformed src address[" + word
                            + "]. Skipping...");
        } else if (!fitsFamily(address.get())) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] and src address[" + word
                            + "] MUST be of the same family !!! Skipping...");
            draft.source = Optional.empty();
        } else {
            draft.source = address;
        }
    }

    private void readGroup(Statement statement) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        var group = Addresses.parseEndpoint(word.text());
        if (group.isEmpty()) {
            findings.warning(word.range(), prefix() + "malformed mcast dest address " + word + ". Skipping...");
        } else if (!fitsFamily(group.get())) {
            findings.warning(
                    word.range(),
                    prefix() + "mcast dest address " + word + " MUST match VRRP instance family. Skipping...");
            draft.multicastGroup = Optional.empty();
        } else if (!group.get().isMulticastAddress()
                || (group.get() instanceof Inet6Address group6 && !group6.isMCLinkLocal())) {
            boolean linkLocal = draft.family == AddressFamily.IPV6;
            findings.warning(
                    word.range(),
                    prefix() + "mcast_dst_ip " + word + " not" + (linkLocal ? " link-local" : "")
                            + " multicast. Skipping...");
            draft.multicastGroup = Optional.empty();
        } else {
            draft.multicastGroup = group;
        }
    }

    private void readPeer(Statement line) {
        var word = line.head();
        var address = Addresses.parseEndpoint(word.text());
        if (address.isEmpty()) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] malformed unicast peer address[" + word
                            + "]. Skipping...");
            return;
        }
        if (!fitsFamily(address.get())) {
            findings.warning(
                    word.range(),
                    "Configuration error: VRRP instance[" + draft.name + "] and unicast peer address[" + word
                            + "] MUST be of the same family !!! Skipping...");
            return;
        }
        var minTtl = OptionalInt.empty();
        var maxTtl = OptionalInt.empty();
        for (int at = 1; at < line.size(); at += 2) {
            var option = line.word(at);
            if (at + 1 == line.size()) {
                findings.warning(option.range(), prefix() + word + " - " + option + " is missing a value");
                break;
            }
            if (!option.is("min_ttl") && !option.is("max_ttl")) {
                findings.warning(option.range(), prefix() + word + " - unknown unicast_peer option " + option)
                        .advice("min_ttl or max_ttl");
                break;
            }
            var ttl = values.exact(line.word(at + 1), 0, 255, prefix() + word + " - " + option + " not valid");
            if (ttl.isPresent()) {
                draft.checkUnicastSource = true;
                if (option.is("min_ttl")) {
                    minTtl = OptionalInt.of((int) ttl.getAsLong());
                } else {
                    maxTtl = OptionalInt.of((int) ttl.getAsLong());
                }
            }
        }
        if (draft.peers.stream().anyMatch(peer -> peer.address().equals(address.get()))) {
            findings.warning(word.range(), prefix() + word + " - duplicate unicast_peer")
                    .effect("ignored");
            return;
        }
        if (minTtl.orElse(0) > maxTtl.orElse(255)) {
            findings.warning(
                    line.range(),
                    prefix() + word + " - min_ttl " + minTtl.orElse(0) + " > max_ttl " + maxTtl.orElse(255)
                            + " - all packets will be discarded");
        }
        draft.peers.add(new Transport.Peer(address.get(), minTtl, maxTtl));
    }

    private void readAddress(Statement line) {
        var parsed = addressReader.read(line).orElse(null);
        if (parsed == null) {
            return;
        }
        if (!fitsFamily(parsed.address())) {
            findings.warning(
                            line.head().range(),
                            "(" + draft.name + "): address family must match VRRP instance [" + line.head()
                                    + "] - ignoring")
                    .advice("addresses of the other family belong in virtual_ipaddress_excluded");
            return;
        }
        var address = parsed.address().getHostAddress();
        if (seenAddresses.contains(address)) {
            reportDuplicate(line, "VIP duplicates a VIP ");
        } else if (seenAddresses.contains(excludedKey(parsed))) {
            reportDuplicate(line, "VIP duplicates an excluded VIP ");
        } else {
            seenAddresses.add(address);
            seenAddresses.add(deviceKey(parsed));
            draft.addresses.add(parsed);
        }
    }

    private void readExcludedAddress(Statement line) {
        var parsed = addressReader.read(line).orElse(null);
        if (parsed == null) {
            return;
        }
        if (seenAddresses.contains(deviceKey(parsed))) {
            reportDuplicate(line, "Excluded VIP duplicates a VIP ");
        } else if (!seenAddresses.add(excludedKey(parsed))) {
            reportDuplicate(line, "Excluded VIP duplicates an excluded VIP ");
        } else {
            draft.excludedAddresses.add(parsed);
        }
    }

    private void reportDuplicate(Statement line, String what) {
        findings.warning(line.head().range(), "(" + draft.name + "): " + what + line.head() + " - ignoring");
    }

    private static String deviceKey(VirtualAddressReader.Parsed parsed) {
        return parsed.address().getHostAddress() + " dev "
                + parsed.device().map(Word::text).orElse("");
    }

    private static String excludedKey(VirtualAddressReader.Parsed parsed) {
        return "excluded " + deviceKey(parsed);
    }

    private void readScript(Statement statement) {
        var keyword = statement.keyword().name();
        boolean deleted = keyword.equals("notify_deleted");
        if (draft.scripts.containsKey(keyword) || (deleted && draft.tellDeleted)) {
            warn(
                    statement,
                    keyword + (deleted ? "" : " script") + " already specified - ignoring "
                            + (statement.size() > 1 ? statement.word(1) : ""));
            return;
        }
        draft.tellDeleted |= deleted;
        if (!deleted || statement.size() > 1) {
            Scripts.read(statement, findings).ifPresent(script -> draft.scripts.put(keyword, script));
        }
    }

    /** The first address decides the family of an instance that has none. */
    private boolean fitsFamily(InetAddress address) {
        if (draft.family == null) {
            draft.family = AddressFamily.of(address);
        }
        return draft.family == AddressFamily.of(address);
    }

    private String prefix() {
        return "(" + draft.name + ") ";
    }

    private Findings.Draft warn(Statement statement, String text) {
        return findings.warning(statement.range(), prefix() + text);
    }

    /** Says what is wrong with a word. */
    @FunctionalInterface
    private interface Complaint {
        String about(Word word);
    }

    private void bool(Statement statement, Consumer<Optional<Boolean>> into) {
        var value = values.bool(
                statement,
                prefix() + "invalid " + statement.keyword() + " " + (statement.size() > 1 ? statement.word(1) : "")
                        + " specified");
        if (value.isPresent()) {
            into.accept(value);
        }
    }

    private void exact(Statement statement, long min, long max, Complaint complaint, LongConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.exact(word, min, max, complaint.about(word)).ifPresent(into);
        }
    }

    private void number(Statement statement, long min, long max, Complaint complaint, LongConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.lenient(word, min, max, complaint.about(word)).ifPresent(into);
        }
    }

    private void garp(Statement statement, long max, LongConsumer into) {
        number(
                statement,
                0,
                max,
                word -> "(" + draft.name + "): " + statement.keyword() + " '" + word + "' invalid - ignoring",
                into);
    }

    private void seconds(
            Statement statement, Duration min, Duration max, Complaint complaint, Consumer<Duration> into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.seconds(word, min, max, complaint.about(word)).ifPresent(into);
        }
    }

    private OptionalInt repeat(Statement statement, long count) {
        if (count == 0) {
            findings.warning(
                    statement.word(1).range(),
                    "(" + draft.name + "): " + statement.keyword() + " must be greater than 0, setting to 1");
        }
        return OptionalInt.of(Math.clamp(count, 1, Integer.MAX_VALUE));
    }
}
