// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.BACKUP;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Adverts of a higher priority that must not be believed, sent to a master; the good one at the end is. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class BadPacketIT {
    private static final String STRANGER = "10.50.0.77";
    private static final String STRANGER_IPV6 = "fe80::77";

    private record BadPacket(String what, AdvertBuilder advert) {}

    private static final List<BadPacket> VERSION_3 = List.of(
            new BadPacket("wrong checksum", version3().wrongChecksum()),
            new BadPacket("TTL 254", version3().timeToLive(254)),
            new BadPacket("version 4", version3().version(4)),
            new BadPacket("version 2", version3().version(2)),
            new BadPacket("type 2", version3().type(2)),
            new BadPacket("shorter than a header", version3().length(6)),
            new BadPacket("half an address", version3().length(10)),
            new BadPacket("four bytes too many", version3().trailer(4)),
            new BadPacket("a count beyond the end", version3().count(5)),
            new BadPacket("no address", version3().addresses()),
            new BadPacket("from our own address", new AdvertBuilder("10.50.0.1")),
            new BadPacket("unknown VRID", version3().vrid(99)),
            new BadPacket("VRID 0", version3().vrid(0)));

    private static final List<BadPacket> VERSION_2 = List.of(
            new BadPacket("wrong checksum", version2().wrongChecksum()),
            new BadPacket("another interval", version2().interval(3)),
            new BadPacket("a password that nobody asked for", version2().authentication(1, "secret")),
            new BadPacket("unknown authentication", version2().authentication(7, "")),
            new BadPacket("version 3", version2().version(3)),
            new BadPacket("no authentication data", version2().length(12)));

    private static final List<BadPacket> IPV6 = List.of(
            new BadPacket("wrong checksum", ipv6().wrongChecksum()),
            new BadPacket("hop limit 254", ipv6().timeToLive(254)),
            new BadPacket("half an address", ipv6().length(16)),
            new BadPacket("version 2", ipv6().version(2)));

    private static AdvertBuilder version3() {
        return new AdvertBuilder(STRANGER);
    }

    private static AdvertBuilder version2() {
        return new AdvertBuilder(STRANGER).version(2);
    }

    private static AdvertBuilder ipv6() {
        return new AdvertBuilder(STRANGER_IPV6);
    }

    @SingleTest
    void version3MasterIgnoresWhatIsWrong(DaemonKind kind, TestLan lan) {
        Victim victim = Victim.of(kind, lan, Router.withPriority(100));
        for (BadPacket bad : VERSION_3) {
            victim.assertIgnores(bad, version3());
        }
        victim.assertBelieves(version3());
    }

    @SingleTest
    void version2MasterIgnoresWhatIsWrong(DaemonKind kind, TestLan lan) {
        Victim victim = Victim.of(kind, lan, Router.withPriority(100).version(2).intervalSeconds("1"));
        for (BadPacket bad : VERSION_2) {
            victim.assertIgnores(bad, version2());
        }
        victim.assertBelieves(version2());
    }

    @SingleTest
    void ipv6MasterIgnoresWhatIsWrong(DaemonKind kind, TestLan lan) {
        Victim victim = Victim.of(kind, lan, Router.withPriority(100).addresses(Router.VIP6 + "/64"));
        for (BadPacket bad : IPV6) {
            victim.assertIgnores(bad, ipv6());
        }
        victim.assertBelieves(ipv6());
    }

    /** Every byte after the Ethernet header may be hit; what is left of the frame may even be a good advert. */
    @SingleTest
    void noContentOfAPacketEndsTheDaemon(DaemonKind kind, TestLan lan) {
        Victim victim = Victim.of(kind, lan, Router.withPriority(100));
        long seed = System.nanoTime();
        lan.note("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            byte[][] frames = new byte[50][];
            for (int i = 0; i < frames.length; i++) {
                byte[] frame = version3().build();
                for (int hits = random.nextInt(4); hits >= 0; hits--) {
                    frame[14 + random.nextInt(frame.length - 14)] = (byte) random.nextInt(256);
                }
                frames[i] = random.nextBoolean() ? frame : Arrays.copyOf(frame, 34 + random.nextInt(frame.length - 34));
            }
            victim.stranger.inject(frames);
        }
        lan.await("it leads again", TestDaemon.PATIENCE, () -> victim.daemon.isIn(MASTER));
        victim.assertBelieves(version3());
        lan.await("it leads again", TestDaemon.PATIENCE, () -> victim.daemon.isIn(MASTER));
        assertThat(victim.daemon.log()).noneMatch(line -> line.contains("Exception"));
        assertThat(victim.daemon.terminate()).isZero();
    }

    /** A master, and a stranger beside it. */
    private record Victim(TestLan lan, TestNode node, TestNode stranger, TestDaemon daemon) {
        static Victim of(DaemonKind kind, TestLan lan, Router router) {
            TestNode node = lan.node();
            TestNode stranger = lan.node();
            TestDaemon daemon = node.start(kind, router);
            daemon.awaitEntering(MASTER);
            return new Victim(lan, node, stranger, daemon);
        }

        /**
         * A master answers a lower priority and reports it, so that report says that the bad packet before it is done
         * with. It need not answer twice within a few milliseconds: two adverts of its own keep the rounds apart.
         */
        void assertIgnores(BadPacket bad, AdvertBuilder barrier) {
            lan.awaitMoreAdverts(node, 2);
            lan.note(bad.what);
            int statesBefore = daemon.states().size();
            stranger.inject(bad.advert.build(), barrier.priority(1).build());
            lan.await(
                    bad.what + " and the advert after it are done with",
                    Duration.ofSeconds(5),
                    () -> daemon.states().size() > statesBefore);
            assertThat(daemon.states().subList(statesBefore, daemon.states().size()))
                    .as("after %s", bad.what)
                    .extracting(TestDaemon.StateLine::state)
                    .containsOnly(RouterState.MASTER_RX_LOWER_PRI);
        }

        void assertBelieves(AdvertBuilder good) {
            stranger.inject(good.build());
            daemon.awaitEntering(BACKUP);
        }
    }
}
