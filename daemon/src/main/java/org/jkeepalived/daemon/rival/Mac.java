// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Ethernet addresses as the low 48 bits of a number: they compare, and need no object. */
final class Mac {
    static final int BYTES = 6;

    private Mac() {}

    static long of(byte[] bytes) {
        return get(ByteBuffer.wrap(bytes), 0);
    }

    /** Reads six bytes of a big-endian buffer. */
    static long get(ByteBuffer buffer, int at) {
        return Short.toUnsignedLong(buffer.getShort(at)) << 32 | Integer.toUnsignedLong(buffer.getInt(at + 2));
    }

    static void put(ByteBuffer buffer, int at, long mac) {
        buffer.putShort(at, (short) (mac >>> 32)).putInt(at + 2, (int) mac);
    }

    /** As {@code 02:00:5e:00:01:33}. */
    static String text(long mac) {
        return HexFormat.ofDelimiter(":").formatHex(bytes(mac));
    }

    static byte[] bytes(long mac) {
        byte[] bytes = new byte[BYTES];
        put(ByteBuffer.wrap(bytes), 0, mac);
        return bytes;
    }
}
