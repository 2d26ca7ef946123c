// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.environment.InterfaceFacts.Hardware;
import org.jkeepalived.config.environment.InterfaceFacts.Kind;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.Test;

/** The real machine, and a network namespace that the process is in only for a moment. */
class ThisMachineTest {
    private final ThisMachine machine = new ThisMachine(Optional.empty());

    @Test
    void interfacesAreThoseOfTheThreadsNamespaceAndOfTheirRealKind() throws Exception {
        try (var namespace = TestNamespace.create()) {
            namespace.ip("link add base0 type veth peer name base1");
            namespace.ip("link set base0 mtu 1300");
            namespace.ip("link add link base0 name private0 type macvlan mode private");
            namespace.ip("link add link base0 name bridge0 type macvlan mode bridge");
            namespace.ip("tuntap add tun0 mode tun");
            var loopback = namespace.call(() -> machine.networkInterface("lo"));
            assertThat(loopback).contains(InterfaceFacts.LOOPBACK);
        }
        assertThat(machine.networkInterface("base0"))
                .contains(new InterfaceFacts(Hardware.ETHERNET, Kind.OTHER, true, 1_300));
        assertThat(machine.networkInterface("private0").orElseThrow().kind()).isEqualTo(Kind.PRIVATE_MACVLAN);
        assertThat(machine.networkInterface("bridge0").orElseThrow().kind()).isEqualTo(Kind.MACVLAN);
        assertThat(machine.networkInterface("tun0").orElseThrow().hardware()).isEqualTo(Hardware.OTHER);
        assertThat(machine.networkInterface("tun0").orElseThrow().multicast()).isTrue();
        assertThat(machine.networkInterface("none0")).isEmpty();
    }

    @Test
    void usersAndGroupsAreThoseOfTheNameServices() {
        var host = machine.host();
        assertThat(host.user("root")).contains(Account.ROOT);
        assertThat(host.user("nobody-of-that-name")).isEmpty();
        assertThat(host.group("root")).hasValue(0);
        assertThat(host.group("nobodies-of-that-name")).isEmpty();
        assertThat(host.groupsOf("root")).contains(0L);
        assertThat(host.groupsOf("nobody-of-that-name")).isEmpty();
        assertThat(host.processors()).isPositive();
    }
}
