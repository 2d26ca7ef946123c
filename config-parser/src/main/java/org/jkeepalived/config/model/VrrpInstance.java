// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One virtual router on one interface, block {@code vrrp_instance}, with every default already resolved.
 *
 * @param name the instance's name, unique in the file
 * @param interfaceName {@code interface}; empty only for unicast with a source address of its own
 * @param virtualRouterId {@code virtual_router_id}, 1 to 255
 * @param family of the adverts: that of the first virtual address, or {@code native_ipv6}
 * @param version 2 (RFC 3768) or 3 (RFC 9568); IPv6 is version 3 unless the file says otherwise
 * @param initialState {@code state}; default: MASTER exactly when the priority is 255
 * @param priority {@code priority}, 1 to 255; default 100, or 255 with {@code state MASTER}
 * @param advertInterval {@code advert_int}: whole seconds to 255 s in version 2, units of 10 ms to 40.95 s in version 3
 * @param preempt whether a lower priority master is taken over from; false when the file says "nopreempt" and that is legal
 * @param preemptDelay {@code preempt_delay}, 0 to 1000 s
 * @param downTimerAdverts {@code down_timer_adverts}: intervals without an advert until a backup takes over, 1 to 100
 * @param lowerPriorityNoAdvert {@code lower_prio_no_advert}: a master does not answer a lower priority advert
 * @param higherPrioritySendAdvert {@code higher_prio_send_advert}: a master sends one more advert before it yields
 * @param ownerIgnoreAdverts {@code owner_ignore_adverts}: the address owner does not listen
 * @param skipCheckAdvertAddresses {@code skip_check_adv_addr}: adverts of the known master are not compared with the address list
 * @param v3ChecksumAsV2 {@code v3_checksum_as_v2}: IPv4 checksums of version 3 without the pseudo header, as RFC 9568 says
 * @param strictMode {@code strict_mode} or {@code vrrp_strict}
 * @param acceptMode whether a master that is not the owner accepts packets to the addresses, {@code accept}/{@code no_accept}
 * @param dontTrackPrimary {@code dont_track_primary}: the loss of the interface is no fault
 * @param trackSourceAddress {@code track_src_ip}: the loss of the configured source address is a fault
 * @param tracking {@code track_...}; what it has from its group is in {@link Configuration#tracking}
 * @param promoteSecondaries {@code promote_secondaries}: set this sysctl on the interface
 * @param transport multicast or unicast, with addresses and TTL
 * @param authentication version 2 only
 * @param garp {@code garp_...}
 * @param addresses {@code virtual_ipaddress}: in adverts, and set while master
 * @param excludedAddresses {@code virtual_ipaddress_excluded}: set while master only
 * @param routes {@code virtual_routes}: set while master
 * @param rules {@code virtual_rules}: set while master
 * @param notifyScripts {@code notify} and {@code notify_...}
 * @param smtpAlert {@code smtp_alert}; default: {@code smtp_alert_vrrp}, {@code smtp_alert} of global_defs
 * @param notifyPriorityChanges {@code notify_priority_changes}: changes of the effective priority are notified too
 * @param virtualInterface {@code use_vmac}, {@code use_ipvlan}
 * @param vrf {@code vrf}: unicast without an interface happens in this one
 * @param linkbeatPolling {@code linkbeat_use_polling}: the carrier of the interface is polled
 * @param hmac {@code auth_hmac}
 * @param receiveBufferBytes {@code kernel_rx_buf_size}, 0 to 4294967295
 * @param timerExpiredBackup {@code timer_expired_backup}: after a stall the instance yields as if to this priority, 1 to 254
 * @param extraGarp {@code garp_extra_if}
 * @param oldUnicastChecksum {@code old_unicast_checksum}
 * @param stuckInFault whether the file itself keeps the instance in FAULT, such as unicast that lacks peers
 * @param debug {@code debug}, 0 to 4
 */
public record VrrpInstance(
        String name,
        Optional<String> interfaceName,
        int virtualRouterId,
        AddressFamily family,
        int version,
        InitialState initialState,
        int priority,
        Duration advertInterval,
        boolean preempt,
        Duration preemptDelay,
        int downTimerAdverts,
        boolean lowerPriorityNoAdvert,
        boolean higherPrioritySendAdvert,
        boolean ownerIgnoreAdverts,
        boolean skipCheckAdvertAddresses,
        boolean v3ChecksumAsV2,
        boolean strictMode,
        boolean acceptMode,
        boolean dontTrackPrimary,
        boolean trackSourceAddress,
        Tracking tracking,
        boolean promoteSecondaries,
        Transport transport,
        Optional<Authentication> authentication,
        GratuitousArp garp,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        List<Route> routes,
        List<Rule> rules,
        NotifyScripts notifyScripts,
        boolean smtpAlert,
        boolean notifyPriorityChanges,
        Optional<VirtualInterface> virtualInterface,
        Optional<String> vrf,
        boolean linkbeatPolling,
        Optional<HmacAuthentication> hmac,
        OptionalLong receiveBufferBytes,
        OptionalInt timerExpiredBackup,
        ExtraGarp extraGarp,
        OldUnicastChecksum oldUnicastChecksum,
        boolean stuckInFault,
        int debug) {
    public VrrpInstance {
        addresses = List.copyOf(addresses);
        excludedAddresses = List.copyOf(excludedAddresses);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }

    /** A builder with keepalived's defaults; interface, id and transport have to be said. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The same instance with some values changed. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects an instance; {@link #build} wants at least a transport. */
    public static final class Builder {
        private final String name;
        private Optional<String> interfaceName = Optional.empty();
        private int virtualRouterId = 1;
        private AddressFamily family = AddressFamily.IPV4;
        private int version = 2;
        private InitialState initialState = InitialState.BACKUP;
        private int priority = 100;
        private Duration advertInterval = Duration.ofSeconds(1);
        private boolean preempt = true;
        private Duration preemptDelay = Duration.ZERO;
        private int downTimerAdverts = 3;
        private boolean lowerPriorityNoAdvert;
        private boolean higherPrioritySendAdvert;
        private boolean ownerIgnoreAdverts;
        private boolean skipCheckAdvertAddresses;
        private boolean v3ChecksumAsV2;
        private boolean strictMode;
        private boolean acceptMode = true;
        private boolean dontTrackPrimary;
        private boolean trackSourceAddress;
        private Tracking tracking = Tracking.NONE;
        private boolean promoteSecondaries;
        private Transport transport;
        private Optional<Authentication> authentication = Optional.empty();
        private GratuitousArp garp = GratuitousArp.DEFAULT;
        private List<VirtualAddress> addresses = List.of();
        private List<VirtualAddress> excludedAddresses = List.of();
        private List<Route> routes = List.of();
        private List<Rule> rules = List.of();
        private NotifyScripts notifyScripts = NotifyScripts.NONE;
        private boolean smtpAlert;
        private boolean notifyPriorityChanges;
        private Optional<VirtualInterface> virtualInterface = Optional.empty();
        private Optional<String> vrf = Optional.empty();
        private boolean linkbeatPolling;
        private Optional<HmacAuthentication> hmac = Optional.empty();
        private OptionalLong receiveBufferBytes = OptionalLong.empty();
        private OptionalInt timerExpiredBackup = OptionalInt.empty();
        private ExtraGarp extraGarp = ExtraGarp.NONE;
        private OldUnicastChecksum oldUnicastChecksum = OldUnicastChecksum.DETECT;
        private boolean stuckInFault;
        private int debug;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name);
        }

        private Builder(VrrpInstance from) {
            name = from.name;
            interfaceName = from.interfaceName;
            virtualRouterId = from.virtualRouterId;
            family = from.family;
            version = from.version;
            initialState = from.initialState;
            priority = from.priority;
            advertInterval = from.advertInterval;
            preempt = from.preempt;
            preemptDelay = from.preemptDelay;
            downTimerAdverts = from.downTimerAdverts;
            lowerPriorityNoAdvert = from.lowerPriorityNoAdvert;
            higherPrioritySendAdvert = from.higherPrioritySendAdvert;
            ownerIgnoreAdverts = from.ownerIgnoreAdverts;
            skipCheckAdvertAddresses = from.skipCheckAdvertAddresses;
            v3ChecksumAsV2 = from.v3ChecksumAsV2;
            strictMode = from.strictMode;
            acceptMode = from.acceptMode;
            dontTrackPrimary = from.dontTrackPrimary;
            trackSourceAddress = from.trackSourceAddress;
            tracking = from.tracking;
            promoteSecondaries = from.promoteSecondaries;
            transport = from.transport;
            authentication = from.authentication;
            garp = from.garp;
            addresses = from.addresses;
            excludedAddresses = from.excludedAddresses;
            routes = from.routes;
            rules = from.rules;
            notifyScripts = from.notifyScripts;
            smtpAlert = from.smtpAlert;
            notifyPriorityChanges = from.notifyPriorityChanges;
            virtualInterface = from.virtualInterface;
            vrf = from.vrf;
            linkbeatPolling = from.linkbeatPolling;
            hmac = from.hmac;
            receiveBufferBytes = from.receiveBufferBytes;
            timerExpiredBackup = from.timerExpiredBackup;
            extraGarp = from.extraGarp;
            oldUnicastChecksum = from.oldUnicastChecksum;
            stuckInFault = from.stuckInFault;
            debug = from.debug;
        }

        public Builder interfaceName(Optional<String> value) {
            interfaceName = value;
            return this;
        }

        public Builder virtualRouterId(int value) {
            virtualRouterId = value;
            return this;
        }

        public Builder family(AddressFamily value) {
            family = value;
            return this;
        }

        public Builder version(int value) {
            version = value;
            return this;
        }

        public Builder initialState(InitialState value) {
            initialState = value;
            return this;
        }

        public Builder priority(int value) {
            priority = value;
            return this;
        }

        public Builder advertInterval(Duration value) {
            advertInterval = value;
            return this;
        }

        public Builder preempt(boolean value) {
            preempt = value;
            return this;
        }

        public Builder preemptDelay(Duration value) {
            preemptDelay = value;
            return this;
        }

        public Builder downTimerAdverts(int value) {
            downTimerAdverts = value;
            return this;
        }

        public Builder lowerPriorityNoAdvert(boolean value) {
            lowerPriorityNoAdvert = value;
            return this;
        }

        public Builder higherPrioritySendAdvert(boolean value) {
            higherPrioritySendAdvert = value;
            return this;
        }

        public Builder ownerIgnoreAdverts(boolean value) {
            ownerIgnoreAdverts = value;
            return this;
        }

        public Builder skipCheckAdvertAddresses(boolean value) {
            skipCheckAdvertAddresses = value;
            return this;
        }

        public Builder v3ChecksumAsV2(boolean value) {
            v3ChecksumAsV2 = value;
            return this;
        }

        public Builder strictMode(boolean value) {
            strictMode = value;
            return this;
        }

        public Builder acceptMode(boolean value) {
            acceptMode = value;
            return this;
        }

        public Builder dontTrackPrimary(boolean value) {
            dontTrackPrimary = value;
            return this;
        }

        public Builder trackSourceAddress(boolean value) {
            trackSourceAddress = value;
            return this;
        }

        public Builder tracking(Tracking value) {
            tracking = value;
            return this;
        }

        public Builder promoteSecondaries(boolean value) {
            promoteSecondaries = value;
            return this;
        }

        public Builder transport(Transport value) {
            transport = value;
            return this;
        }

        public Builder authentication(Optional<Authentication> value) {
            authentication = value;
            return this;
        }

        public Builder garp(GratuitousArp value) {
            garp = value;
            return this;
        }

        public Builder addresses(List<VirtualAddress> value) {
            addresses = value;
            return this;
        }

        public Builder excludedAddresses(List<VirtualAddress> value) {
            excludedAddresses = value;
            return this;
        }

        public Builder routes(List<Route> value) {
            routes = value;
            return this;
        }

        public Builder rules(List<Rule> value) {
            rules = value;
            return this;
        }

        public Builder notifyScripts(NotifyScripts value) {
            notifyScripts = value;
            return this;
        }

        public Builder smtpAlert(boolean value) {
            smtpAlert = value;
            return this;
        }

        public Builder notifyPriorityChanges(boolean value) {
            notifyPriorityChanges = value;
            return this;
        }

        public Builder virtualInterface(Optional<VirtualInterface> value) {
            virtualInterface = value;
            return this;
        }

        public Builder vrf(Optional<String> value) {
            vrf = value;
            return this;
        }

        public Builder linkbeatPolling(boolean value) {
            linkbeatPolling = value;
            return this;
        }

        public Builder hmac(Optional<HmacAuthentication> value) {
            hmac = value;
            return this;
        }

        public Builder receiveBufferBytes(OptionalLong value) {
            receiveBufferBytes = value;
            return this;
        }

        public Builder timerExpiredBackup(OptionalInt value) {
            timerExpiredBackup = value;
            return this;
        }

        public Builder extraGarp(ExtraGarp value) {
            extraGarp = value;
            return this;
        }

        public Builder oldUnicastChecksum(OldUnicastChecksum value) {
            oldUnicastChecksum = value;
            return this;
        }

        public Builder stuckInFault(boolean value) {
            stuckInFault = value;
            return this;
        }

        public Builder debug(int value) {
            debug = value;
            return this;
        }

        public VrrpInstance build() {
            return new VrrpInstance(
                    name,
                    interfaceName,
                    virtualRouterId,
                    family,
                    version,
                    initialState,
                    priority,
                    advertInterval,
                    preempt,
                    preemptDelay,
                    downTimerAdverts,
                    lowerPriorityNoAdvert,
                    higherPrioritySendAdvert,
                    ownerIgnoreAdverts,
                    skipCheckAdvertAddresses,
                    v3ChecksumAsV2,
                    strictMode,
                    acceptMode,
                    dontTrackPrimary,
                    trackSourceAddress,
                    tracking,
                    promoteSecondaries,
                    Objects.requireNonNull(transport, "transport"),
                    authentication,
                    garp,
                    addresses,
                    excludedAddresses,
                    routes,
                    rules,
                    notifyScripts,
                    smtpAlert,
                    notifyPriorityChanges,
                    virtualInterface,
                    vrf,
                    linkbeatPolling,
                    hmac,
                    receiveBufferBytes,
                    timerExpiredBackup,
                    extraGarp,
                    oldUnicastChecksum,
                    stuckInFault,
                    debug);
        }
    }
}
