// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is said of interfaces, whoever uses them.
 *
 * @param garpGroups {@code garp_group}; an interface is in one of them at most
 * @param linkbeats {@code linkbeat_interfaces}
 * @param delays {@code interface_up_down_delays}
 */
public record InterfaceSettings(List<GarpGroup> garpGroups, List<Linkbeat> linkbeats, List<Delay> delays) {

    public static final InterfaceSettings NONE = new InterfaceSettings(List.of(), List.of(), List.of());

    /**
     * Interfaces that share a limit of announcements.
     *
     * @param garpInterval {@code garp_interval}: least time between two gratuitous ARPs
     * @param gnaInterval {@code gna_interval}: least time between two unsolicited neighbour advertisements
     */
    public record GarpGroup(Optional<Duration> garpInterval, Optional<Duration> gnaInterval, List<String> interfaces) {
        public GarpGroup {
            interfaces = List.copyOf(interfaces);
        }
    }

    /** An interface whose carrier is polled; the kernel does not tell of it. */
    public record Linkbeat(String interfaceName, Method method) {

        /** How it is asked. */
        public enum Method {
            /** Whatever works. */
            ANY,
            MII,
            ETHTOOL,
            IOCTL
        }
    }

    /**
     * How long a change has to last before it counts, 0 to 255 s.
     *
     * @param down for the loss of an interface
     * @param up for its return
     */
    public record Delay(String interfaceName, Duration down, Duration up) {}

    public InterfaceSettings {
        garpGroups = List.copyOf(garpGroups);
        linkbeats = List.copyOf(linkbeats);
        delays = List.copyOf(delays);
    }
}
