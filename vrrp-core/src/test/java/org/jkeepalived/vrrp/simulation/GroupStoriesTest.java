// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.vrrp.Counter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two machines, preferred and other, each with a sync group of two routers over two LANs. */
class GroupStoriesTest {
    private static final Duration MASTER_DOWN = Duration.ofMillis(3_700);

    private final SimulatedLan lan = new SimulatedLan(1).recording();
    private final SimulatedGroup preferred = machine(200);
    private final SimulatedGroup other = machine(100);

    private SimulatedGroup machine(int priority) {
        List<SimulatedRouter> routers = new ArrayList<>();
        for (int vrid = 51; vrid <= 52; vrid++) {
            routers.add(lan.router(
                    SimulatedLan.settings(lan.all().size(), 3, vrid, priority).build()));
        }
        return new SimulatedGroup(lan, routers);
    }

    @BeforeEach
    void bothRun() {
        preferred.start();
        other.start();
        lan.runUntil("the preferred leads", _ -> preferred.isMaster(), Duration.ofSeconds(5));
        lan.run(Duration.ofMillis(2_345));
    }

    private void cut(int link) {
        lan.isolate(preferred.routers().get(link).index);
    }

    @Test
    void aLinkThatIsLostMovesBothRouters() {
        lan.link(preferred.routers().get(1).index, false, Duration.ofMillis(5));
        lan.runUntil("the other leads", _ -> other.isMaster(), MASTER_DOWN);
        lan.link(preferred.routers().get(1).index, true, Duration.ofMillis(5));
        lan.runUntil("the preferred leads", _ -> preferred.isMaster() && other.isBackup(), MASTER_DOWN);
    }

    @Test
    void aPartitionOfOneLanMovesNothing() {
        cut(0);
        lan.run(Duration.ofMinutes(1));
        assertThat(preferred.isMaster()).isTrue();
        assertThat(other.isBackup()).isTrue();
        cut(1);
        lan.runUntil("the other leads too", _ -> other.isMaster(), MASTER_DOWN);
    }

    @Test
    void aPartitionOfOneLanThatIsOverIsForgotten() {
        cut(0);
        lan.run(Duration.ofSeconds(20));
        lan.heal();
        lan.run(Duration.ofSeconds(2));
        cut(1);
        lan.run(Duration.ofMinutes(1));
        assertThat(other.isBackup()).isTrue();
    }

    @Test
    void afterAPartitionThePreferredHasAnnouncedTheAddressesOfBothLansLast() {
        cut(0);
        cut(1);
        lan.runUntil("both lead", _ -> other.isMaster(), MASTER_DOWN);
        lan.run(Duration.ofSeconds(5));
        lan.heal();
        lan.run(Duration.ofMillis(1_100));
        assertThat(preferred.isMaster()).isTrue();
        assertThat(other.isBackup()).isTrue();
        for (int link = 0; link < 2; link++) {
            assertThat(preferred.routers().get(link).announcedNanos)
                    .as(() -> String.join("\n", lan.script()))
                    .isGreaterThan(other.routers().get(link).announcedNanos);
        }
    }

    @Test
    void aMasterOfAGroupOfMastersNeverLeavesWhileARouterJoins() {
        SimulatedRouter joins = preferred.routers().get(1);
        preferred.assemble(preferred.routers().subList(0, 1));
        lan.run(Duration.ofSeconds(5));
        preferred.assemble(preferred.routers());
        lan.run(Duration.ofSeconds(20));
        assertThat(joins.router().counters().get(Counter.RELEASE_MASTER)).isZero();
        assertThat(preferred.isMaster()).isTrue();
    }
}
