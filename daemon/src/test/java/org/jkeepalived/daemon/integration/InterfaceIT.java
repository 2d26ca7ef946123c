// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.FAULT;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interfaces and their addresses come and go under a running daemon. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class InterfaceIT {
    private static final String DYNAMIC = "global_defs {\n    dynamic_interfaces\n}\n";

    @SingleTest
    void routerWaitsInFaultForItsInterface(DaemonKind kind, TestLan lan) {
        startsWithoutInterface(kind, lan, DYNAMIC);
    }

    static Stream<DaemonKind> ours() {
        return DaemonKind.all().filter(kind -> kind == DaemonKind.JKEEPALIVED);
    }

    /** keepalived refuses to start here. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void routerWaitsForItsInterfaceAlsoWhenNobodySaidThatInterfacesAreDynamic(DaemonKind kind, TestLan lan) {
        startsWithoutInterface(kind, lan, "");
    }

    private static void startsWithoutInterface(DaemonKind kind, TestLan lan, String globals) {
        TestNode node = lan.node();
        node.deleteInterface();
        TestDaemon daemon = node.start(kind, globals + Router.withPriority(200));
        daemon.awaitEntering(FAULT);
        daemon.awaitLog("eth0");
        node.createInterface();
        daemon.awaitEntering(BACKUP);
        daemon.awaitEntering(MASTER);
        node.awaitHolds(Router.VIP4, true);
        lan.awaitFirstAdvert(node);
    }

    @SingleTest
    void masterSurvivesThatItsInterfaceIsDeletedAndMadeAgain(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, DYNAMIC + Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        node.deleteInterface();
        daemon.awaitEntering(FAULT);
        int before = lan.wire().adverts(node).size();
        node.createInterface();
        daemon.awaitEntering(MASTER);
        node.awaitHolds(Router.VIP4, true);
        lan.await(
                "adverts on the new interface",
                TestDaemon.PATIENCE,
                () -> lan.wire().adverts(node).size() > before);
    }

    @SingleTest
    void routerOnAnInterfaceThatIsDownStartsInFault(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        node.linkDown();
        TestDaemon daemon = node.start(kind, Router.withPriority(200));
        daemon.awaitEntering(FAULT);
        node.linkUp();
        daemon.awaitEntering(BACKUP);
        daemon.awaitEntering(MASTER);
        node.awaitHolds(Router.VIP4, true);
    }

    @SingleTest
    void masterWhoseAddressIsDeletedByHandHasItBackSoon(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, Router.withPriority(200));
        daemon.awaitEntering(MASTER);
        node.awaitHolds(Router.VIP4, true);
        node.namespace().ip("address del " + Router.VIP4 + "/24 dev eth0");
        node.awaitHolds(Router.VIP4, true);
        lan.await("it leads", TestDaemon.PATIENCE, () -> daemon.isIn(MASTER));
    }
}
