// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.StaticEntries;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VirtualAddress.Flag;

/** Lines of {@code virtual_ipaddress} and {@code virtual_ipaddress_excluded}; options at their default are left out. */
final class AddressEntries {
    /** Names that every machine knows; others are a matter of its rt_scopes. */
    private static final Map<Integer, String> SCOPES =
            Map.of(0, "global", 200, "site", 253, "link", 254, "host", 255, "nowhere");

    private AddressEntries() {}

    static List<List<Part>> lines(List<VirtualAddress> addresses, Optional<String> instanceInterface) {
        return addresses.stream()
                .map(address -> line(address, instanceInterface))
                .toList();
    }

    /** The same for addresses of {@code static_ipaddress}. */
    static List<List<Part>> staticLines(List<StaticEntries.Address> addresses) {
        return addresses.stream()
                .<List<Part>>map(entry -> {
                    var parts = new ArrayList<>(line(entry.address(), Optional.empty()));
                    RouteEntries.add(parts, "track_group", entry.trackGroup());
                    return parts;
                })
                .toList();
    }

    /** An address on the instance's own interface does not name it: with a VMAC that would be another one. */
    private static List<Part> line(VirtualAddress address, Optional<String> instanceInterface) {
        var parts = new ArrayList<Part>();
        var text = AddressText.of(address.address());
        if (address.peer().isPresent()) {
            // The prefix length is that of the peer, which keepalived has to be one address.
            parts.add(Part.positional("address", text));
            parts.add(Part.named("peer", AddressText.of(address.peer().get())));
        } else {
            parts.add(Part.positional("address", text + "/" + address.prefixLength()));
        }
        if (!Optional.of(address.interfaceName()).equals(instanceInterface)) {
            parts.add(Part.named("dev", address.interfaceName()));
        }
        address.broadcast().ifPresent(broadcast -> parts.add(Part.named("brd", AddressText.of(broadcast))));
        if (address.scope() != 0) {
            parts.add(Part.named("scope", SCOPES.getOrDefault(address.scope(), Integer.toString(address.scope()))));
        }
        address.label().ifPresent(label -> parts.add(Part.named("label", label)));
        addLifetime(address, parts);
        addFlags(address, parts);
        if (!address.tracked()) {
            parts.add(Part.flag("no_track"));
        }
        if (address.ownMac()) {
            parts.add(Part.flag("use_vmac"));
        }
        return parts;
    }

    /** keepalived deprecates a whole IPv6 address from the start and no other. */
    private static void addLifetime(VirtualAddress address, List<Part> parts) {
        if (address.family() == AddressFamily.IPV4) {
            return;
        }
        boolean whole = address.prefixLength() == AddressFamily.IPV6.addressBits();
        if (address.preferredLifetime().isEmpty()) {
            if (whole) {
                parts.add(Part.named("preferred_lft", "forever"));
            }
        } else {
            long seconds = address.preferredLifetime().get().toSeconds();
            if (seconds != 0 || !whole) {
                parts.add(Part.named("preferred_lft", seconds));
            }
        }
    }

    private static void addFlags(VirtualAddress address, List<Part> parts) {
        for (var flag : Flag.values()) {
            if (flag != Flag.NODAD && address.flags().contains(flag)) {
                parts.add(Part.flag(flag.name().toLowerCase(Locale.ROOT)));
            }
        }
        if (address.family() == AddressFamily.IPV6 && !address.flags().contains(Flag.NODAD)) {
            parts.add(Part.flag("-nodad"));
        }
    }
}
