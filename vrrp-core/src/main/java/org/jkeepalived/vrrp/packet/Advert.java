// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A received advertisement: a reusable view over the packet's bytes, plus what the kernel said about its arrival.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |Version| Type  | Virtual Rtr ID|   Priority    |  Addr Count   |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * 2 |   Auth Type   |   Adver Int   |          Checksum             |  seconds
 * 3 |(rsvd) |     Max Adver Int     |          Checksum             |  centiseconds
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                         IP Address(es)                        |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * 2 |                 Authentication Data, 8 bytes                  |  IPv4 only
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Filled by {@link #readIpv4} or {@link #readIpv6}, which only see to it that the fixed fields are there; the rest is
 * checked by the router whose VRID it carries. It is valid until the buffer changes or it is filled again, allocates
 * nothing, and may be kept for the life of a socket.
 */
public final class Advert {
    /** Bytes of the fixed fields, in both versions. */
    public static final int HEADER_BYTES = 8;

    /** The only packet type. */
    public static final int TYPE_ADVERTISEMENT = 1;

    /** {@link #timeToLive()} when the kernel did not say. */
    public static final int TIME_TO_LIVE_UNKNOWN = -1;

    /** The largest count of addresses in one advert. */
    public static final int ADDRESS_COUNT_MAX = 255;

    private static final int IPV4_HEADER_BYTES_MIN = 20;
    private static final int PROTOCOL_AUTHENTICATION_HEADER = 51;
    /** RFC 4302 with the 12-byte HMAC-MD5-96 of RFC 2338 section 5.3.6.3. */
    private static final int AUTHENTICATION_HEADER_BYTES = 24;

    private final byte[] source = new byte[16];
    private final byte[] destination = new byte[16];

    private ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES);
    private int offset;
    private int length = HEADER_BYTES;
    private AddressFamily family = AddressFamily.IPV4;
    private int ipHeaderBytes;
    private int ipTotalLength;
    private boolean authenticationHeader;
    private int timeToLive = TIME_TO_LIVE_UNKNOWN;
    private int interfaceIndex;
    private long waitedNanos;

    /**
     * Reads a datagram of a raw IPv4 socket, IP header included, from the buffer's position to its limit. Neither changes.
     *
     * @param interfaceIndex the interface it arrived on, as in {@code IP_PKTINFO}
     * @return false if it is too short for the fixed fields, and then nothing else may be asked
     */
    public boolean readIpv4(ByteBuffer datagram, int interfaceIndex) {
        int start = datagram.position();
        int available = datagram.remaining();
        if (available < IPV4_HEADER_BYTES_MIN) {
            return false;
        }
        int headerBytes = (datagram.get(start) & 0x0f) * 4;
        boolean authenticated = datagram.get(start + 9) == PROTOCOL_AUTHENTICATION_HEADER;
        int skipped = headerBytes + (authenticated ? AUTHENTICATION_HEADER_BYTES : 0);
        if (headerBytes < IPV4_HEADER_BYTES_MIN || available < skipped + HEADER_BYTES) {
            return false;
        }
        packet = datagram;
        offset = start + skipped;
        length = available - skipped;
        family = AddressFamily.IPV4;
        ipHeaderBytes = headerBytes;
        ipTotalLength = u16(start + 2);
        authenticationHeader = authenticated;
        timeToLive = u8(start + 8);
        datagram.get(start + 12, source, 0, 4);
        datagram.get(start + 16, destination, 0, 4);
        this.interfaceIndex = interfaceIndex;
        waitedNanos = 0;
        return true;
    }

    /**
     * Reads a message of a raw IPv6 socket, which comes without IP header, from the buffer's position to its limit.
     *
     * @param source holds the 16 bytes of the sender's address from {@code sourceOffset} on (as in {@code sockaddr_in6})
     * @param destination holds the 16 bytes of the destination from {@code destinationOffset} on ({@code IPV6_PKTINFO})
     * @param hopLimit 0-255 ({@code IPV6_HOPLIMIT}), or {@link #TIME_TO_LIVE_UNKNOWN}
     * @param interfaceIndex the interface it arrived on
     * @return false if it is too short for the fixed fields, and then nothing else may be asked
     */
    public boolean readIpv6(
            ByteBuffer message,
            ByteBuffer source,
            int sourceOffset,
            ByteBuffer destination,
            int destinationOffset,
            int hopLimit,
            int interfaceIndex) {
        if (message.remaining() < HEADER_BYTES) {
            return false;
        }
        packet = message;
        offset = message.position();
        length = message.remaining();
        family = AddressFamily.IPV6;
        ipHeaderBytes = 0;
        ipTotalLength = length;
        authenticationHeader = false;
        timeToLive = hopLimit;
        source.get(sourceOffset, this.source);
        destination.get(destinationOffset, this.destination);
        this.interfaceIndex = interfaceIndex;
        waitedNanos = 0;
        return true;
    }

    /** Says how long the packet waited in the kernel until now; to be called after reading it, which sets 0. */
    public void waited(long nanos) {
        waitedNanos = nanos;
    }

    /** How long before now the packet came; 0 unless told. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** 0-15. */
    public int version() {
        return u8(offset) >>> 4;
    }

    /** 0-15; {@value #TYPE_ADVERTISEMENT} in every advert. */
    public int type() {
        return u8(offset) & 0x0f;
    }

    /** 0-255. */
    public int vrid() {
        return u8(offset + 1);
    }

    /** 0-255; 0 says that the master is leaving, 255 that it owns the addresses. */
    public int priority() {
        return u8(offset + 2);
    }

    /** 0-255. */
    public int addressCount() {
        return u8(offset + 3);
    }

    /** VRRPv2 only: 0-255. */
    public int authenticationType() {
        return u8(offset + 4);
    }

    /** The advertisement interval: whole seconds as centiseconds in VRRPv2, 0-4095 in VRRPv3. */
    public int intervalCentis() {
        return version() == 2 ? u8(offset + 5) * 100 : u16(offset + 4) & 0x0fff;
    }

    public AddressFamily family() {
        return family;
    }

    /** 0-255, or {@link #TIME_TO_LIVE_UNKNOWN}. */
    public int timeToLive() {
        return timeToLive;
    }

    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** Whether it was sent to a multicast address. */
    public boolean isMulticast() {
        return family == AddressFamily.IPV4 ? (destination[0] & 0xf0) == 0xe0 : destination[0] == (byte) 0xff;
    }

    /** The sender. Allocates. */
    public IpAddress source() {
        return IpAddress.of(source, family.addressBytes());
    }

    /** Where it was sent to. Allocates. */
    public IpAddress destination() {
        return IpAddress.of(destination, family.addressBytes());
    }

    /** Whether the sender has this address. */
    public boolean isFrom(IpAddress address) {
        return address.family() == family && address.sameAs(source);
    }

    /** Whether it was sent to this address. */
    public boolean isTo(IpAddress address) {
        return address.family() == family && address.sameAs(destination);
    }

    /** Negative, zero or positive as the sender's address is lower than, equal to or higher than this one. */
    public int compareSourceTo(IpAddress address) {
        return address.family() == family ? -address.compareTo(source) : 0;
    }

    /** The address at {@code index}, 0 to {@link #addressCount()} - 1, of a packet of correct length. Allocates. */
    public IpAddress address(int index) {
        byte[] bytes = new byte[family.addressBytes()];
        packet.get(offset + HEADER_BYTES + index * bytes.length, bytes);
        return IpAddress.of(bytes);
    }

    /** Whether one of the addresses of a packet of correct length is this one. */
    public boolean contains(IpAddress address) {
        for (int i = 0; i < addressCount(); i++) {
            if (hasAddressAt(i, address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the address at {@code index}, 0 to {@link #addressCount()} - 1, is this one. */
    public boolean hasAddressAt(int index, IpAddress address) {
        int addressBytes = family.addressBytes();
        int at = offset + HEADER_BYTES + index * addressBytes;
        int same = 0;
        if (address.family() == family) {
            while (same < addressBytes && packet.get(at + same) == address.byteAt(same)) {
                same++;
            }
        }
        return same == addressBytes;
    }

    /** Whether an IPsec authentication header stands before the message. */
    public boolean hasAuthenticationHeader() {
        return authenticationHeader;
    }

    /** Bytes received, as keepalived logs them: with the IP header for IPv4, without it for IPv6. */
    public int receivedLength() {
        return ipHeaderBytes + (authenticationHeader ? AUTHENTICATION_HEADER_BYTES : 0) + length;
    }

    /** Bytes that should have been received by the address count, counted like {@link #receivedLength()}. */
    public int expectedLength() {
        return receivedLength() - length + messageLength();
    }

    /** The total length in the IPv4 header; for IPv6 what was received. */
    public int ipTotalLength() {
        return ipTotalLength;
    }

    /** Whether the VRRPv2 authentication data of a packet of correct length are those of {@code authentication}. */
    public boolean isAuthenticatedBy(Authentication authentication) {
        return authentication.matches(packet, offset + messageLength() - Authentication.FIELD_BYTES);
    }

    /**
     * Whether the checksum of a packet of correct length is right.
     *
     * <p>VRRPv2 sums the message. VRRPv3 over IPv6 adds the pseudo-header. For VRRPv3 over IPv4 RFC 5798 was read both
     * ways and RFC 9568 settled for the message alone, while keepalived sends the pseudo-header form: both are accepted.
     */
    public boolean hasValidChecksum() {
        int messageLength = messageLength();
        long sum = InternetChecksum.sum(packet, offset, messageLength);
        boolean plain = InternetChecksum.verifies(sum);
        if (family == AddressFamily.IPV4 && (plain || version() == 2)) {
            return plain;
        }
        return InternetChecksum.verifies(
                sum + InternetChecksum.pseudoHeaderSum(source, destination, family, messageLength));
    }

    /** Copies the sender's address bytes, 4 or 16, to the start of an array of 16. */
    public void copySourceTo(byte[] target) {
        System.arraycopy(source, 0, target, 0, family.addressBytes());
    }

    /** Whether the sender's address bytes are at the start of an array of 16. */
    public boolean isFrom(byte[] address) {
        int addressBytes = family.addressBytes();
        return Arrays.equals(source, 0, addressBytes, address, 0, addressBytes);
    }

    private int messageLength() {
        boolean authenticationField = family == AddressFamily.IPV4 && version() == 2;
        return HEADER_BYTES
                + addressCount() * family.addressBytes()
                + (authenticationField ? Authentication.FIELD_BYTES : 0);
    }

    private int u8(int index) {
        return packet.get(index) & 0xff;
    }

    private int u16(int index) {
        return u8(index) << 8 | u8(index + 1);
    }

    @Override
    public String toString() {
        return "advert of " + source() + ": version " + version() + ", VRID " + vrid() + ", priority " + priority()
                + ", interval " + intervalCentis() + " cs, " + addressCount() + " addresses, TTL " + timeToLive;
    }
}
