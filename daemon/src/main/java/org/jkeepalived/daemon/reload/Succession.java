// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VrrpInstance;

/** Which instance of a new configuration goes on where one of the old configuration was. */
final class Succession {
    /** What a router is to its peers, and to the socket that it listens on. The multicast group is null for unicast. */
    private record Identity(
            int virtualRouterId,
            AddressFamily family,
            int version,
            Optional<String> interfaceName,
            InetAddress multicastGroup) {
        static Identity of(VrrpInstance instance) {
            return new Identity(
                    instance.virtualRouterId(),
                    instance.family(),
                    instance.version(),
                    instance.interfaceName(),
                    groupOrNull(instance));
        }
    }

    private Succession() {}

    private static InetAddress groupOrNull(VrrpInstance instance) {
        return switch (instance.transport()) {
            case Transport.Multicast multicast -> multicast.group();
            case Transport.Unicast _ -> null;
        };
    }

    /**
     * The predecessor of each new instance that has one, by the name of the new one. An instance succeeds the one of its
     * name that it can go on for, else one that it can go on for under another name: the same router, renamed. Those left
     * are restarted under their name. With several unicast instances of one VRID the same addresses decide.
     */
    static Map<String, VrrpInstance> predecessors(Configuration before, Configuration after) {
        var free = new HashMap<String, VrrpInstance>();
        before.instances().forEach(instance -> free.put(instance.name(), instance));
        var predecessors = new HashMap<String, VrrpInstance>();
        for (VrrpInstance instance : after.instances()) {
            VrrpInstance sameName = free.get(instance.name());
            if (sameName != null && Identity.of(sameName).equals(Identity.of(instance))) {
                predecessors.put(instance.name(), free.remove(instance.name()));
            }
        }
        matchRenamed(before, after, free, predecessors);
        for (VrrpInstance instance : after.instances()) {
            if (!predecessors.containsKey(instance.name()) && free.containsKey(instance.name())) {
                predecessors.put(instance.name(), free.remove(instance.name()));
            }
        }
        return predecessors;
    }

    private static void matchRenamed(
            Configuration before,
            Configuration after,
            Map<String, VrrpInstance> free,
            Map<String, VrrpInstance> predecessors) {
        var freeByIdentity = new HashMap<Identity, List<VrrpInstance>>();
        for (VrrpInstance instance : before.instances()) {
            if (free.containsKey(instance.name())) {
                freeByIdentity
                        .computeIfAbsent(Identity.of(instance), _ -> new ArrayList<>(1))
                        .add(instance);
            }
        }
        for (VrrpInstance instance : after.instances()) {
            if (!predecessors.containsKey(instance.name())) {
                List<VrrpInstance> candidates = freeByIdentity.getOrDefault(Identity.of(instance), List.of());
                candidates.stream()
                        .filter(candidate -> shareAnAddress(candidate, instance))
                        .findFirst()
                        .or(() -> candidates.stream().findFirst())
                        .ifPresent(candidate -> {
                            candidates.remove(candidate);
                            predecessors.put(instance.name(), free.remove(candidate.name()));
                        });
            }
        }
    }

    private static boolean shareAnAddress(VrrpInstance first, VrrpInstance second) {
        return first.addresses().stream().anyMatch(second.addresses()::contains);
    }

    /** Why the one cannot go on as the other, a text each; empty if it can. */
    static List<String> obstacles(VrrpInstance before, VrrpInstance after) {
        var obstacles = new ArrayList<String>();
        if (before.virtualRouterId() != after.virtualRouterId()) {
            obstacles.add("virtual_router_id %d -> %d: another router to its peers"
                    .formatted(before.virtualRouterId(), after.virtualRouterId()));
        }
        if (before.family() != after.family()) {
            obstacles.add(
                    "%s -> %s: another router to its peers".formatted(text(before.family()), text(after.family())));
        }
        if (before.version() != after.version()) {
            obstacles.add("version %d -> %d: its adverts are other ones".formatted(before.version(), after.version()));
        }
        if (!before.interfaceName().equals(after.interfaceName())) {
            obstacles.add("interface %s -> %s: another router on another link"
                    .formatted(
                            before.interfaceName().orElse("none"),
                            after.interfaceName().orElse("none")));
        }
        String destinations = destinations(before);
        if (!destinations.equals(destinations(after))) {
            obstacles.add("%s -> %s: it is heard elsewhere".formatted(destinations, destinations(after)));
        }
        return obstacles;
    }

    private static String text(AddressFamily family) {
        return family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
    }

    private static String destinations(VrrpInstance instance) {
        InetAddress group = groupOrNull(instance);
        return group == null ? "unicast_peer" : "multicast group " + group.getHostAddress();
    }
}
