// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes advertisements. What an advert says changes only with the configuration, the priority or the primary address, so
 * the bytes are made then and sent as they are.
 *
 * @param family the address family of the addresses and of the packet
 * @param version 2 or 3
 * @param vrid 1-255
 * @param intervalCentis 1-4095; for version 2 a multiple of 100 up to 25500
 * @param addresses in the order of the configuration, at most 255 of that family
 * @param authentication for version 2; {@link Authentication#NONE} for version 3
 * @param checksumAsV2 version 3 over IPv4: leave the pseudo-header out of the checksum, as RFC 9568 wants and keepalived
 *     does with {@code v3_checksum_as_v2}
 */
public record AdvertEncoder(
        AddressFamily family,
        int version,
        int vrid,
        int intervalCentis,
        List<IpAddress> addresses,
        Authentication authentication,
        boolean checksumAsV2) {

    /**
     * @throws IllegalArgumentException if a value is outside its range, or an address of the other family
     */
    public AdvertEncoder {
        addresses = List.copyOf(addresses);
        require(version == 2 || version == 3, "version", version);
        require(vrid >= 1 && vrid <= 255, "VRID", vrid);
        require(
                version == 3
                        ? intervalCentis >= 1 && intervalCentis <= 4095
                        : intervalCentis >= 100 && intervalCentis <= 25500 && intervalCentis % 100 == 0,
                "advertisement interval in centiseconds",
                intervalCentis);
        require(addresses.size() <= Advert.ADDRESS_COUNT_MAX, "number of addresses", addresses.size());
        for (IpAddress address : addresses) {
            if (address.family() != family) {
                throw new IllegalArgumentException(address + " is no " + family + " address");
            }
        }
    }

    /** Bytes of the VRRP message, without IP header. */
    public int length() {
        return Advert.HEADER_BYTES
                + addresses.size() * family.addressBytes()
                + (hasAuthenticationField() ? Authentication.FIELD_BYTES : 0);
    }

    /**
     * Appends one VRRP message (without IP header) at the buffer's position and advances it by {@link #length()}.
     *
     * <p>Source and destination go into the pseudo-header of version 3, so unicast peers need a message each. The
     * checksum is always complete, also for IPv6, where a socket with {@code IPV6_CHECKSUM} would only repeat it.
     *
     * @param priority 0-255
     */
    public void encode(int priority, IpAddress source, IpAddress destination, ByteBuffer out) {
        require(priority >= 0 && priority <= 255, "priority", priority);
        int start = out.position();
        out.put((byte) (version << 4 | Advert.TYPE_ADVERTISEMENT));
        out.put((byte) vrid);
        out.put((byte) priority);
        out.put((byte) addresses.size());
        if (version == 2) {
            out.put((byte) authentication.type());
            out.put((byte) (intervalCentis / 100));
        } else {
            out.put((byte) (intervalCentis >>> 8));
            out.put((byte) intervalCentis);
        }
        out.put((byte) 0);
        out.put((byte) 0);
        for (IpAddress address : addresses) {
            address.writeTo(out);
        }
        if (hasAuthenticationField()) {
            authentication.writeTo(out);
        }
        int length = out.position() - start;
        long sum = InternetChecksum.sum(out, start, length);
        if (family == AddressFamily.IPV6 || (version == 3 && !checksumAsV2)) {
            sum += InternetChecksum.pseudoHeaderSum(source.toBytes(), destination.toBytes(), family, length);
        }
        int checksum = InternetChecksum.fold(sum);
        out.put(start + 6, (byte) (checksum >>> 8));
        out.put(start + 7, (byte) checksum);
    }

    private boolean hasAuthenticationField() {
        return version == 2 && family == AddressFamily.IPV4;
    }

    private static void require(boolean condition, String what, int value) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of range: " + value);
        }
    }
}
