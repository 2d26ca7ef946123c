// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Bytes written as annotated hexadecimal groups: what follows a # on a line is a comment. */
public final class Hex {
    private Hex() {}

    public static byte[] bytes(String annotated) {
        String digits = annotated
                .lines()
                .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(digits);
    }

    /** A reader that stands on the first message. */
    public static MessageReader message(String annotated) {
        var reader = new MessageReader().over(ByteBuffer.wrap(bytes(annotated)));
        if (!reader.next()) {
            throw new AssertionError("no message: " + reader.fault());
        }
        return reader;
    }

    /** What a request writes with this sequence. */
    public static byte[] written(NetlinkRequest request, int sequence) {
        var buffer = ByteBuffer.allocate(NetlinkRequest.MAXIMUM_BYTES);
        var writer = new MessageWriter(buffer);
        request.write(writer, sequence);
        byte[] bytes = new byte[writer.length()];
        buffer.get(0, bytes);
        return bytes;
    }
}
