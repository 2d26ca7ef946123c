// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A frame with one advert, right in everything that a test does not make wrong. Starts as the match of {@link Router}'s defaults. */
final class AdvertBuilder {
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;

    private InetAddress source;
    private InetAddress destination;
    private String sourceMac = "02:00:00:00:00:fe";
    private String destinationMac = "";
    private int timeToLive = 255;
    private int version = 3;
    private int type = 1;
    private int vrid = 51;
    private int priority = 200;
    private int interval = 10;
    private int authenticationType;
    private byte[] authenticationData = new byte[8];
    private List<InetAddress> addresses;
    private int count = -1;
    private int checksumError;
    private boolean pseudoHeader = true;
    private byte[] trailer = {};
    private int length = -1;

    /** Of a router with this address, to the multicast group of its family. */
    AdvertBuilder(String source) {
        this.source = InetAddress.ofLiteral(source);
        boolean ipv4 = this.source.getAddress().length == 4;
        destination = InetAddress.ofLiteral(ipv4 ? "224.0.0.18" : "ff02::12");
        addresses = List.of(InetAddress.ofLiteral(ipv4 ? Router.VIP4 : Router.VIP6));
    }

    AdvertBuilder destination(String value, String mac) {
        destination = InetAddress.ofLiteral(value);
        destinationMac = mac;
        return this;
    }

    AdvertBuilder timeToLive(int value) {
        timeToLive = value;
        return this;
    }

    /** Version 2 counts its interval in seconds, so this sets the interval to 1 s in either. */
    AdvertBuilder version(int value) {
        version = value;
        interval = value == 2 ? 1 : 100;
        return this;
    }

    AdvertBuilder type(int value) {
        type = value;
        return this;
    }

    AdvertBuilder vrid(int value) {
        vrid = value;
        return this;
    }

    AdvertBuilder priority(int value) {
        priority = value;
        return this;
    }

    /** As on the wire: seconds in version 2, centiseconds in version 3. */
    AdvertBuilder interval(int value) {
        interval = value;
        return this;
    }

    AdvertBuilder authentication(int authenticationType, String password) {
        this.authenticationType = authenticationType;
        authenticationData = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8);
        return this;
    }

    AdvertBuilder addresses(String... values) {
        addresses = Stream.of(values).map(InetAddress::ofLiteral).toList();
        return this;
    }

    /** The count field, when it is not the number of addresses. */
    AdvertBuilder count(int value) {
        count = value;
        return this;
    }

    AdvertBuilder wrongChecksum() {
        checksumError = 1;
        return this;
    }

    /** Version 3 over IPv4 as RFC 9568 reads it: the checksum without a pseudo-header. */
    AdvertBuilder checksumWithoutPseudoHeader() {
        pseudoHeader = false;
        return this;
    }

    AdvertBuilder trailer(int bytes) {
        trailer = new byte[bytes];
        return this;
    }

    /** Cuts the VRRP message after this many bytes; the IP header agrees. */
    AdvertBuilder length(int bytes) {
        length = bytes;
        return this;
    }

    byte[] build() {
        byte[] message = message();
        boolean ipv4 = source.getAddress().length == 4;
        byte[] header = ipv4 ? ipv4Header(message.length) : ipv6Header(message.length);
        return ByteBuffer.allocate(14 + header.length + message.length)
                .put(mac(destinationMac.isEmpty() ? multicastMac() : destinationMac))
                .put(mac(sourceMac))
                .putShort((short) (ipv4 ? Frame.ETHERTYPE_IPV4 : Frame.ETHERTYPE_IPV6))
                .put(header)
                .put(message)
                .array();
    }

    private byte[] message() {
        int addressBytes = source.getAddress().length;
        int authenticationBytes = version == 2 ? authenticationData.length : 0;
        ByteBuffer buffer =
                ByteBuffer.allocate(8 + addresses.size() * addressBytes + authenticationBytes + trailer.length);
        buffer.put((byte) (version << 4 | type))
                .put((byte) vrid)
                .put((byte) priority)
                .put((byte) (count < 0 ? addresses.size() : count));
        if (version == 2) {
            buffer.put((byte) authenticationType).put((byte) interval);
        } else {
            buffer.putShort((short) interval);
        }
        buffer.putShort((short) 0);
        addresses.forEach(address -> buffer.put(address.getAddress()));
        if (version == 2) {
            buffer.put(authenticationData);
        }
        buffer.put(trailer);
        byte[] message = buffer.array();
        byte[] before = version == 2 || !pseudoHeader
                ? new byte[0]
                : InternetChecksum.pseudoHeader(source, destination, message.length);
        buffer.putShort(6, (short) (InternetChecksum.of(before, message) ^ checksumError));
        return length < 0 ? message : Arrays.copyOf(message, length);
    }

    private byte[] ipv4Header(int messageBytes) {
        ByteBuffer header = ByteBuffer.allocate(IPV4_HEADER_BYTES)
                .put((byte) 0x45)
                .put((byte) 0xc0)
                .putShort((short) (IPV4_HEADER_BYTES + messageBytes))
                .putInt(0)
                .put((byte) timeToLive)
                .put((byte) Frame.PROTOCOL_VRRP)
                .putShort((short) 0)
                .put(source.getAddress())
                .put(destination.getAddress());
        return header.putShort(10, (short) InternetChecksum.of(header.array())).array();
    }

    private byte[] ipv6Header(int messageBytes) {
        return ByteBuffer.allocate(IPV6_HEADER_BYTES)
                .putInt(0x6c00_0000)
                .putShort((short) messageBytes)
                .put((byte) Frame.PROTOCOL_VRRP)
                .put((byte) timeToLive)
                .put(source.getAddress())
                .put(destination.getAddress())
                .array();
    }

    private String multicastMac() {
        byte[] group = destination.getAddress();
        String tail = HexFormat.ofDelimiter(":").formatHex(group, group.length - 4, group.length);
        return group.length == 4 ? "01:00:5e:" + tail.substring(3) : "33:33:" + tail;
    }

    private static byte[] mac(String text) {
        return HexFormat.ofDelimiter(":").parseHex(text);
    }
}
