// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VrrpInstance;

/** A {@code vrrp_instance}. */
final class InstanceEntries {
    private static final int OWNER_PRIORITY = 255;
    private static final int DOWN_TIMER_ADVERTS = 3;
    private static final int IPV4_TTL = 255;

    private final VrrpInstance instance;
    private final GlobalDefinitions global;
    private final Entries entries = new Entries();

    private InstanceEntries(VrrpInstance instance, GlobalDefinitions global) {
        this.instance = instance;
        this.global = global;
    }

    static Entries of(VrrpInstance instance, GlobalDefinitions global) {
        var writer = new InstanceEntries(instance, global);
        writer.addIdentity();
        writer.addElection();
        writer.addTransport();
        writer.addAdverts();
        writer.addGarp();
        writer.addAddresses();
        LinkEntries.addAll(instance, writer.entries);
        TrackerEntries.addLists(instance.tracking(), writer.entries);
        NotifyEntries.addAll(instance.notifyScripts(), writer.entries);
        writer.entries.bool("smtp_alert", instance.smtpAlert());
        writer.entries.bool("notify_priority_changes", instance.notifyPriorityChanges());
        return writer.entries;
    }

    /** The version comes first: it may contradict a family that is known already. */
    private void addIdentity() {
        entries.number("version", instance.version());
        entries.flag("native_ipv6", instance.family() == AddressFamily.IPV6 && instance.version() == 3);
        entries.set("interface", instance.interfaceName());
        entries.number("virtual_router_id", instance.virtualRouterId());
        entries.bool("strict_mode", instance.strictMode());
        entries.flag("dont_track_primary", instance.dontTrackPrimary());
        entries.flag("promote_secondaries", instance.promoteSecondaries());
        entries.number("debug", instance.debug());
    }

    private void addElection() {
        entries.set("state", instance.initialState().name());
        entries.number("priority", instance.priority());
        entries.seconds("advert_int", instance.advertInterval());
        entries.choice("preempt", "nopreempt", instance.preempt());
        entries.seconds("preempt_delay", instance.preemptDelay());
        entries.number("down_timer_adverts", instance.downTimerAdverts(), DOWN_TIMER_ADVERTS);
        entries.bool("lower_prio_no_advert", instance.lowerPriorityNoAdvert());
        entries.bool("higher_prio_send_advert", instance.higherPrioritySendAdvert());
        // A strict owner is deaf by itself, nobody else is.
        boolean deafByDefault = instance.strictMode() && instance.priority() == OWNER_PRIORITY;
        entries.bool("owner_ignore_adverts", instance.ownerIgnoreAdverts(), deafByDefault);
    }

    private void addTransport() {
        entries.flag("track_src_ip", instance.trackSourceAddress());
        switch (instance.transport()) {
            case Transport.Multicast multicast -> {
                multicast.source().ifPresent(source -> entries.set("mcast_src_ip", source));
                entries.set("mcast_dst_ip", AddressText.of(multicast.group()), AddressText.of(defaultGroup()));
            }
            case Transport.Unicast unicast -> {
                unicast.source().ifPresent(source -> entries.set("unicast_src_ip", source));
                entries.lines(
                        "unicast_peer",
                        unicast.peers().stream().map(InstanceEntries::peer).toList());
                unicast.ttl()
                        .ifPresent(ttl -> entries.number(
                                "unicast_ttl", ttl, instance.family() == AddressFamily.IPV4 ? IPV4_TTL : -1));
                entries.flag("check_unicast_src", unicast.checkSource());
            }
        }
    }

    private InetAddress defaultGroup() {
        return instance.family() == AddressFamily.IPV4 ? global.multicastGroup4() : global.multicastGroup6();
    }

    private static List<Part> peer(Transport.Peer peer) {
        var parts = new ArrayList<Part>();
        parts.add(Part.positional("address", AddressText.of(peer.address())));
        peer.minTtl().ifPresent(ttl -> parts.add(Part.named("min_ttl", ttl)));
        peer.maxTtl().ifPresent(ttl -> parts.add(Part.named("max_ttl", ttl)));
        return parts;
    }

    private void addAdverts() {
        instance.authentication().ifPresent(authentication -> {
            var block = new Entries();
            block.set("auth_type", authentication.type().name());
            block.set("auth_pass", Quoting.password(authentication.password()));
            entries.block("authentication", block);
        });
        entries.bool("skip_check_adv_addr", instance.skipCheckAdvertAddresses());
        entries.bool("v3_checksum_as_v2", instance.v3ChecksumAsV2());
        entries.choice("accept", "no_accept", instance.acceptMode());
    }

    private void addGarp() {
        var garp = instance.garp();
        entries.seconds("garp_master_delay", garp.masterDelay());
        entries.number("garp_master_repeat", garp.masterRepeat());
        entries.seconds("garp_master_refresh", garp.masterRefresh());
        entries.set(
                "garp_master_refresh_repeat",
                new Value.Whole(garp.masterRefreshRepeat()),
                garp.masterRefreshRepeat() == 0 ? Entry.Origin.UNSPOKEN : Entry.Origin.GIVEN);
        entries.seconds("garp_lower_prio_delay", garp.lowerPriorityDelay());
        entries.number("garp_lower_prio_repeat", garp.lowerPriorityRepeat());
    }

    private void addAddresses() {
        entries.flag("no_virtual_ipaddress", instance.addresses().isEmpty());
        entries.lines("virtual_ipaddress", AddressEntries.lines(instance.addresses(), instance.interfaceName()));
        entries.lines(
                "virtual_ipaddress_excluded",
                AddressEntries.lines(instance.excludedAddresses(), instance.interfaceName()));
        entries.lines("virtual_routes", RouteEntries.lines(instance.routes()));
        entries.lines("virtual_rules", RuleEntries.lines(instance.rules()));
    }
}
