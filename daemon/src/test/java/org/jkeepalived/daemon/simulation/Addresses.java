// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jkeepalived.vrrp.packet.IpAddress;

/** IPv4 addresses by their text, each made once. */
final class Addresses {
    private static final Map<String, InetAddress> BY_TEXT = new ConcurrentHashMap<>();

    private static final Map<InetAddress, IpAddress> IPS = new ConcurrentHashMap<>();

    private Addresses() {}

    static InetAddress of(String text) {
        return BY_TEXT.computeIfAbsent(text, Addresses::parse);
    }

    private static InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new AssertionError(text, e);
        }
    }

    static int network(InetAddress address, int prefixLength) {
        int bits = ByteBuffer.wrap(address.getAddress()).getInt();
        return prefixLength == 0 ? 0 : bits >>> (32 - prefixLength);
    }

    static IpAddress ip(InetAddress address) {
        return IPS.computeIfAbsent(address, IpAddress::of);
    }
}
