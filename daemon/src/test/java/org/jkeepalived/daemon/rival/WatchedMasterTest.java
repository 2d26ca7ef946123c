// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.daemon.rival.Suspicion.Cause;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;

/** What adverts that are seen on the interface say to a master with VRID 51, 10.50.0.100 and 1 s. */
class WatchedMasterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress VIP = IpAddress.parse("10.50.0.100");
    private static final IpAddress GROUP = IpAddress.parse("224.0.0.18");

    private final List<String> told = new ArrayList<>();
    private final Suspicions suspicions = new Suspicions(new Suspicions.Listener() {
        @Override
        public void suspected(Suspicion suspicion) {
            told.add(suspicion.evidence());
        }

        @Override
        public void notSuspectedAnyMore(Suspicion suspicion, long lastSeenNanos) {
            told.add("over");
        }
    });
    private final WatchedMaster master = new WatchedMaster(
            51,
            AddressFamily.IPV4,
            2,
            SECOND,
            advert -> advert.isTo(GROUP),
            List.of(new WatchedAddress(VIP, 2, 0)),
            suspicions);

    private void see(int vrid, String destination, IpAddress address, long nowNanos) {
        IpAddress source = IpAddress.parse("10.50.0.2");
        var encoder = RouterSettings.builder(AddressFamily.IPV4, 3, vrid)
                .addresses(List.of(address))
                .build()
                .encoder();
        ByteBuffer packet = ByteBuffer.allocate(20 + encoder.length());
        packet.put(0, (byte) 0x45).putShort(2, (short) packet.capacity()).put(8, (byte) 255);
        packet.position(12);
        source.writeTo(packet);
        IpAddress.parse(destination).writeTo(packet);
        encoder.encode(100, source, GROUP, packet);
        Advert advert = new Advert();
        assertThat(advert.readIpv4(packet.flip(), 2)).isTrue();
        master.advertSeen(advert, nowNanos, from -> from + " is dropped");
    }

    private void seeForGroup(long nowNanos) {
        see(51, "224.0.0.18", VIP, nowNanos);
    }

    @Test
    void advertsThatTheRouterHearsAsWellAreNotDropped() {
        for (int i = 0; i < 5; i++) {
            seeForGroup(i * SECOND);
            master.advertHeard(); // the socket may be read after the tap
        }
        assertThat(told).isEmpty();
    }

    @Test
    void twoAdvertsAnIntervalApartThatTheRouterDoesNotHearAreDropped() {
        seeForGroup(0);
        seeForGroup(1_000_000);
        assertThat(told).isEmpty();
        assertThat(master.isLookedAt(SECOND)).isTrue();
        seeForGroup(SECOND);
        seeForGroup(2 * SECOND);
        assertThat(told).containsExactly("10.50.0.2 is dropped");
        master.endUnconfirmed(5 * SECOND);
        assertThat(suspicions.all()).hasSize(1);
        master.endUnconfirmed(6 * SECOND);
        assertThat(told).endsWith("over");
    }

    @Test
    void anotherVridWithOurAddressIsASign() {
        see(52, "224.0.0.18", VIP, 0);
        see(52, "224.0.0.18", VIP, SECOND);
        assertThat(told).containsExactly("10.50.0.2 advertises 10.50.0.100 with VRID 52, ours is 51");
    }

    @Test
    void anotherVridWithOtherAddressesIsNoSign() {
        for (int i = 0; i < 5; i++) {
            see(52, "224.0.0.18", IpAddress.parse("10.50.0.101"), i * SECOND);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void advertsToElsewhereAreASignOnlyIfTheyHaveOurAddresses() {
        for (int i = 0; i < 3; i++) {
            see(51, "10.50.0.1", IpAddress.parse("10.50.0.101"), i * SECOND);
        }
        assertThat(told).isEmpty();
        for (int i = 0; i < 3; i++) {
            see(51, "10.50.0.1", VIP, i * SECOND);
        }
        assertThat(suspicions.all()).extracting(Suspicion::cause).containsExactly(Cause.ADVERTS_MISDIRECTED);
        assertThat(told).containsExactly("10.50.0.2 sends to 10.50.0.1");
    }

    @Test
    void advertsThatAFirewallRefusesAreASignWhenTheBackupsMustMissThem() {
        master.advertRefused(Errno.EPERM, 0);
        master.advertRefused(Errno.EPERM, SECOND);
        assertThat(told).isEmpty();
        master.advertRefused(Errno.EPERM, 2 * SECOND);
        assertThat(told).singleElement().asString().contains("firewall");
        master.endUnconfirmed(5 * SECOND);
        assertThat(told).endsWith("over");
    }

    @Test
    void anUnreachablePeerIsNone() {
        for (int i = 0; i < 5; i++) {
            master.advertRefused(Errno.ENETDOWN, i * SECOND);
        }
        assertThat(told).isEmpty();
    }
}
