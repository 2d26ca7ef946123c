// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the kernel is asked for when a configuration says how an address is to be. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KernelAddressIT {
    private static List<String> addresses(TestNode node) {
        return node.namespace()
                .ip("-o address show")
                .lines()
                .map(line -> line.replaceFirst("^\\d+: ", "").replaceAll("[\\s\\\\]+", " "))
                .toList();
    }

    @SingleTest
    void optionsOfAVirtualAddressReachTheKernel(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("link add other0 type veth peer name other1");
        for (String link : List.of("other0", "other1")) {
            // No link-local address of its own, which would come later.
            node.namespace().ip("link set " + link + " addrgenmode none up");
        }
        List<String> before = addresses(node);
        TestDaemon daemon = node.start(
                kind,
                Router.withPriority(200)
                        .addresses(
                                "10.50.0.100",
                                "10.50.0.101/24",
                                "10.50.0.102/24 brd +",
                                "10.50.1.103/24 brd 10.50.1.250",
                                "10.50.0.104/32 label eth0:vip",
                                "10.50.2.105/24 scope link",
                                "10.50.3.106/24 dev other0")
                        .line("virtual_ipaddress_excluded {\n    10.50.0.110/32\n    fd50::110\n    fd50::111/64\n}"));
        daemon.awaitEntering(MASTER);
        node.awaitHolds("fd50::111", true);
        assertThat(addresses(node))
                .anyMatch(line -> line.startsWith("eth0 inet 10.50.0.100/32 scope global eth0 "))
                .anyMatch(line -> line.startsWith("eth0 inet 10.50.0.101/24 scope global secondary eth0 "))
                .anyMatch(line ->
                        line.startsWith("eth0 inet 10.50.0.102/24 brd 10.50.0.255 scope global secondary eth0 "))
                .anyMatch(line -> line.startsWith("eth0 inet 10.50.1.103/24 brd 10.50.1.250 scope global eth0 "))
                .anyMatch(line -> line.startsWith("eth0 inet 10.50.0.104/32 scope global eth0:vip"))
                .anyMatch(line -> line.startsWith("eth0 inet 10.50.2.105/24 scope link eth0 "))
                .anyMatch(line -> line.startsWith("other0 inet 10.50.3.106/24 scope global other0 "))
                .anyMatch(line -> line.startsWith("eth0 inet 10.50.0.110/32 scope global eth0 "))
                // Never the source of what this host sends: a /128 belongs to no subnet.
                .anyMatch(line -> line.startsWith("eth0 inet6 fd50::110/128 scope global nodad deprecated "))
                .anyMatch(line -> line.startsWith("eth0 inet6 fd50::111/64 scope global nodad "))
                .noneMatch(line -> line.startsWith("eth0 inet6 fd50::111/64 scope global nodad deprecated"));
        assertThat(lan.awaitFirstAdvert(node).frame().addresses())
                .as("excluded addresses are not advertised, all others are, in the order of the file")
                .extracting(address -> address.getHostAddress())
                .containsExactly(
                        "10.50.0.100",
                        "10.50.0.101",
                        "10.50.0.102",
                        "10.50.1.103",
                        "10.50.0.104",
                        "10.50.2.105",
                        "10.50.3.106");

        assertThat(daemon.terminate()).isZero();
        assertThat(addresses(node)).isEqualTo(before);
    }

    @SingleTest
    void addressesOfOthersAreLeftAlone(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("address add 10.50.0.150/24 dev eth0");
        List<String> before = addresses(node);
        TestDaemon daemon = node.start(kind, Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        node.awaitHolds(Router.VIP4, true);
        assertThat(node.holds("10.50.0.150")).isTrue();
        assertThat(daemon.terminate()).isZero();
        assertThat(addresses(node)).isEqualTo(before);
    }

    @SingleTest
    void virtualAddressFoundAtTheStartGoesUntilTheElectionIsWon(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("address add " + Router.VIP4 + "/24 dev eth0");
        TestDaemon daemon = node.start(kind, Router.withPriority(100).intervalSeconds("1"));
        daemon.awaitEntering(BACKUP);
        node.awaitHolds(Router.VIP4, false);
        daemon.awaitEntering(MASTER);
        node.awaitHolds(Router.VIP4, true);
    }
}
