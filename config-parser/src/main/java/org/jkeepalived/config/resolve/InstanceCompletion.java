// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.GratuitousArp;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.text.Word;

/** Fills in an instance's defaults and settles what contradicts itself, in keepalived's order. */
final class InstanceCompletion {
    private static final int OWNER_PRIORITY = 255;
    private static final int DEFAULT_PRIORITY = 100;
    private static final int ADDRESSES_MAX = 255;
    private static final int DEFAULT_MTU = 1_500;
    private static final int DOWN_TIMER_ADVERTS = 3;
    private static final int IPV4_TTL = 255;

    /** Bytes before the addresses in an advert: Ethernet, internet and VRRP header. */
    private static final int IPV4_HEADERS = 14 + 20 + 8;

    private static final int IPV6_HEADERS = 14 + 40 + 8;
    private static final int AUTHENTICATION_BYTES = 8;

    private static final Duration CENTISECOND = Duration.ofMillis(10);
    private static final Duration V2_MAX = Duration.ofSeconds(255);
    private static final Duration V3_MAX = Duration.ofMillis(40_950);

    private final Globals globals;
    private final Findings findings;
    private final Interfaces interfaces;

    InstanceCompletion(Globals globals, Findings findings, Interfaces interfaces) {
        this.globals = globals;
        this.findings = findings;
        this.interfaces = interfaces;
    }

    /** The instance; a finding of error severity says when it cannot run. */
    Optional<VrrpInstance> complete(InstanceDraft draft) {
        return new Completion(draft).complete();
    }

    /** One instance while it is completed. */
    private final class Completion {
        private final InstanceDraft draft;
        private final boolean strict;
        private final VrrpInstance.Builder builder;
        private AddressFamily family;
        private int version;
        private int priority;
        private InitialState state;
        private boolean runs = true;

        Completion(InstanceDraft draft) {
            this.draft = draft;
            this.strict = draft.strict.orElse(globals.strict);
            this.builder = VrrpInstance.named(draft.name);
        }

        Optional<VrrpInstance> complete() {
            checkMinimum();
            settleFamilyAndVersion();
            settlePriorityAndState();
            builder.authentication(authentication());
            builder.transport(transport());
            settleAddresses();
            settlePreemption();
            settleAdverts();
            builder.garp(garp()).advertInterval(advertInterval()).notifyScripts(notifyScripts());
            builder.interfaceName(Optional.ofNullable(draft.interfaceName).map(Word::text))
                    .virtualRouterId(draft.virtualRouterId)
                    .strictMode(strict)
                    .dontTrackPrimary(draft.dontTrackPrimary)
                    .promoteSecondaries(draft.promoteSecondaries)
                    .notifyPriorityChanges(draft.notifyPriorityChanges.orElse(globals.notifyPriorityChanges))
                    .debug(draft.debug);
            return runs ? Optional.of(builder.build()) : Optional.empty();
        }

        private void checkMinimum() {
            if (draft.virtualRouterId == 0) {
                refuse("virtual_router_id", "the virtual router id must be set")
                        .advice("virtual_router_id 1-255, the same on every peer");
            }
            if (draft.interfaceName != null) {
                return;
            }
            if (!draft.unicastConfigured) {
                refuse("interface", "Unknown interface!").advice("interface NAME");
            } else if (draft.source.isEmpty()) {
                refuse("unicast_peer", "Unicast instances must have unicast_src_ip or interface");
            } else if (draft.source.get() instanceof Inet6Address source && source.isLinkLocalAddress()) {
                refuse("unicast_src_ip", "Non link-local address required if interface omitted");
            }
        }

        private void settleFamilyAndVersion() {
            family = draft.family == null ? AddressFamily.IPV4 : draft.family;
            version = draft.version;
            if (family == AddressFamily.IPV6 && version == 2 && strict) {
                warn("version", "cannot use IPv6 with VRRP version 2; setting version 3");
                version = 3;
            }
            if (version == 0) {
                version = family == AddressFamily.IPV6 ? 3 : globals.version;
            }
            builder.family(family).version(version);
        }

        private void settlePriorityAndState() {
            priority = draft.priority;
            if (priority == 0) {
                priority = draft.state == InitialState.MASTER ? OWNER_PRIORITY : DEFAULT_PRIORITY;
            }
            var stateOfOwner = isOwner() ? InitialState.MASTER : InitialState.BACKUP;
            state = draft.state == null ? stateOfOwner : draft.state;
            if (strict && state != stateOfOwner) {
                warn("state", "State MASTER must match being address owner").effect("the state is " + stateOfOwner);
                state = stateOfOwner;
            }
            builder.priority(priority);
        }

        private boolean isOwner() {
            return priority == OWNER_PRIORITY;
        }

        private Optional<Authentication> authentication() {
            if (draft.authenticationType.isEmpty()) {
                return Optional.empty();
            }
            var type = draft.authenticationType.get();
            if (strict) {
                warn("authentication", "Strict mode does not support authentication. Ignoring.");
            } else if (version == 3) {
                warn("authentication", "VRRP version 3 does not support authentication. Ignoring.")
                        .advice("leave it out, or say version 2");
            } else if (draft.password.isEmpty()) {
                warn("authentication", "Authentication specified but no password given. Ignoring");
            } else if (family == AddressFamily.IPV6 && type == Authentication.Type.AH) {
                warn("authentication", "Cannot use AH authentication with IPv6. ignoring");
            } else {
                if (type == Authentication.Type.AH && state == InitialState.MASTER && !isOwner()) {
                    warn("state", "Initial state master is incompatible with AH authentication - clearing");
                    state = InitialState.BACKUP;
                }
                return Optional.of(new Authentication(type, draft.password));
            }
            return Optional.empty();
        }

        private Transport transport() {
            boolean unicast = !draft.peers.isEmpty();
            if (draft.unicastConfigured && !unicast) {
                findings.warning(
                        draft.placeOf(unicastKeyword()),
                        prefix() + "A unicast keyword has been specified without any unicast peers. Defaulting to"
                                + " multicast. This usage is deprecated - please update your configuration.");
            }
            var facts = draft.interfaceName == null
                    ? Optional.<InterfaceFacts>empty()
                    : interfaces.facts(draft.interfaceName.text());
            boolean multicastLink = facts.isPresent() && facts.get().multicast();
            if (strict && unicast && multicastLink) {
                refuse("unicast_peer", "Unicast peers are not supported in strict mode");
            }
            if (!unicast && facts.isPresent() && !multicastLink) {
                warn(
                                "interface",
                                "interface " + draft.interfaceName
                                        + " does not support multicast, specify unicast peers - disabling")
                        .effect("the instance stays in FAULT");
            }
            if (!unicast && draft.unicastTtl.isPresent()) {
                findings.warning(
                        draft.placeOf("unicast_ttl"),
                        "(" + draft.name + "): Cannot use unicast_ttl without unicast peers - resetting");
            }
            if (!unicast) {
                return new Transport.Multicast(draft.source, draft.multicastGroup.orElse(defaultGroup()));
            }
            if (draft.multicastGroup.isPresent()) {
                warn("mcast_dst_ip", "multicast destination specified with unicast - ignoring");
            }
            var ttl = draft.unicastTtl.isEmpty() && family == AddressFamily.IPV4
                    ? OptionalInt.of(IPV4_TTL)
                    : draft.unicastTtl;
            return new Transport.Unicast(
                    draft.source, draft.peers, ttl, draft.checkUnicastSource || globals.checkUnicastSource);
        }

        private String unicastKeyword() {
            return List.of("unicast_peer", "unicast_src_ip", "check_unicast_src", "old_unicast_checksum").stream()
                    .filter(draft.given::containsKey)
                    .findFirst()
                    .orElse("vrrp_instance");
        }

        private InetAddress defaultGroup() {
            return family == AddressFamily.IPV4 ? globals.multicastGroup4 : globals.multicastGroup6;
        }

        private void settleAddresses() {
            if (family == AddressFamily.IPV6 && draft.peers.isEmpty() && !draft.addresses.isEmpty()) {
                var first = draft.addresses.getFirst();
                if (!first.address().isLinkLocalAddress()) {
                    var place = first.statement().head().range();
                    if (strict) {
                        findings.warning(place, prefix() + "the first IPv6 VIP address must be link local");
                    } else {
                        findings.note(place, prefix() + "the first IPv6 VIP address should be link local");
                    }
                }
            }
            var addresses = place(draft.addresses, "");
            var excluded = place(draft.excludedAddresses, "e");
            int max = addressesMax();
            if (addresses.size() > max) {
                warn(
                        "virtual_ipaddress",
                        "Number of VIPs (" + addresses.size() + ") exceeds maximum/space available in packet (max "
                                + max + " addresses) - excess moved to eVIPs");
                excluded.addAll(addresses.subList(max, addresses.size()));
                addresses = addresses.subList(0, max);
            }
            if (addresses.isEmpty()) {
                checkNoAddress();
            }
            builder.addresses(addresses).excludedAddresses(excluded);
        }

        /** Gives each address its interface: its own or the instance's. */
        private List<VirtualAddress> place(List<VirtualAddressReader.Parsed> parsed, String kind) {
            var placed = new ArrayList<VirtualAddress>(parsed.size());
            for (var address : parsed) {
                var device = address.device()
                        .map(Word::text)
                        .or(() -> Optional.ofNullable(draft.interfaceName).map(Word::text));
                if (device.isPresent()) {
                    placed.add(address.builder().interfaceName(device.get()).build());
                } else {
                    var head = address.statement().head();
                    findings.warning(
                                    head.range(),
                                    "(" + draft.name + "): no interface for " + kind + "vip " + head + " - removing")
                            .advice("say dev INTERFACE");
                }
            }
            return placed;
        }

        /** How many addresses fit into an advert on this interface. */
        private int addressesMax() {
            int mtu = draft.interfaceName == null
                    ? DEFAULT_MTU
                    : interfaces
                            .facts(draft.interfaceName.text())
                            .map(facts -> facts.mtu())
                            .orElse(DEFAULT_MTU);
            int headers = family == AddressFamily.IPV6
                    ? IPV6_HEADERS
                    : IPV4_HEADERS + (version == 2 ? AUTHENTICATION_BYTES : 0);
            return Math.clamp((mtu - headers) / (family.addressBits() / 8), 0, ADDRESSES_MAX);
        }

        private void checkNoAddress() {
            if (draft.noVirtualAddress && !strict) {
                return;
            }
            if (draft.noVirtualAddress) {
                warn(
                        "no_virtual_ipaddress",
                        "no_virtual_ipaddress and strict mode incompatible, clearing no_virtual_ipaddress");
            }
            if (version == 3 || strict) {
                refuse("virtual_ipaddress", "No VIP specified; at least one is required")
                        .advice("virtual_ipaddress { ... }, or no_virtual_ipaddress");
            } else {
                warn("virtual_ipaddress", "No VIP specified; at least one is sensible")
                        .advice("virtual_ipaddress { ... }, or no_virtual_ipaddress");
            }
        }

        private void settlePreemption() {
            boolean nopreempt = draft.nopreempt;
            var delay = draft.preemptDelay;
            if (isOwner() && nopreempt) {
                warn(
                        "nopreempt",
                        "nopreempt is incompatible with priority " + OWNER_PRIORITY + ". resetting nopreempt");
                nopreempt = false;
            }
            if (state == InitialState.MASTER && nopreempt) {
                warn("nopreempt", "Warning - nopreempt will not work with initial state MASTER - clearing")
                        .advice("say state BACKUP on every peer")
                        .related(draft.placeOf("state"), "the state");
                nopreempt = false;
            }
            if (state == InitialState.MASTER && !delay.isZero()) {
                warn("preempt_delay", "Warning - preempt delay will not work with initial state MASTER - clearing")
                        .advice("say state BACKUP on every peer")
                        .related(draft.placeOf("state"), "the state");
                delay = Duration.ZERO;
            }
            if (!delay.isZero() && strict) {
                warn("preempt_delay", "preempt_delay is incompatible with strict mode - resetting");
                delay = Duration.ZERO;
            }
            if (!delay.isZero() && nopreempt) {
                warn("preempt_delay", "preempt_delay is incompatible with nopreempt mode - resetting")
                        .related(draft.placeOf("nopreempt"), "the other one");
                delay = Duration.ZERO;
            }
            builder.initialState(state).preempt(!nopreempt).preemptDelay(delay);
        }

        private void settleAdverts() {
            int downTimerAdverts = draft.downTimerAdverts.orElse(globals.downTimerAdverts);
            if (strict && downTimerAdverts != DOWN_TIMER_ADVERTS) {
                warn("down_timer_adverts", "down_timer_adverts is incompatible with strict mode - resetting");
                downTimerAdverts = DOWN_TIMER_ADVERTS;
            }
            if (strict && !draft.lowerPriorityNoAdvert.orElse(true)) {
                warn("lower_prio_no_advert", "Strict mode requires no lower priority advert. resetting");
            }
            if (strict && draft.higherPrioritySendAdvert.orElse(false)) {
                warn("higher_prio_send_advert", "strict mode requires higher_prio_send_advert to be clear. resetting");
            }
            builder.downTimerAdverts(downTimerAdverts)
                    .lowerPriorityNoAdvert(strict || draft.lowerPriorityNoAdvert.orElse(globals.lowerPriorityNoAdvert))
                    .higherPrioritySendAdvert(
                            !strict && draft.higherPrioritySendAdvert.orElse(globals.higherPrioritySendAdvert))
                    .ownerIgnoreAdverts(ownerIgnoreAdverts())
                    .skipCheckAdvertAddresses(draft.skipCheckAdvertAddresses.orElse(globals.skipCheckAdvertAddresses))
                    .v3ChecksumAsV2(draft.v3ChecksumAsV2.orElse(globals.v3ChecksumAsV2))
                    .acceptMode(acceptMode());
        }

        private boolean ownerIgnoreAdverts() {
            if (!isOwner()) {
                if (draft.ownerIgnoreAdverts.orElse(false)) {
                    warn(
                            "owner_ignore_adverts",
                            "ignoring owner_ignore_adverts since priority is not " + OWNER_PRIORITY);
                }
                return false;
            }
            if (draft.ownerIgnoreAdverts.isPresent() && !draft.ownerIgnoreAdverts.get()) {
                warn(
                        "owner_ignore_adverts",
                        "strict_mode with priority " + OWNER_PRIORITY + " requires owner_ignore_adverts");
                return true;
            }
            return draft.ownerIgnoreAdverts.orElse(strict || globals.ownerIgnoreAdverts);
        }

        private boolean acceptMode() {
            boolean accept = draft.accept.orElse(isOwner() || !strict);
            if (accept && !isOwner() && strict && version == 2) {
                warn("accept", "warning - accept mode for VRRP version 2 does not comply with RFC3768 - resetting");
                return false;
            }
            return accept;
        }

        private GratuitousArp garp() {
            if (strict && draft.garpLowerPriorityRepeat.orElse(0) != 0) {
                warn("garp_lower_prio_repeat", "Strict mode requires no repeat garps. resetting");
            }
            if (strict && !draft.garpLowerPriorityDelay.orElse(Duration.ZERO).isZero()) {
                warn("garp_lower_prio_delay", "Strict mode requires no repeat garp delay. resetting");
            }
            // Without a value of their own these follow the global values of the master set, not the instance's.
            var lowerDelay = strict
                    ? Duration.ZERO
                    : draft.garpLowerPriorityDelay.orElse(globals.garpLowerPriorityDelay.orElse(globals.garpDelay));
            int lowerRepeat = strict
                    ? 0
                    : draft.garpLowerPriorityRepeat.orElse(globals.garpLowerPriorityRepeat.orElse(globals.garpRepeat));
            return new GratuitousArp(
                    draft.garpDelay.orElse(globals.garpDelay),
                    draft.garpRepeat.orElse(globals.garpRepeat),
                    draft.garpRefresh.orElse(globals.garpRefresh),
                    draft.garpRefreshRepeat.orElse(globals.garpRefreshRepeat),
                    lowerDelay,
                    lowerRepeat);
        }

        private Duration advertInterval() {
            var interval = draft.advertInterval == null ? Duration.ofSeconds(1) : draft.advertInterval;
            var unit = version == 2 ? Duration.ofSeconds(1) : CENTISECOND;
            var max = version == 2 ? V2_MAX : V3_MAX;
            double seconds = interval.toNanos() / 1e9;
            if (interval.compareTo(max.plus(unit)) >= 0) {
                var limit = version == 2 ? "256s. Setting to 255s" : "40.96s. Setting to 40.95s";
                warn(
                        "advert_int",
                        String.format(
                                Locale.ROOT,
                                "VRRPv%d advertisement interval %.2fs is out of range. Must be less than %s",
                                version,
                                seconds,
                                limit));
                return max;
            }
            long rest = interval.toNanos() % unit.toNanos();
            if (rest == 0) {
                return interval;
            }
            long halfUp = (interval.toNanos() + unit.toNanos() / 2) / unit.toNanos();
            var rounded = Duration.ofNanos(Math.clamp(halfUp * unit.toNanos(), unit.toNanos(), max.toNanos()));
            warn(
                            "advert_int",
                            String.format(
                                    Locale.ROOT,
                                    version == 2
                                            ? "VRRPv2 advertisement interval %fs must be an integer. rounding"
                                            : "VRRPv3 advertisement interval %fs must be in units of 10ms - rounding",
                                    seconds))
                    .effect(Values.plainSeconds(rounded) + " s is used")
                    .advice(version == 2 ? "say version 3 for fractions of a second" : "");
            return rounded;
        }

        private NotifyScripts notifyScripts() {
            return new NotifyScripts(
                    Optional.ofNullable(draft.scripts.get("notify_master")),
                    Optional.ofNullable(draft.scripts.get("notify_backup")),
                    Optional.ofNullable(draft.scripts.get("notify_fault")),
                    Optional.ofNullable(draft.scripts.get("notify_stop")),
                    Optional.ofNullable(draft.scripts.get("notify_deleted")),
                    Optional.ofNullable(draft.scripts.get("notify")),
                    Optional.ofNullable(draft.scripts.get("notify_master_rx_lower_pri")),
                    draft.tellDeleted);
        }

        private String prefix() {
            return "(" + draft.name + ") ";
        }

        private Findings.Draft warn(String keyword, String text) {
            return findings.warning(draft.placeOf(keyword), prefix() + text);
        }

        private Findings.Draft refuse(String keyword, String text) {
            runs = false;
            return findings.error(draft.placeOf(keyword), prefix() + text)
                    .effect("keepalived refuses to run with this");
        }
    }
}
