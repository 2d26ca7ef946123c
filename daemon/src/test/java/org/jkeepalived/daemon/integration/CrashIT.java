// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A daemon that is killed, and what the next one makes of what it left in the kernel. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {
    private static final String OTHER_VIP = "10.50.0.120";
    private static final String EXCLUDED = "fd50::130";
    private static final String OF_ADMINISTRATOR = "10.50.0.150";

    /** Has an excluded address too. */
    private static Router router() {
        return Router.withPriority(200).line("virtual_ipaddress_excluded {\n    " + EXCLUDED + "/64\n}");
    }

    private static Router other(int priority) {
        return new Router("OTHER").vrid(52).priority(priority).addresses(OTHER_VIP + "/24");
    }

    private static String[] pidFile(TestLan lan, String name) {
        return new String[] {"-p", lan.file(name + ".pid").toString()};
    }

    private static void awaitOther(TestLan lan, TestNode node) {
        lan.await("the other router's address is there", TestDaemon.PATIENCE, () -> node.holds(OTHER_VIP));
    }

    /** /run is another one at each start of these daemons: nothing is left but what the kernel says. */
    @Test
    void anInstanceThatIsTakenOutAfterACrashLeavesNoAddress(TestLan lan) {
        TestNode node = lan.node();
        node.namespace().ip("address add " + OF_ADMINISTRATOR + "/24 dev eth0");
        node.namespace().ip("address add " + Router.VIP4 + "/32 dev eth0");
        TestDaemon killed = node.start(DaemonKind.JKEEPALIVED, router());
        killed.awaitEntering(MASTER);
        node.awaitHolds(EXCLUDED, true);
        killed.kill();
        assertThat(node.holds(EXCLUDED)).isTrue();

        TestDaemon next = node.start(DaemonKind.JKEEPALIVED, other(100));
        awaitOther(lan, node);
        assertThat(node.holds(EXCLUDED)).isFalse();
        assertThat(node.holds(OF_ADMINISTRATOR)).isTrue();
        assertThat(node.namespace().ip("-o address show to " + Router.VIP4))
                .as("the administrator's has another length")
                .contains(Router.VIP4 + "/32")
                .doesNotContain(Router.VIP4 + "/24");
        next.awaitLog("Removing what an earlier daemon left: address " + Router.VIP4 + "/24 dev eth0, address "
                + EXCLUDED + " dev eth0");
    }

    @Test
    void besideAnotherDaemonOnlyWhatTheStateFileNamesGoes(TestLan lan) {
        TestNode node = lan.node();
        TestDaemon bystander =
                node.start(DaemonKind.JKEEPALIVED, Router.configuration(other(200)), pidFile(lan, "bystander"));
        awaitOther(lan, node);
        TestDaemon killed = node.start(DaemonKind.JKEEPALIVED, Router.configuration(router()), pidFile(lan, "killed"));
        killed.awaitEntering(MASTER);
        node.awaitHolds(EXCLUDED, true);
        killed.kill();

        String unrelated = Router.configuration(Router.withPriority(50).vrid(53).addresses("10.50.0.121/24"));
        TestDaemon next = node.start(DaemonKind.JKEEPALIVED, unrelated, pidFile(lan, "killed"));
        next.awaitEntering(BACKUP);
        node.awaitHolds(Router.VIP4, false);
        node.awaitHolds(EXCLUDED, false);
        next.awaitLog("Another VRRP daemon runs here and may own these: address " + OTHER_VIP + "/24 dev eth0");
        assertThat(node.holds(OTHER_VIP)).isTrue();
        assertThat(bystander.log()).noneMatch(line -> line.contains("removed from"));
    }

    @Test
    void theStateFileFollowsAReloadAndGoesWithACleanStop(TestLan lan) {
        TestNode node = lan.node();
        Path state = lan.file("daemon.state");
        TestDaemon daemon = node.start(DaemonKind.JKEEPALIVED, Router.configuration(router()), pidFile(lan, "daemon"));
        daemon.awaitEntering(MASTER);
        assertThat(state).content().contains("\naddress " + Router.VIP4 + "/24 dev eth0\n");
        daemon.reload(other(200));
        awaitOther(lan, node);
        assertThat(state).content().contains("\naddress " + OTHER_VIP + "/24 dev eth0\n");
        lan.await("the old address is forgotten", TestDaemon.PATIENCE, () -> !contains(state, Router.VIP4));
        assertThat(daemon.terminate()).isZero();
        assertThat(state).doesNotExist();
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFullRunDirectoryIsReportedAndStopsNothing(TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(DaemonKind.JKEEPALIVED, router());
        daemon.awaitEntering(MASTER);
        Commands.run("nsenter", "-t", Long.toString(daemon.pid()), "-m", "mount", "-o", "remount,size=1m", "/run");
        assertThatThrownBy(() -> Files.write(daemon.seenByDaemon("/run/fill"), new byte[1 << 20]))
                .isInstanceOf(IOException.class);
        daemon.reload(router(), other(200));
        awaitOther(lan, node);
        daemon.awaitLog("Cannot write /run/keepalived.state: No space left on device");
        assertThat(daemon.isIn(MASTER)).isTrue();
        assertThat(daemon.terminate()).isZero();
    }

    /** The peer is better, and took over when the daemon was killed. */
    @Test
    void whoComesBackAfterACrashLeavesTheAddressToThePeerThatTookOver(TestLan lan) {
        TestNode crashing = lan.node();
        TestNode peer = lan.node();
        TestDaemon killed = crashing.start(DaemonKind.JKEEPALIVED, router());
        killed.awaitEntering(MASTER);
        TestDaemon successor = peer.start(DaemonKind.JKEEPALIVED, router().priority(100));
        successor.awaitEntering(BACKUP);
        killed.kill();
        successor.awaitEntering(MASTER);
        TestDaemon next = crashing.start(DaemonKind.JKEEPALIVED, router().line("nopreempt"));
        next.awaitEntering(BACKUP);
        crashing.awaitHolds(Router.VIP4, false);
        crashing.awaitHolds(EXCLUDED, false);
        assertThat(peer.holds(Router.VIP4)).isTrue();
    }
}
