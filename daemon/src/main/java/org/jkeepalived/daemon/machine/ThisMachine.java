// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.machine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.environment.InterfaceFacts.Hardware;
import org.jkeepalived.config.environment.InterfaceFacts.Kind;
import org.jkeepalived.netlink.NetlinkMonitor;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.posix.PosixException;

/**
 * The machine as a configuration sees it: the interfaces of the thread's network namespace, asked of the kernel, as
 * /sys/class/net and /proc/net belong to the namespace that setns(2) has left.
 */
public final class ThisMachine implements Environment {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** ARPHRD_ETHER of linux/if_arp.h. */
    private static final int ETHERNET = 1;

    private final Optional<String> configurationId;
    private final Host host = new ThisHost();
    private Map<String, InterfaceFacts> interfaces;

    /**
     * @param configurationId option {@code -i}; empty: by the host's name
     */
    public ThisMachine(Optional<String> configurationId) {
        this.configurationId = configurationId;
    }

    /** Looks at all interfaces when it is first asked for one. */
    @Override
    public Optional<InterfaceFacts> networkInterface(String name) {
        if (interfaces == null) {
            interfaces = interfaces();
        }
        return Optional.ofNullable(interfaces.get(name));
    }

    @Override
    public String configId() {
        return configurationId.orElseGet(Environment.super::configId);
    }

    @Override
    public String hostName() {
        return HostName.read();
    }

    @Override
    public Host host() {
        return host;
    }

    private static Map<String, InterfaceFacts> interfaces() {
        var byName = new HashMap<String, InterfaceFacts>();
        try {
            for (var link : NetlinkMonitor.linksNow(PATIENCE)) {
                byName.put(link.name(), facts(link));
            }
        } catch (PosixException _) {
            // No interface is known then, which is said of each that the configuration names.
        }
        return byName;
    }

    private static InterfaceFacts facts(Link link) {
        var hardware = link.isLoopback()
                ? Hardware.LOOPBACK
                : link.hardwareType() == ETHERNET ? Hardware.ETHERNET : Hardware.OTHER;
        return new InterfaceFacts(hardware, kind(link), link.hasMulticast(), link.mtu());
    }

    private static Kind kind(Link link) {
        return switch (link.kind()) {
            case "macvlan" -> link.mode() == Link.MACVLAN_MODE_PRIVATE ? Kind.PRIVATE_MACVLAN : Kind.MACVLAN;
            case "ipvlan" -> link.mode() == Link.IPVLAN_MODE_L2 ? Kind.L2_IPVLAN : Kind.IPVLAN;
            case "vrf" -> Kind.VRF;
            default -> Kind.OTHER;
        };
    }
}
