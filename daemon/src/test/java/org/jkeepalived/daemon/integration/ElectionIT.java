// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Election and failover over every version, family, way of sending and interval. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ElectionIT {
    static Stream<Arguments> variantsOfPairs() {
        return Pairing.all()
                .flatMap(pairing -> Stream.of(Variant.values()).map(variant -> Arguments.of(pairing, variant)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("variantsOfPairs")
    void higherPriorityLeadsAndAfterItsDeathTheOtherTakesOverAtMasterDownInterval(
            Pairing pairing, Variant variant, TestLan lan) {
        TestNode a = lan.node();
        TestNode b = lan.node();
        Router first = variant.router(200, a, b);
        Router second = variant.router(100, b, a);
        TestDaemon daemonA = a.start(pairing.first(), first);
        TestDaemon daemonB = b.start(pairing.second(), second);

        lan.await("A leads and B backs it", TestDaemon.PATIENCE, () -> daemonA.isIn(MASTER) && daemonB.isIn(BACKUP));
        a.awaitHolds(variant.address(), true);
        b.awaitHolds(variant.address(), false);
        Frame.Advert advert = lan.awaitFirstAdvert(a).frame();
        assertThat(advert.version()).isEqualTo(variant.version());
        assertThat(advert.type()).isEqualTo(1);
        assertThat(advert.vrid()).isEqualTo(51);
        assertThat(advert.priority()).isEqualTo(200);
        assertThat(advert.interval()).isEqualTo(first.wireInterval());
        assertThat(advert.addresses()).isEqualTo(List.of(InetAddress.ofLiteral(variant.address())));
        assertThat(advert.destination()).isEqualTo(InetAddress.ofLiteral(variant.destination(b)));
        assertThat(advert.trafficClass()).isEqualTo(0xc0);
        assertThat(advert.checksum())
                .isEqualTo(variant.version() == 2 ? Frame.Checksum.MESSAGE : Frame.Checksum.PSEUDO_HEADER);

        lan.awaitQuietLeadership(a);
        daemonA.kill();
        lan.await("B leads", TestDaemon.PATIENCE, () -> daemonB.isIn(MASTER));
        b.awaitHolds(variant.address(), true);
        Instant last = lan.wire().adverts(a).getLast().at();
        Instant takeover = lan.awaitAdvert(b, seen -> seen.at().isAfter(last)).at();
        Duration late = Duration.between(last, takeover).minus(second.masterDownInterval());
        lan.note("takeover " + late.toNanos() / 1000 + " us after Master_Down_Interval");
        assertThat(late).isBetween(Duration.ofMillis(-1), Duration.ofSeconds(1));
    }
}
