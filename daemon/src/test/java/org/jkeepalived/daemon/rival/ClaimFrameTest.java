// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;

/** ARP and neighbour discovery, byte by byte, as Linux sends them. */
class ClaimFrameTest {
    private static final long MAC = 0x0200_0000_0001L;
    private static final IpAddress VIP4 = IpAddress.parse("10.50.0.100");
    private static final IpAddress VIP6 = IpAddress.parse("fd50::100");

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    @Test
    void aProbeAsksWithoutAnAddressOfItsOwn() {
        ByteBuffer frame = ByteBuffer.allocate(ArpFrame.BYTES);
        ArpFrame.encodeProbe(frame, MAC, VIP4);
        assertThat(frame).isEqualTo(bytes("""
                ffffffffffff 020000000001 0806 0001 0800 06 04 0001
                020000000001 00000000 000000000000 0a320064
                """));
    }

    @Test
    void aReplyToAProbeIsAnAnswerAndAGratuitousArpIsNone() {
        ByteBuffer reply = bytes("""
                020000000001 020000000002 0806 0001 0800 06 04 0002
                020000000002 0a320064 020000000001 00000000
                """);
        assertThat(ArpFrame.isClaim(reply)).isTrue();
        assertThat(ArpFrame.isAnswer(reply)).isTrue();
        assertThat(ArpFrame.senderAddress(reply)).isEqualTo(VIP4);
        assertThat(Mac.text(ArpFrame.senderMac(reply))).isEqualTo("02:00:00:00:00:02");
        ByteBuffer gratuitous = bytes("""
                ffffffffffff 020000000002 0806 0001 0800 06 04 0001
                020000000002 0a320064 ffffffffffff 0a320064
                """);
        assertThat(ArpFrame.isClaim(gratuitous)).isTrue();
        assertThat(ArpFrame.isAnswer(gratuitous)).isFalse();
        assertThat(ArpFrame.isClaim(gratuitous.limit(41))).isFalse();
    }

    @Test
    void aSolicitationCarriesOurHardwareAddress() {
        ByteBuffer message = ByteBuffer.allocate(NeighbourMessage.SOLICITATION_BYTES);
        NeighbourMessage.encodeSolicitation(message, MAC, VIP6);
        assertThat(message).isEqualTo(bytes("""
                87 00 0000 00000000 fd500000000000000000000000000100
                01 01 020000000001
                """));
        assertThat(IpAddress.of(NeighbourMessage.solicitedNode(VIP6))).hasToString("ff02::1:ff00:100");
    }

    @Test
    void anAdvertisementNamesItsTargetAndItsHardwareAddress() {
        ByteBuffer message = bytes("""
                88 00 1234 60000000 fd500000000000000000000000000100
                02 01 020000000002
                """);
        assertThat(NeighbourMessage.isAdvertisement(message)).isTrue();
        assertThat(NeighbourMessage.isAnswer(message)).isTrue();
        assertThat(NeighbourMessage.target(message)).isEqualTo(VIP6);
        assertThat(Mac.text(NeighbourMessage.targetMac(message))).isEqualTo("02:00:00:00:00:02");
    }

    @Test
    void brokenOptionsEndTheReading() {
        assertThat(NeighbourMessage.targetMac(bytes("8800000060000000fd500000000000000000000000000100 0100")))
                .isZero();
        assertThat(NeighbourMessage.targetMac(
                        bytes("8800000060000000fd500000000000000000000000000100 0100 000000000000")))
                .isZero();
        assertThat(NeighbourMessage.targetMac(bytes("8800000060000000fd500000000000000000000000000100 0201 0200")))
                .isZero();
        assertThat(NeighbourMessage.isAdvertisement(bytes("8800"))).isFalse();
    }

    @Test
    void filtersCanBeBuiltForAnyNumberOfAddresses() {
        List<IpAddress> ipv4 = new ArrayList<>();
        List<IpAddress> ipv6 = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ipv4.add(IpAddress.of(new byte[] {10, 1, (byte) (i / 256), (byte) i}));
            ipv6.add(IpAddress.parse("fd50::" + Integer.toHexString(i)));
        }
        assertThat(ArpFrame.claimsOf(ipv4).size()).isEqualTo(4_002);
        assertThat(NeighbourMessage.claimsOf(ipv6).size()).isEqualTo(4_002);
        ipv4.add(VIP4);
        ipv6.add(VIP6);
        assertThat(ArpFrame.claimsOf(ipv4).size()).isEqualTo(4);
        assertThat(NeighbourMessage.claimsOf(ipv6).size()).isEqualTo(1);
        assertThat(AdvertTap.foreignAdverts().size()).isPositive();
    }
}
