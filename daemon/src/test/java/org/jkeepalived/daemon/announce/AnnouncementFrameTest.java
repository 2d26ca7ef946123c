// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The expected bytes were captured from keepalived 2.2.7. */
class AnnouncementFrameTest {
    private static final byte[] MAC = {2, 0, 0, 0, 0, 1};

    private static String frame(String address, boolean router) throws Exception {
        ByteBuffer frame = ByteBuffer.allocate(AnnouncementFrame.MAX_LENGTH);
        AnnouncementFrame.encode(frame, MAC, InetAddress.getByName(address), router);
        return HexFormat.of().formatHex(frame.array(), 0, frame.limit());
    }

    @Test
    void anIpv4AddressIsAnnouncedByAGratuitousArpRequest() throws Exception {
        assertThat(frame("10.50.0.100", false))
                .isEqualTo("ffffffffffff020000000001" + "0806" // Ethernet
                        + "0001080006040001" // Ethernet, IPv4, request
                        + "020000000001" + "0a320064" // sender
                        + "ffffffffffff" + "0a320064"); // target
    }

    @Test
    void anIpv6AddressIsAnnouncedByAnUnsolicitedNeighbourAdvertisement() throws Exception {
        assertThat(frame("fe80::1:100", false))
                .isEqualTo("333300000001020000000001" + "86dd" // Ethernet
                        + "6000000000203aff" // version 6, 32 bytes, ICMPv6, hop limit 255
                        + "fe800000000000000000000000010100" // the address itself
                        + "ff020000000000000000000000000001" // all nodes
                        + "8800559b20000000" // advertisement, checksum, O flag
                        + "fe800000000000000000000000010100" // target
                        + "0201020000000001"); // target link-layer address
    }

    @Test
    void aForwardingInterfaceSaysThatItIsARouter() throws Exception {
        assertThat(frame("fe80::1:100", true)).contains("8800d59aa0000000");
    }
}
