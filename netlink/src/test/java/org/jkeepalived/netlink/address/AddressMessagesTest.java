// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jkeepalived.netlink.message.Decoded;
import org.jkeepalived.netlink.message.Hex;
import org.jkeepalived.netlink.message.MessageFault;
import org.junit.jupiter.api.Test;

/** Requests byte by byte as iproute2 6.1 sends them, answers as Linux 6.18 gives them (x86-64). */
class AddressMessagesTest {
    private static InetAddress inet(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(text, notAnAddress);
        }
    }

    @Test
    void anIpv4AddressWithBroadcastLabelAndScopeIsAddedAsIpDoes() {
        // ip addr add 192.0.2.10/24 brd 192.0.2.255 dev base0 label base0:vip scope link
        var address = InterfaceAddress.of(3, inet("192.0.2.10"), 24)
                .withBroadcast(inet("192.0.2.255"))
                .withLabel("base0:vip")
                .withScope(InterfaceAddress.SCOPE_LINK);
        assertThat(Hex.written(AddressMessages.add(address), 0x6b00547f)).isEqualTo(Hex.bytes("""
                        40000000 1400 0506 7f54006b 00000000 # 64 bytes, RTM_NEWADDR, REQUEST ACK EXCL CREATE
                        02 18 00 fd 03000000                 # AF_INET /24, no flags, scope link, link 3
                        0800 0200 c000020a                   # IFA_LOCAL
                        0800 0400 c00002ff                   # IFA_BROADCAST
                        0e00 0300 62617365303a76697000 0000  # IFA_LABEL "base0:vip", padded
                        0800 0100 c000020a                   # IFA_ADDRESS
                        """));
    }

    @Test
    void anIpv4AddressWithPeerIsAddedAsIpDoes() {
        // ip addr add 192.0.2.20 peer 198.51.100.1/32 dev base0
        var address = InterfaceAddress.of(3, inet("192.0.2.20"), 32).withPeer(inet("198.51.100.1"));
        assertThat(Hex.written(AddressMessages.add(address), 0x6b005494)).isEqualTo(Hex.bytes("""
                        28000000 1400 0506 9454006b 00000000 # RTM_NEWADDR
                        02 20 00 00 03000000                 # AF_INET /32, scope global, link 3
                        0800 0200 c0000214                   # IFA_LOCAL 192.0.2.20
                        0800 0100 c6336401                   # IFA_ADDRESS 198.51.100.1
                        """));
    }

    @Test
    void anIpv6AddressWithFlagsAndLifetimeIsAddedAsIpDoes() {
        // ip addr add 2001:db8::10/64 dev base0 nodad home mngtmpaddr noprefixroute preferred_lft 0
        var address = InterfaceAddress.of(3, inet("2001:db8::10"), 64)
                .withFlags(
                        AddressFlags.NODAD | AddressFlags.HOME | AddressFlags.MNGTMPADDR | AddressFlags.NOPREFIXROUTE)
                .withLifetimes(0, InterfaceAddress.FOREVER);
        assertThat(Hex.written(AddressMessages.add(address), 0x6b005494)).isEqualTo(Hex.bytes("""
                        5c000000 1400 0506 9454006b 00000000       # RTM_NEWADDR
                        0a 40 00 00 03000000                       # AF_INET6 /64, scope global, link 3
                        1400 0200 20010db8 00000000 00000000 00000010 # IFA_LOCAL
                        0800 0800 12030000                         # IFA_FLAGS
                        1400 0100 20010db8 00000000 00000000 00000010 # IFA_ADDRESS
                        1400 0600 00000000 ffffffff 00000000 00000000 # IFA_CACHEINFO: preferred 0, valid forever
                        """));
    }

    @Test
    void addressesAreDeletedAsIpDoes() {
        // ip addr del 192.0.2.20 peer 198.51.100.1/32 dev base0
        var ipv4 = InterfaceAddress.of(3, inet("192.0.2.20"), 32).withPeer(inet("198.51.100.1"));
        assertThat(Hex.written(AddressMessages.delete(ipv4), 0x6b00547f)).isEqualTo(Hex.bytes("""
                        28000000 1500 0500 7f54006b 00000000 # RTM_DELADDR, REQUEST ACK
                        02 20 00 00 03000000 0800 0200 c0000214 0800 0100 c6336401
                        """));
        // ip addr del 2001:db8::10/64 dev base0
        var ipv6 = InterfaceAddress.of(3, inet("2001:db8::10"), 64);
        assertThat(Hex.written(AddressMessages.delete(ipv6), 0x6b005480)).isEqualTo(Hex.bytes("""
                        40000000 1500 0500 8054006b 00000000
                        0a 40 00 00 03000000
                        1400 0200 20010db8 00000000 00000000 00000010
                        1400 0100 20010db8 00000000 00000000 00000010
                        """));
    }

    @Test
    void theProtocolIsOneByteBehindItsHeader() {
        var address = InterfaceAddress.of(3, inet("192.0.2.30"), 24).withProtocol(18);
        assertThat(Hex.written(AddressMessages.add(address), 1)).endsWith(Hex.bytes("0500 0b00 12 000000"));
    }

    @Test
    void anIpv4AddressOfTheKernelIsRead() {
        var message = Hex.message("""
                5c000000 1400 0200 07000000 77200000        # RTM_NEWADDR, MULTI
                02 18 80 fd 03000000                        # AF_INET /24, IFA_F_PERMANENT, scope link, link 3
                0800 0100 c000020a                          # IFA_ADDRESS
                0800 0200 c000020a                          # IFA_LOCAL
                0800 0400 c00002ff                          # IFA_BROADCAST
                0e00 0300 62617365303a76697000 0000         # IFA_LABEL
                0800 0800 80000000                          # IFA_FLAGS
                1400 0600 ffffffff ffffffff 9aa10300 9aa10300 # IFA_CACHEINFO: forever
                """);
        assertThat(AddressMessages.decode(message))
                .isEqualTo(new Decoded.Accepted<>(InterfaceAddress.of(3, inet("192.0.2.10"), 24)
                        .withBroadcast(inet("192.0.2.255"))
                        .withLabel("base0:vip")
                        .withScope(InterfaceAddress.SCOPE_LINK)
                        .withFlags(AddressFlags.PERMANENT)));
    }

    @Test
    void anIpv4AddressWithPeerIsReadFromItsLocalAttribute() {
        var message = Hex.message("""
                50000000 1400 0200 07000000 ff220000
                02 20 80 00 03000000
                0800 0100 c6336401                          # IFA_ADDRESS: the peer
                0800 0200 c0000214                          # IFA_LOCAL: the address
                0a00 0300 626173653000 0000                 # IFA_LABEL "base0"
                0800 0800 80000000
                1400 0600 ffffffff ffffffff aca90300 aca90300
                """);
        assertThat(AddressMessages.decode(message))
                .isEqualTo(new Decoded.Accepted<>(InterfaceAddress.of(3, inet("192.0.2.20"), 32)
                        .withPeer(inet("198.51.100.1"))
                        .withLabel("base0")
                        .withFlags(AddressFlags.PERMANENT)));
    }

    @Test
    void theProtocolOfAnAddressIsRead() {
        var message = Hex.message("""
                58000000 1400 0200 07000000 ff220000
                02 18 80 00 03000000
                0800 0100 c000021e
                0800 0200 c000021e
                0a00 0300 626173653000 0000
                0500 0b00 12 000000                         # IFA_PROTO 18
                0800 0800 80000000
                1400 0600 ffffffff ffffffff e8a90300 e8a90300
                """);
        assertThat(AddressMessages.decode(message))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(((InterfaceAddress) accepted.value()).protocol())
                                .isEqualTo(18));
    }

    @Test
    void ipv6AddressesOfTheKernelAreRead() {
        var withPeer = Hex.message("""
                5c000000 1400 0200 07000000 ff220000
                0a 80 82 00 03000000
                1400 0200 20010db8 00000000 00000000 00000020 # IFA_LOCAL
                1400 0100 20010db8 00010000 00000000 00000001 # IFA_ADDRESS: the peer
                1400 0600 ffffffff ffffffff b1a90300 b1a90300
                0800 0800 82000000                         # IFA_F_PERMANENT IFA_F_NODAD
                """);
        assertThat(AddressMessages.decode(withPeer))
                .isEqualTo(new Decoded.Accepted<>(InterfaceAddress.of(3, inet("2001:db8::20"), 128)
                        .withPeer(inet("2001:db8:1::1"))
                        .withFlags(AddressFlags.PERMANENT | AddressFlags.NODAD)));
        var deprecated = Hex.message("""
                48000000 1400 0200 07000000 ff220000
                0a 40 b2 00 03000000                       # the header holds only eight of the flags
                1400 0100 20010db8 00000000 00000000 00000010 # IFA_ADDRESS alone
                1400 0600 00000000 ffffffff afa90300 afa90300
                0800 0800 b2030000                         # PERMANENT DEPRECATED HOME NODAD, MNGTMPADDR NOPREFIXROUTE
                """);
        assertThat(AddressMessages.decode(deprecated))
                .isEqualTo(new Decoded.Accepted<>(InterfaceAddress.of(3, inet("2001:db8::10"), 64)
                        .withFlags(0x3b2)
                        .withLifetimes(0, InterfaceAddress.FOREVER)));
    }

    @Test
    void anAddressOfTheWrongLengthIsAFault() {
        var message = Hex.message("""
                22000000 1400 0200 07000000 ff220000
                02 18 80 00 03000000
                0a00 0200 c000021e 0000
                """);
        assertThat(AddressMessages.decode(message))
                .isEqualTo(new Decoded.Rejected<>(new MessageFault(MessageFault.Kind.VALUE_LENGTH, 2, 4, 6)));
    }

    @Test
    void anAddressWithoutAddressIsAFault() {
        var message = Hex.message("18000000 1400 0200 07000000 ff220000 02 18 80 00 03000000");
        assertThat(AddressMessages.decode(message))
                .isEqualTo(new Decoded.Rejected<>(new MessageFault(MessageFault.Kind.MISSING_ATTRIBUTE, 1, 0, 0)));
    }

    @Test
    void elapsedTimeAloneIsNoChange() {
        var address = InterfaceAddress.of(3, inet("2001:db8::10"), 64);
        assertThat(address.withLifetimes(100, 200).sameButForElapsedTime(address.withLifetimes(99, 199)))
                .isTrue();
        assertThat(address.withLifetimes(100, 200).sameButForElapsedTime(address.withLifetimes(0, 199)))
                .isFalse();
        assertThat(address.sameButForElapsedTime(address.withLifetimes(99, 199)))
                .isFalse();
        assertThat(address.sameButForElapsedTime(address.withFlags(AddressFlags.TENTATIVE)))
                .isFalse();
    }

    @Test
    void theKeyTellsApartWhatTheKernelTellsApart() {
        var ipv4 = InterfaceAddress.of(3, inet("192.0.2.1"), 24);
        assertThat(ipv4.key())
                .isNotEqualTo(InterfaceAddress.of(3, inet("192.0.2.1"), 32).key());
        assertThat(ipv4.key()).isNotEqualTo(ipv4.withPeer(inet("192.0.2.2")).key());
        assertThat(ipv4.key()).isEqualTo(ipv4.withLabel("x").key());
        var ipv6 = InterfaceAddress.of(3, inet("2001:db8::1"), 64);
        assertThat(ipv6.key())
                .isEqualTo(InterfaceAddress.of(3, inet("2001:db8::1"), 128).key());
        assertThat(ipv6.key())
                .isNotEqualTo(InterfaceAddress.of(4, inet("2001:db8::1"), 64).key());
    }
}
