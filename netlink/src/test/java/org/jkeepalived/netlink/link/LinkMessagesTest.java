// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jkeepalived.netlink.message.Decoded;
import org.jkeepalived.netlink.message.Hex;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.netlink.message.MessageWriter;
import org.junit.jupiter.api.Test;

/** Requests byte by byte as iproute2 6.1 sends them, answers of Linux 6.18 (x86-64) shortened to some attributes. */
class LinkMessagesTest {
    @Test
    void aLinkIsSetDownAsIpDoes() {
        // ip link set mv0 down
        assertThat(Hex.written(LinkMessages.setUp(4, false), 0x6b005480)).isEqualTo(Hex.bytes("""
                        20000000 1000 0500 8054006b 00000000   # RTM_NEWLINK, REQUEST ACK
                        00 00 0000 04000000 00000000 01000000  # link 4, flags: of IFF_UP nothing
                        """));
    }

    @Test
    void theDumpAsksToLeaveOutStatistics() {
        var buffer = ByteBuffer.allocate(64);
        LinkMessages.writeDump(new MessageWriter(buffer), 7);
        byte[] written = new byte[40];
        buffer.get(0, written);
        assertThat(written).isEqualTo(Hex.bytes("""
                        28000000 1200 0103 07000000 00000000   # RTM_GETLINK, REQUEST DUMP
                        00 00 0000 00000000 00000000 00000000
                        0800 1d00 08000000                     # IFLA_EXT_MASK: RTEXT_FILTER_SKIP_STATS
                        """));
    }

    @Test
    void aMacvlanOfTheKernelIsRead() {
        var message = Hex.message("""
                a4010000 1000 0200 07000000 77200000   # RTM_NEWLINK, MULTI
                00 00 0100 04000000 03100000 00000000  # Ethernet, link 4, UP BROADCAST MULTICAST
                0800 0300 6d763000                     # IFLA_IFNAME "mv0"
                0800 0d00 e8030000                     # IFLA_TXQLEN
                0500 1000 02 000000                    # IFLA_OPERSTATE down
                0500 1100 00 000000                    # IFLA_LINKMODE
                0500 4300 01 000000
                0800 0400 dc050000                     # IFLA_MTU 1500
                0800 3200 44000000
                0800 1b00 00000000                     # IFLA_GROUP
                0800 0500 03000000                     # IFLA_LINK 3
                0500 2100 00 000000                    # IFLA_CARRIER
                0a00 0100 00005e000133 0000            # IFLA_ADDRESS
                0a00 0200 ffffffffffff 0000            # IFLA_BROADCAST
                cc00 1700                              # IFLA_STATS64
                0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
                0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
                0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
                0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
                0c00 2b00 0500 0200 00000000           # IFLA_XDP
                3c00 1200                              # IFLA_LINKINFO
                  0c00 0100 6d6163766c616e00           #   IFLA_INFO_KIND "macvlan"
                  2c00 0200                            #   IFLA_INFO_DATA
                    0800 0100 01000000                 #     IFLA_MACVLAN_MODE private
                    0600 0200 0000 0000
                    0800 0600 00000000
                    0800 0700 e8030000
                    0800 0800 e8030000
                0800 2a00 00000000
                """);
        assertThat(LinkMessages.decode(message))
                .isEqualTo(new Decoded.Accepted<>(new Link(
                        4,
                        "mv0",
                        Link.IFF_UP | Link.IFF_BROADCAST | Link.IFF_MULTICAST,
                        1,
                        HardwareAddress.parse("00:00:5e:00:01:33"),
                        HardwareAddress.parse("ff:ff:ff:ff:ff:ff"),
                        1500,
                        OperationalState.DOWN,
                        false,
                        "macvlan",
                        Link.MACVLAN_MODE_PRIVATE,
                        3,
                        false,
                        0)));
    }

    @Test
    void aBridgePortReportIsNotAboutTheLink() {
        // RTM_DELLINK of family AF_BRIDGE: the port left its bridge, the link is still there.
        var message = Hex.message("20000000 1100 0000 00000000 00000000 07 00 0100 04000000 03100000 00000000");
        assertThat(LinkMessages.concernsLink(message)).isFalse();
    }

    @Test
    void aLinkWithoutNameIsAFault() {
        var message = Hex.message("20000000 1000 0000 00000000 00000000 00 00 0100 04000000 03100000 00000000");
        assertThat(LinkMessages.decode(message))
                .isEqualTo(new Decoded.Rejected<>(new MessageFault(MessageFault.Kind.MISSING_ATTRIBUTE, 3, 0, 0)));
    }

    @Test
    void aShortLinkMessageIsAFault() {
        var message = Hex.message("14000000 1000 0000 00000000 00000000 00000000");
        assertThat(LinkMessages.decode(message))
                .isEqualTo(new Decoded.Rejected<>(new MessageFault(MessageFault.Kind.SHORT_PAYLOAD, 16, 16, 4)));
    }

    @Test
    void statesOfLaterKernelsAreUnknown() {
        assertThat(OperationalState.of(6)).isEqualTo(OperationalState.UP);
        assertThat(OperationalState.of(7)).isEqualTo(OperationalState.UNKNOWN);
    }

    @Test
    void hardwareAddressesAreValues() {
        var address = HardwareAddress.parse("00:00:5e:00:01:0a");
        assertThat(address).isEqualTo(HardwareAddress.of(new byte[] {0, 0, 0x5e, 0, 1, 10}));
        assertThat(address).hasToString("00:00:5e:00:01:0a");
        address.bytes()[0] = 1;
        assertThat(address).hasToString("00:00:5e:00:01:0a");
        assertThat(HardwareAddress.of(new byte[0])).isSameAs(HardwareAddress.NONE);
    }
}
