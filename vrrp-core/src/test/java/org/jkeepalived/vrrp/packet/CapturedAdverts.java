// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Adverts as other implementations put them on the wire, captured with tcpdump between two network namespaces: Debian's
 * keepalived 2.2.7 and FRR 8.4.4 (vrrpd). IPv4 packets with their IP header, which ends after 20 bytes.
 */
final class CapturedAdverts {
    private static final HexFormat HEX = HexFormat.of();

    /** keepalived, {@code auth_type PASS}, {@code auth_pass secret}, two addresses. */
    static final String KEEPALIVED_V2_PASSWORD =
            // 192.0.2.1 > 224.0.0.18, TTL 255, protocol 112
            "45c0002c00010000ff70188dc0000201e0000012"
                    // version 2 type 1 | VRID 51 | priority 150 | 2 addresses
                    + "21339602"
                    // authentication type 1 | 1 s | checksum
                    + "010186b2"
                    // 192.0.2.100, 192.0.2.101
                    + "c0000264c0000265"
                    // "secret", two zero bytes
                    + "7365637265740000";

    /** keepalived, the same router at SIGTERM. */
    static final String KEEPALIVED_V2_PASSWORD_RESIGNS = "45c0002c00070000ff701887c0000201e0000012" + "21330002"
            + "01011cb3" + "c0000264c0000265" + "7365637265740000";

    /** keepalived, no authentication, {@code advert_int 2}. */
    static final String KEEPALIVED_V2 =
            "45c0002800010000ff701891c0000201e0000012" + "21346401" + "0002b861" + "c0000266" + "0000000000000000";

    /** keepalived, {@code advert_int 0.25}: the checksum includes a pseudo-header. */
    static final String KEEPALIVED_V3 =
            "45c0002000010000ff701899c0000201e0000012" + "3135c801" + "0019a1b7" + "c0000267";

    /** keepalived, the same to a unicast peer 192.0.2.2. */
    static final String KEEPALIVED_V3_UNICAST =
            "45c0002000010000ff7036a9c0000201c0000202" + "3136c801" + "0019bfc5" + "c0000268";

    /** keepalived over IPv6, fe80::a:1 > ff02::12, without IP header: fe80::100, 2001:db8::100. */
    static final String KEEPALIVED_V3_IPV6 =
            "3137fe02" + "0064a3ee" + "fe800000000000000000000000000100" + "20010db8000000000000000000000100";

    /** FRR, {@code advertisement-interval 500}. It sets "don't fragment", keepalived does not. */
    static final String FRR_V3 = "45c0002097114000ff704188c0000201e0000012" + "31057801" + "0032f168" + "c00002cd";

    static final String FRR_V2 =
            "45c0002897e84000ff7040a9c0000201e0000012" + "21067801" + "0001a428" + "c00002ce" + "0000000000000000";

    /** FRR over IPv6, fe80::5:200 > ff02::12, without IP header: fe80::5:200, 2001:db8::200. */
    static final String FRR_V3_IPV6 =
            "31057802" + "00322654" + "fe800000000000000000000000050200" + "20010db8000000000000000000000200";

    private CapturedAdverts() {}

    static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }

    /** The VRRP message of an IPv4 packet. */
    static byte[] message(String ipv4Packet) {
        return bytes(ipv4Packet.substring(40));
    }

    static Advert ipv4(String packet) {
        return ipv4(bytes(packet));
    }

    static Advert ipv4(byte[] packet) {
        var advert = new Advert();
        if (!advert.readIpv4(ByteBuffer.wrap(packet), 2)) {
            throw new IllegalArgumentException("too short for an advert");
        }
        return advert;
    }

    static Advert ipv6(String message, String source) {
        var advert = new Advert();
        ByteBuffer addresses = ByteBuffer.allocate(32);
        IpAddress.parse(source).writeTo(addresses);
        IpAddress.parse("ff02::12").writeTo(addresses);
        advert.readIpv6(ByteBuffer.wrap(bytes(message)), addresses, 0, addresses, 16, 255, 2);
        return advert;
    }
}
