// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.Authentication;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertCheckTest {
    private static final String SENDER = "10.50.0.9";
    private static final RouterSettings VERSION_2 = RouterFixture.version(2, 100)
            .authentication(Authentication.password("secret"))
            .build();
    private static final RouterSettings VERSION_3 =
            RouterFixture.version(3, 100).build();

    private static AdvertFault check(RouterSettings settings, byte[] packet) {
        var advert = new Advert();
        assertThat(advert.readIpv4(ByteBuffer.wrap(packet), 2)).isTrue();
        return AdvertCheck.check(settings, settings.priority(), advert);
    }

    private static byte[] packet(RouterSettings settings) {
        return RouterFixture.advert(settings, 200, SENDER);
    }

    private static byte[] set(byte[] packet, int index, int value) {
        packet[index] = (byte) value;
        return packet;
    }

    @Test
    void aGoodAdvertHasNoFault() {
        assertThat(check(VERSION_2, packet(VERSION_2))).isEqualTo(AdvertFault.NONE);
        assertThat(check(VERSION_3, packet(VERSION_3))).isEqualTo(AdvertFault.NONE);
    }

    /** Every defect is put on top of those that are looked for later, so each test is the proof of the order, too. */
    @Test
    void ofSeveralDefectsTheFirstInTheOrderOfKeepalivedIsReported() {
        Map<AdvertFault, UnaryOperator<byte[]>> lastToFirst = new LinkedHashMap<>();
        lastToFirst.put(AdvertFault.CAST_MISMATCH, p -> set(p, 16, 10));
        lastToFirst.put(AdvertFault.CHECKSUM, p -> set(p, 26, p[26] ^ 0x55));
        lastToFirst.put(AdvertFault.IP_LENGTH, p -> set(p, 3, p[3] + 4));
        lastToFirst.put(AdvertFault.TYPE, p -> set(p, 20, 0x22));
        lastToFirst.put(AdvertFault.INTERVAL_MISMATCH, p -> set(p, 25, 7));
        lastToFirst.put(AdvertFault.AUTHENTICATION_FAILURE, p -> set(p, p.length - 1, 'x'));
        lastToFirst.put(AdvertFault.AUTHENTICATION_TYPE_MISMATCH, p -> set(p, 24, 0));
        lastToFirst.put(AdvertFault.AUTHENTICATION_TYPE_INVALID, p -> set(p, 24, 9));
        lastToFirst.put(AdvertFault.TIME_TO_LIVE, p -> set(p, 8, 254));
        lastToFirst.put(AdvertFault.LENGTH, p -> Arrays.copyOf(p, p.length + 4));
        lastToFirst.put(AdvertFault.AUTHENTICATION_HEADER, AdvertCheckTest::behindAuthenticationHeader);
        byte[] packet = packet(VERSION_2);
        for (Map.Entry<AdvertFault, UnaryOperator<byte[]>> defect : lastToFirst.entrySet()) {
            packet = defect.getValue().apply(packet);
            assertThat(check(VERSION_2, packet)).isEqualTo(defect.getKey());
        }
    }

    private static byte[] behindAuthenticationHeader(byte[] packet) {
        ByteBuffer longer = ByteBuffer.allocate(packet.length + 24);
        longer.put(packet, 0, 20).put((byte) 112).put(new byte[23]).put(packet, 20, packet.length - 20);
        return set(longer.array(), 9, 51);
    }

    @Test
    void version2AndVersion3RefuseEachOther() {
        assertThat(check(VERSION_3, packet(VERSION_2))).isEqualTo(AdvertFault.VERSION);
        assertThat(check(VERSION_2, packet(VERSION_3))).isEqualTo(AdvertFault.VERSION);
    }

    @ParameterizedTest
    @CsvSource({"0, TYPE", "2, TYPE", "15, TYPE"})
    void onlyAdvertisementsAreAccepted(int type, AdvertFault expected) {
        assertThat(check(VERSION_3, set(packet(VERSION_3), 20, 0x30 | type))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 254})
    void multicastMustHaveTimeToLive255(int timeToLive) {
        assertThat(check(VERSION_3, RouterFixture.advert(VERSION_3, 200, SENDER, "224.0.0.18", timeToLive)))
                .isEqualTo(AdvertFault.TIME_TO_LIVE);
    }

    @Test
    void everyTruncatedAdvertIsRefused() {
        for (RouterSettings settings : List.of(VERSION_2, VERSION_3)) {
            byte[] packet = packet(settings);
            for (int length = 0; length < packet.length; length++) {
                byte[] cut = Arrays.copyOf(packet, length);
                var advert = new Advert();
                if (advert.readIpv4(ByteBuffer.wrap(cut), 2)) {
                    assertThat(AdvertCheck.check(settings, 100, advert)).isEqualTo(AdvertFault.LENGTH);
                } else {
                    assertThat(length).isLessThan(28);
                }
            }
        }
    }

    @Test
    void theCountMustFitTheLength() {
        for (int count : new int[] {0, 2, 5, 255}) {
            assertThat(check(VERSION_3, set(packet(VERSION_3), 23, count))).isEqualTo(AdvertFault.LENGTH);
        }
    }

    @Test
    void paddingOfAShortEthernetFrameIsAllowed() {
        assertThat(check(VERSION_3, Arrays.copyOf(packet(VERSION_3), 46))).isEqualTo(AdvertFault.NONE);
        assertThat(check(VERSION_3, Arrays.copyOf(packet(VERSION_3), 42)))
                .as("a VLAN tag takes four bytes of it")
                .isEqualTo(AdvertFault.NONE);
        assertThat(check(VERSION_3, Arrays.copyOf(packet(VERSION_3), 45))).isEqualTo(AdvertFault.LENGTH);
    }

    @Test
    void aCountOfZeroIsRefusedUnlessWeHaveNoneOurselves() {
        RouterSettings none = VERSION_3.toBuilder().addresses(List.of()).build();
        assertThat(check(VERSION_3, packet(none))).isEqualTo(AdvertFault.ADDRESS_COUNT_ZERO);
        assertThat(check(none, packet(none))).isEqualTo(AdvertFault.NONE);
    }

    @Test
    void anIntervalOfZeroIsRefusedAndTheReservedBitsAreIgnored() {
        byte[] zero = packet(VERSION_3);
        zero[24] = 0;
        zero[25] = 0;
        assertThat(check(VERSION_3, zero)).isEqualTo(AdvertFault.INTERVAL_ZERO);
        // 0xf000 more in one word and 0xf000 less in the checksum, which is that of the message alone
        RouterSettings plain = VERSION_3.toBuilder().checksumAsV2(true).build();
        byte[] reserved = packet(plain);
        int checksum = (reserved[26] & 0xff) << 8 | (reserved[27] & 0xff);
        int lowered = checksum - 0xf000 <= 0 ? checksum - 0xf000 + 0xffff : checksum - 0xf000;
        set(set(set(reserved, 24, reserved[24] | 0xf0), 26, lowered >> 8), 27, lowered);
        assertThat(check(VERSION_3, reserved)).isEqualTo(AdvertFault.NONE);
    }

    @Test
    void withoutAuthenticationTheAuthenticationDataAreIgnored() {
        RouterSettings settings = RouterFixture.version(2, 100).build();
        byte[] packet = packet(settings);
        assertThat(packet[packet.length - 8]).as("sent as zero").isZero();
        int before = (packet[26] & 0xff) << 8 | (packet[27] & 0xff);
        int lowered = before - 0x0100;
        set(set(set(packet, packet.length - 8, 1), 26, lowered >> 8), 27, lowered);
        assertThat(check(settings, packet)).isEqualTo(AdvertFault.NONE);
    }

    @Test
    void aPasswordIsWhatItsFirstEightBytesAre() {
        RouterSettings longer = VERSION_2.toBuilder()
                .authentication(Authentication.password("123456789"))
                .build();
        RouterSettings eight = VERSION_2.toBuilder()
                .authentication(Authentication.password("12345678"))
                .build();
        assertThat(check(eight, packet(longer))).isEqualTo(AdvertFault.NONE);
        assertThat(check(VERSION_2, packet(eight))).isEqualTo(AdvertFault.AUTHENTICATION_FAILURE);
        assertThat(eight.authentication()).hasToString("PASS");
    }

    @Test
    void unicastRoutersRefuseMulticastAndTheOtherWayRound() {
        RouterSettings unicast = VERSION_3.toBuilder().peers(List.of()).build();
        byte[] toUs = RouterFixture.advert(VERSION_3, 200, SENDER, RouterFixture.OURS, 64);
        assertThat(check(unicast, toUs)).as("any TTL").isEqualTo(AdvertFault.NONE);
        assertThat(check(unicast, packet(VERSION_3))).isEqualTo(AdvertFault.CAST_MISMATCH);
        assertThat(check(VERSION_3, RouterFixture.advert(VERSION_3, 200, SENDER, RouterFixture.OURS, 255)))
                .isEqualTo(AdvertFault.CAST_MISMATCH);
    }

    @Test
    void unicastSourcesAreCheckedOnRequest() {
        UnicastPeer peer = new UnicastPeer(IpAddress.parse(SENDER), 63, 64);
        RouterSettings.Builder builder = VERSION_3.toBuilder().peers(List.of(peer));
        RouterSettings checking = builder.checkUnicastSource(true).build();
        byte[] good = RouterFixture.advert(VERSION_3, 200, SENDER, RouterFixture.OURS, 64);
        byte[] far = RouterFixture.advert(VERSION_3, 200, SENDER, RouterFixture.OURS, 62);
        byte[] stranger = RouterFixture.advert(VERSION_3, 200, "10.50.0.8", RouterFixture.OURS, 64);
        assertThat(check(checking, good)).isEqualTo(AdvertFault.NONE);
        assertThat(check(checking, far)).isEqualTo(AdvertFault.PEER_TIME_TO_LIVE);
        assertThat(check(checking, stranger)).isEqualTo(AdvertFault.UNKNOWN_SOURCE);
        RouterSettings trusting = builder.checkUnicastSource(false).build();
        assertThat(check(trusting, stranger)).isEqualTo(AdvertFault.NONE);
    }

    @Test
    void anOwnerMayIgnoreEverybody() {
        RouterSettings owner =
                VERSION_3.toBuilder().priority(255).ownerIgnoresAdverts(true).build();
        assertThat(check(owner, packet(VERSION_3))).isEqualTo(AdvertFault.OWNER_IGNORES);
    }

    @Test
    void ipv6AdvertsAreCheckedWithTheirPseudoHeaderAndHopLimit() {
        RouterSettings settings = RouterSettings.builder(AddressFamily.IPV6, 3, 51)
                .primaryAddress(IpAddress.parse("fe80::5"))
                .addresses(List.of(IpAddress.parse("fe80::100"), IpAddress.parse("2001:db8::100")))
                .build();
        IpAddress source = IpAddress.parse("fe80::9");
        IpAddress group = IpAddress.parse("ff02::12");
        ByteBuffer message = ByteBuffer.allocate(settings.encoder().length());
        settings.encoder().encode(200, source, group, message);
        message.flip();
        ByteBuffer addresses = ByteBuffer.allocate(32);
        source.writeTo(addresses);
        group.writeTo(addresses);
        var advert = new Advert();
        advert.readIpv6(message, addresses, 0, addresses, 16, 255, 2);
        assertThat(AdvertCheck.check(settings, 100, advert)).isEqualTo(AdvertFault.NONE);
        advert.readIpv6(message, addresses, 0, addresses, 16, Advert.TIME_TO_LIVE_UNKNOWN, 2);
        assertThat(AdvertCheck.check(settings, 100, advert)).isEqualTo(AdvertFault.NONE);
        advert.readIpv6(message, addresses, 0, addresses, 16, 64, 2);
        assertThat(AdvertCheck.check(settings, 100, advert)).isEqualTo(AdvertFault.TIME_TO_LIVE);
        addresses.put(15, (byte) 8);
        advert.readIpv6(message, addresses, 0, addresses, 16, 255, 2);
        assertThat(AdvertCheck.check(settings, 100, advert)).isEqualTo(AdvertFault.CHECKSUM);
    }

    @ParameterizedTest
    @EnumSource(value = AdvertFault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFaultHasACounter(AdvertFault fault) {
        assertThat(Counter.of(fault)).isNotNull();
    }

    @Test
    void theCountersHaveKeepalivedsNames() {
        List<String> keys = new ArrayList<>();
        for (Counter counter : Counter.values()) {
            keys.add(counter.key());
        }
        assertThat(keys)
                .doesNotHaveDuplicates()
                .contains(
                        "advert_rcvd",
                        "advert_sent",
                        "become_master",
                        "release_master",
                        "packet_len_err",
                        "advert_interval_err",
                        "ip_ttl_err",
                        "invalid_type_rcvd",
                        "addr_list_err",
                        "invalid_authtype",
                        "authtype_mismatch",
                        "auth_failure",
                        "pri_zero_rcvd",
                        "pri_zero_sent");
        assertThatThrownBy(() -> Counter.of(AdvertFault.NONE)).isInstanceOf(IllegalArgumentException.class);
    }
}
