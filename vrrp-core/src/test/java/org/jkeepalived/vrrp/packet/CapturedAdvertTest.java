// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of other implementations, both ways: they are understood, and we would have sent the same. */
class CapturedAdvertTest {
    private static final IpAddress SOURCE = IpAddress.parse("192.0.2.1");
    private static final IpAddress GROUP = IpAddress.parse("224.0.0.18");

    private static AdvertEncoder ipv4(
            int version, int vrid, int centis, Authentication authentication, String... vips) {
        List<IpAddress> addresses = Stream.of(vips).map(IpAddress::parse).toList();
        return new AdvertEncoder(AddressFamily.IPV4, version, vrid, centis, addresses, authentication, false);
    }

    private static byte[] encode(AdvertEncoder encoder, int priority, IpAddress source, IpAddress destination) {
        ByteBuffer out = ByteBuffer.allocate(encoder.length());
        encoder.encode(priority, source, destination, out);
        assertThat(out.hasRemaining()).as("length() is exact").isFalse();
        return out.array();
    }

    @Test
    void everyFieldOfKeepalivedsPasswordAdvertIsRead() {
        Advert advert = CapturedAdverts.ipv4(CapturedAdverts.KEEPALIVED_V2_PASSWORD);
        assertThat(advert.version()).isEqualTo(2);
        assertThat(advert.type()).isEqualTo(1);
        assertThat(advert.vrid()).isEqualTo(51);
        assertThat(advert.priority()).isEqualTo(150);
        assertThat(advert.addressCount()).isEqualTo(2);
        assertThat(advert.authenticationType()).isEqualTo(1);
        assertThat(advert.intervalCentis()).isEqualTo(100);
        assertThat(advert.timeToLive()).isEqualTo(255);
        assertThat(advert.interfaceIndex()).isEqualTo(2);
        assertThat(advert.source()).isEqualTo(SOURCE);
        assertThat(advert.destination()).isEqualTo(GROUP);
        assertThat(advert.isMulticast()).isTrue();
        assertThat(advert.address(1)).isEqualTo(IpAddress.parse("192.0.2.101"));
        assertThat(advert.contains(IpAddress.parse("192.0.2.100"))).isTrue();
        assertThat(advert.contains(IpAddress.parse("192.0.2.102"))).isFalse();
        assertThat(advert.receivedLength()).isEqualTo(44).isEqualTo(advert.expectedLength());
        assertThat(advert.isAuthenticatedBy(Authentication.password("secret"))).isTrue();
        assertThat(advert.isAuthenticatedBy(Authentication.password("secres"))).isFalse();
        assertThat(advert.hasValidChecksum()).isTrue();
    }

    @Test
    void everyFieldOfKeepalivedsIpv6AdvertIsRead() {
        Advert advert = CapturedAdverts.ipv6(CapturedAdverts.KEEPALIVED_V3_IPV6, "fe80::a:1");
        assertThat(advert.version()).isEqualTo(3);
        assertThat(advert.vrid()).isEqualTo(55);
        assertThat(advert.priority()).isEqualTo(254);
        assertThat(advert.intervalCentis()).isEqualTo(100);
        assertThat(advert.isMulticast()).isTrue();
        assertThat(advert.receivedLength()).isEqualTo(40).isEqualTo(advert.expectedLength());
        assertThat(advert.address(0)).isEqualTo(IpAddress.parse("fe80::100"));
        assertThat(advert.address(1)).isEqualTo(IpAddress.parse("2001:db8::100"));
        assertThat(advert.hasValidChecksum()).isTrue();
    }

    static Stream<Arguments> ipv4Captures() {
        Authentication none = Authentication.NONE;
        Authentication secret = Authentication.password("secret");
        return Stream.of(
                Arguments.of(
                        CapturedAdverts.KEEPALIVED_V2_PASSWORD,
                        ipv4(2, 51, 100, secret, "192.0.2.100", "192.0.2.101"),
                        150),
                Arguments.of(
                        CapturedAdverts.KEEPALIVED_V2_PASSWORD_RESIGNS,
                        ipv4(2, 51, 100, secret, "192.0.2.100", "192.0.2.101"),
                        0),
                Arguments.of(CapturedAdverts.KEEPALIVED_V2, ipv4(2, 52, 200, none, "192.0.2.102"), 100),
                Arguments.of(CapturedAdverts.KEEPALIVED_V3, ipv4(3, 53, 25, none, "192.0.2.103"), 200),
                Arguments.of(CapturedAdverts.KEEPALIVED_V3_UNICAST, ipv4(3, 54, 25, none, "192.0.2.104"), 200),
                Arguments.of(CapturedAdverts.FRR_V2, ipv4(2, 6, 100, none, "192.0.2.206"), 120),
                Arguments.of(CapturedAdverts.FRR_V3, ipv4(3, 5, 50, none, "192.0.2.205"), 120));
    }

    @ParameterizedTest
    @MethodSource("ipv4Captures")
    void capturedIpv4AdvertsAreValidAndWeWouldHaveSentTheSame(String packet, AdvertEncoder encoder, int priority) {
        Advert advert = CapturedAdverts.ipv4(packet);
        assertThat(advert.hasValidChecksum()).isTrue();
        assertThat(advert.receivedLength()).isEqualTo(advert.expectedLength());
        assertThat(encode(encoder, priority, advert.source(), advert.destination()))
                .isEqualTo(CapturedAdverts.message(packet));
    }

    static Stream<Arguments> ipv6Captures() {
        return Stream.of(
                Arguments.of(
                        CapturedAdverts.KEEPALIVED_V3_IPV6, "fe80::a:1", 254, List.of("fe80::100", "2001:db8::100")),
                Arguments.of(CapturedAdverts.FRR_V3_IPV6, "fe80::5:200", 120, List.of("fe80::5:200", "2001:db8::200")));
    }

    @ParameterizedTest
    @MethodSource("ipv6Captures")
    void capturedIpv6AdvertsAreValidAndWeWouldHaveSentTheSame(
            String message, String source, int priority, List<String> vips) {
        Advert advert = CapturedAdverts.ipv6(message, source);
        assertThat(advert.hasValidChecksum()).isTrue();
        var encoder = new AdvertEncoder(
                AddressFamily.IPV6,
                3,
                advert.vrid(),
                advert.intervalCentis(),
                vips.stream().map(IpAddress::parse).toList(),
                Authentication.NONE,
                false);
        assertThat(encode(encoder, priority, advert.source(), advert.destination()))
                .isEqualTo(CapturedAdverts.bytes(message));
    }

    @Test
    void version3OverIpv4IsAcceptedWithoutPseudoHeaderAndSentSoOnRequest() {
        var encoder = new AdvertEncoder(
                AddressFamily.IPV4, 3, 53, 25, List.of(IpAddress.parse("192.0.2.103")), Authentication.NONE, true);
        byte[] message = encode(encoder, 200, SOURCE, GROUP);
        assertThat(message).isNotEqualTo(CapturedAdverts.message(CapturedAdverts.KEEPALIVED_V3));
        byte[] packet = CapturedAdverts.bytes(CapturedAdverts.KEEPALIVED_V3);
        System.arraycopy(message, 0, packet, 20, message.length);
        assertThat(CapturedAdverts.ipv4(packet).hasValidChecksum()).isTrue();
    }

    @Test
    void anyChangedBitOfAMessageSpoilsItsChecksum() {
        for (String capture : List.of(
                CapturedAdverts.KEEPALIVED_V2_PASSWORD, CapturedAdverts.KEEPALIVED_V3, CapturedAdverts.FRR_V2)) {
            byte[] packet = CapturedAdverts.bytes(capture);
            int versionAndCountBytes = 4; // other lengths make it another message
            for (int i = 20 + versionAndCountBytes; i < packet.length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] spoilt = packet.clone();
                    spoilt[i] ^= (byte) (1 << bit);
                    assertThat(CapturedAdverts.ipv4(spoilt).hasValidChecksum()).isFalse();
                }
            }
        }
    }
}
