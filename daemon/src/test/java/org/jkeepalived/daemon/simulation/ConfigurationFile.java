// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.StaticEntries;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Trackers;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.daemon.machine.ThisMachine;

/** What the configuration file of one machine says; it counts when the daemon starts or reloads. */
final class ConfigurationFile {
    private static final Map<Integer, GlobalDefinitions> GLOBAL_BY_STARTUP_DELAY = new ConcurrentHashMap<>();

    private final Machine machine;
    private final Map<String, VrrpInstance> instances = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private int startupDelaySeconds;

    ConfigurationFile(Machine machine) {
        this.machine = machine;
    }

    /** {@code vrid=51 lan=0 version=3 interval=100 priority=150 vips=10.60.51.1/32,... }, in any order. */
    void set(String name, List<String> words) {
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        int lan = Integer.parseInt(values.getOrDefault("lan", "0"));
        String interfaceName = SimulatedKernel.interfaceName(lan);
        VrrpInstance.Builder instance = VrrpInstance.named(name)
                .virtualRouterId(Integer.parseInt(values.get("vrid")))
                .interfaceName(Optional.of(interfaceName))
                .version(Integer.parseInt(values.getOrDefault("version", "3")))
                .priority(Integer.parseInt(values.getOrDefault("priority", "100")))
                .advertInterval(Duration.ofMillis(10L * Integer.parseInt(values.getOrDefault("interval", "100"))))
                .preempt(!values.containsKey("nopreempt"))
                .preemptDelay(Duration.ofSeconds(Integer.parseInt(values.getOrDefault("delay", "0"))))
                .lowerPriorityNoAdvert(values.containsKey("noanswer"))
                .v3ChecksumAsV2(values.containsKey("checksum2"))
                .trackSourceAddress(values.containsKey("tracksource"))
                .transport(transport(lan, values))
                .addresses(addresses(values.getOrDefault("vips", ""), interfaceName))
                .excludedAddresses(addresses(values.getOrDefault("excluded", ""), interfaceName));
        if (values.containsKey("auth")) {
            instance.authentication(Optional.of(authentication(values.get("auth"))));
        }
        if (values.containsKey("track")) {
            instance.tracking(tracking(values.get("track")));
        }
        instances.put(name, instance.build());
    }

    private Transport transport(int lan, Map<String, String> values) {
        if (!values.containsKey("unicast")) {
            return new Transport.Multicast(Optional.empty(), Addresses.of("224.0.0.18"));
        }
        List<Transport.Peer> peers = new ArrayList<>();
        for (Machine other : machine.world().machines()) {
            if (other != machine) {
                peers.add(Transport.Peer.of(other.kernel().ownAddress(lan)));
            }
        }
        return new Transport.Unicast(
                values.get("unicast").equals("own")
                        ? Optional.of(machine.kernel().ownAddress(lan))
                        : Optional.empty(),
                peers,
                OptionalInt.empty(),
                false);
    }

    private static List<VirtualAddress> addresses(String text, String interfaceName) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<VirtualAddress> addresses = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            int slash = word.indexOf('/');
            addresses.add(VirtualAddress.of(
                            Addresses.of(word.substring(0, slash)),
                            Integer.parseInt(word.substring(slash + 1)),
                            interfaceName)
                    .build());
        }
        return addresses;
    }

    private static Authentication authentication(String password) {
        return new Authentication(Authentication.Type.PASS, password);
    }

    /** {@code name:weight,...} */
    private static Tracking tracking(String text) {
        List<Tracked> scripts = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            int colon = word.indexOf(':');
            scripts.add(new Tracked(
                    word.substring(0, colon), new Weight(Integer.parseInt(word.substring(colon + 1)), false)));
        }
        return new Tracking(List.of(), scripts, List.of(), List.of(), List.of());
    }

    void drop(String name) {
        instances.remove(name);
    }

    void group(String name, List<String> members) {
        groups.put(name, members);
    }

    void ungroup(String name) {
        groups.remove(name);
    }

    void startupDelay(int seconds) {
        startupDelaySeconds = seconds;
    }

    int startupDelaySeconds() {
        return startupDelaySeconds;
    }

    /** Whether the daemon would take it: one instance for each virtual router. */
    boolean isValid() {
        Set<String> seen = new HashSet<>();
        for (VrrpInstance instance : instances.values()) {
            if (!seen.add(instance.interfaceName() + " " + instance.virtualRouterId())) {
                return false;
            }
        }
        return !instances.isEmpty();
    }

    Configuration configuration() {
        List<SyncGroup> syncGroups = new ArrayList<>();
        Set<String> grouped = new HashSet<>();
        groups.forEach((name, members) -> {
            List<String> present = members.stream()
                    .filter(member -> instances.containsKey(member) && grouped.add(member))
                    .toList();
            if (!present.isEmpty()) {
                syncGroups.add(new SyncGroup(name, present, Tracking.NONE, false, NotifyScripts.NONE, false));
            }
        });
        Map<String, TrackScript> scripts = new LinkedHashMap<>();
        for (VrrpInstance instance : instances.values()) {
            for (Tracked tracked : instance.tracking().scripts()) {
                scripts.computeIfAbsent(tracked.name(), ConfigurationFile::script);
            }
        }
        return new Configuration(
                GLOBAL_BY_STARTUP_DELAY.computeIfAbsent(startupDelaySeconds, ConfigurationFile::global),
                new Trackers(List.copyOf(scripts.values()), List.of(), List.of(), List.of()),
                StaticEntries.NONE,
                InterfaceSettings.NONE,
                List.copyOf(instances.values()),
                syncGroups,
                List.of());
    }

    private static TrackScript script(String name) {
        return new TrackScript(
                name,
                new Script(List.of("/bin/" + name), Optional.empty(), Account.ROOT, "/bin/" + name),
                Duration.ofSeconds(1),
                Duration.ZERO,
                1,
                1,
                Weight.NONE,
                false);
    }

    /** All defaults, as the loader has them. */
    private static GlobalDefinitions global(int startupDelaySeconds) {
        try {
            Path file = Files.createTempFile("simulation", ".conf");
            try {
                String delay = startupDelaySeconds == 0 ? "" : "vrrp_startup_delay " + startupDelaySeconds;
                Files.writeString(file, "global_defs {\nrouter_id simulated\n" + delay + "\n}\n");
                return ConfigurationLoader.load(file, new ThisMachine(Optional.empty()))
                        .global()
                        .orElseThrow();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
