// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jkeepalived.config.model.HmacAuthentication;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualInterface;
import org.jkeepalived.config.model.VrrpInstance;

/** What instances say about interfaces and sockets, and what is said of interfaces by themselves. */
final class LinkEntries {
    private static final Set<String> WORDS = Set.of("name", "group", "netlink_notify_msg", "bridge", "private", "vepa");

    private LinkEntries() {}

    static void addAll(VrrpInstance instance, Entries entries) {
        instance.virtualInterface().ifPresent(virtual -> addVirtual(virtual, entries));
        entries.set("vrf", instance.vrf());
        entries.flag("linkbeat_use_polling", instance.linkbeatPolling());
        instance.hmac().ifPresent(hmac -> addHmac(hmac, entries));
        instance.receiveBufferBytes().ifPresent(bytes -> entries.number("kernel_rx_buf_size", bytes));
        instance.timerExpiredBackup().ifPresent(priority -> entries.number("timer_expired_backup", priority));
        var extra = instance.extraGarp();
        if (extra.allInterfaces() || !extra.period().isZero()) {
            var parts = new ArrayList<Part>();
            if (extra.allInterfaces()) {
                parts.add(Part.flag("all"));
            }
            parts.add(Part.positional("seconds", extra.period().toSeconds()));
            entries.set("garp_extra_if", parts);
        }
        // Whatever the reason is, this keeps it there; an ipvlan without an address stays there by itself.
        boolean byItself = instance.virtualInterface().orElse(null) instanceof VirtualInterface.Ipvlan ipvlan
                && ipvlan.address().isEmpty();
        entries.flag(
                "unicast_fault_no_peer",
                instance.stuckInFault() && !byItself && instance.transport() instanceof Transport.Multicast);
        switch (instance.oldUnicastChecksum()) {
            case DETECT -> {}
            case ALWAYS -> entries.flag("old_unicast_checksum", true);
            case NEVER -> entries.set("old_unicast_checksum", "never");
        }
    }

    private static void addVirtual(VirtualInterface virtual, Entries entries) {
        var parts = new ArrayList<Part>();
        // Releases up to 2.2.7 have no word before the name, and no name needs one but those that are words themselves.
        virtual.name()
                .ifPresent(name ->
                        parts.add(WORDS.contains(name) ? Part.named("name", name) : Part.positional("name", name)));
        switch (virtual) {
            case VirtualInterface.Macvlan macvlan -> {
                macvlan.address().ifPresent(address -> parts.add(Part.positional("address", address.toString())));
                if (macvlan.netlinkNotify()) {
                    parts.add(Part.flag("netlink_notify_msg"));
                }
                RouteEntries.add(parts, "group", macvlan.group());
                entries.set("use_vmac", parts);
                entries.flag("vmac_xmit_base", macvlan.transmitFromBase());
            }
            case VirtualInterface.Ipvlan ipvlan -> {
                ipvlan.address().ifPresent(prefix -> parts.add(Part.positional("address", RouteEntries.text(prefix))));
                if (ipvlan.mode() != VirtualInterface.Ipvlan.Mode.BRIDGE) {
                    parts.add(Part.positional("mode", ipvlan.mode().name().toLowerCase(Locale.ROOT)));
                }
                RouteEntries.add(parts, "group", ipvlan.group());
                entries.set("use_ipvlan", parts);
            }
        }
    }

    private static void addHmac(HmacAuthentication hmac, Entries entries) {
        var block = new Entries();
        for (var key : hmac.keys()) {
            var secret = "hex:" + HexFormat.of().formatHex(key.secret().getBytes(StandardCharsets.ISO_8859_1));
            block.set("key", List.of(Part.positional("id", key.id()), Part.positional("key", secret)));
        }
        block.number("active_key", hmac.activeKey());
        block.set("anti_replay", hmac.antiReplay().name().toLowerCase(Locale.ROOT));
        hmac.timeWindow().ifPresent(window -> block.number("time_window", window.toSeconds()));
        block.set("mode", hmac.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        entries.block("auth_hmac", block);
    }

    static void addSettings(InterfaceSettings settings, Entries root) {
        for (var group : settings.garpGroups()) {
            var block = new Entries();
            group.garpInterval().ifPresent(interval -> block.seconds("garp_interval", interval));
            group.gnaInterval().ifPresent(interval -> block.seconds("gna_interval", interval));
            block.names("interfaces", group.interfaces());
            root.block("garp_group", block);
        }
        root.lines(
                "linkbeat_interfaces",
                settings.linkbeats().stream()
                        .map(linkbeat -> linkbeat.method() == InterfaceSettings.Linkbeat.Method.ANY
                                ? List.of(Part.positional("interface", linkbeat.interfaceName()))
                                : List.of(
                                        Part.positional("interface", linkbeat.interfaceName()),
                                        Part.positional(
                                                "method", linkbeat.method().name())))
                        .toList());
        root.lines(
                "interface_up_down_delays",
                settings.delays().stream()
                        .map(delay -> List.of(
                                Part.positional("interface", delay.interfaceName()),
                                Part.positional("down", new Value.Seconds(delay.down())),
                                Part.positional("up", new Value.Seconds(delay.up()))))
                        .toList());
    }
}
