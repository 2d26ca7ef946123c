// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code unicast_src_ip} is not on the machine: a DHCP lease was lost, or has not come yet. Only ours: keepalived 2.2.7 dies
 * of the reload, and both take over from a master that lives.
 */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SourceAddressIT {
    private static final int BETTER = 200;
    private static final int WORSE = 100;

    static Stream<DaemonKind> ours() {
        return DaemonKind.all().filter(kind -> kind == DaemonKind.JKEEPALIVED);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void masterGoesOnWithoutItsSourceWhileItsPeersHearIt(DaemonKind kind, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon first = a.start(kind, unicast(BETTER, a.address4(), b.address4(), "10.98.0.9"));
        TestDaemon second = b.start(kind, unicast(WORSE, b.address4(), a.address4(), "10.98.0.9"));
        first.awaitEntering(MASTER);
        lan.awaitQuietLeadership(a);
        int statesBefore = first.states().size();

        remove(a, a.address4() + "/24");
        first.awaitLog("source address " + a.address4() + " is missing, sending from it all the same");
        first.reload(unicast(BETTER, a.address4(), b.address4(), "10.98.0.9"));
        lan.awaitQuietLeadership(a);
        add(a, a.address4() + "/24");
        lan.awaitQuietLeadership(a);

        assertThat(first.states()).hasSize(statesBefore);
        assertThat(second.isIn(MASTER)).isFalse();
        assertThat(a.holds("10.98.0.9")).isTrue();
    }

    /** It hears no advert any more: as a backup it would take over from a master that lives. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void backupWithoutItsSourceWaitsAndResumes(DaemonKind kind, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        TestDaemon first = a.start(kind, unicast(BETTER, a.address4(), b.address4(), Router.VIP4));
        remove(b, b.address4() + "/24");
        String configuration = unicast(WORSE, b.address4(), a.address4(), Router.VIP4);
        TestDaemon second = b.start(kind, configuration);
        second.awaitEntering(FAULT);
        second.awaitLog("entering FAULT state (source address " + b.address4() + " missing)");
        first.awaitEntering(MASTER);

        add(b, b.address4() + "/24");
        second.awaitEntering(BACKUP);
        // The other one has asked for the address in vain; that it is told of it saves a false takeover.
        lan.await(
                "the address is announced",
                TestDaemon.PATIENCE,
                () -> !lan.wire().gratuitousArps(b, b.address4()).isEmpty());
        lan.awaitQuietLeadership(a);
        remove(b, b.address4() + "/24");
        second.awaitEntering(FAULT);
        second.reload(configuration);
        lan.awaitQuietLeadership(a);
        assertThat(second.isIn(FAULT)).isTrue();
        add(b, b.address4() + "/24");
        second.awaitEntering(BACKUP);

        lan.awaitQuietLeadership(a);
        assertThat(second.states()).noneMatch(line -> line.state() == MASTER);
    }

    /** The kernel finds no way to the peers once the address, and with it its network, is gone. */
    @ParameterizedTest(name = "IPv{0}, interface {1}", allowZeroInvocations = true)
    @CsvSource({"4, eth0, track_src_ip", "4, '', ''", "6, eth0, ''", "6, '', track_src_ip"})
    void masterThatCannotBeHeardHandsOverAndLeadsAgainWhenItsSourceReturns(
            int family, String interfaceName, String option, TestLan lan) {
        Requirement.require(ours().findAny().isPresent(), "our daemon among those under test");
        TestNode a = lan.node();
        TestNode b = lan.node();
        String ours = family == 4 ? a.address4() : a.address6();
        String theirs = family == 4 ? b.address4() : b.address6();
        String virtual = family == 4 ? "10.98.0.9" : "fe80::98:9";
        String onA = unicast(BETTER, ours, theirs, virtual)
                .replace("interface eth0", interfaceName.isEmpty() ? "" : "interface eth0")
                .replace("unicast_peer", option + "\n    unicast_peer");
        TestDaemon first = a.start(DaemonKind.JKEEPALIVED, onA);
        TestDaemon second = b.start(DaemonKind.JKEEPALIVED, unicast(WORSE, theirs, ours, virtual));
        first.awaitEntering(MASTER);
        lan.awaitQuietLeadership(a);
        String address = ours + (family == 4 ? "/24" : "/64");

        remove(a, address);
        first.awaitEntering(FAULT);
        second.awaitEntering(MASTER);
        first.reload(onA);
        lan.awaitQuietLeadership(b);
        assertThat(first.isIn(FAULT)).isTrue();
        a.awaitHolds(virtual, false);

        add(a, address);
        first.awaitEntering(MASTER);
        second.awaitEntering(BACKUP);
        lan.awaitQuietLeadership(a);
        a.awaitHolds(virtual, true);
        b.awaitHolds(virtual, false);
    }

    private static void remove(TestNode node, String address) {
        node.lan().note(node.name() + ": " + address + " goes");
        node.namespace().ip("address del " + address + " dev eth0");
    }

    private static void add(TestNode node, String address) {
        node.lan().note(node.name() + ": " + address + " comes");
        node.namespace().ip("address add " + address + " dev eth0");
    }

    private static String unicast(int priority, String source, String peer, String virtual) {
        return Router.configuration(Router.withPriority(priority)
                .intervalSeconds("0.4")
                .line("unicast_src_ip " + source)
                .line("unicast_peer {\n    " + peer + "\n}")
                .addresses(virtual + (virtual.contains(":") ? "/64" : "/24") + " dev eth0"));
    }
}
