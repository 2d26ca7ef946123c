// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.ByteBuffer;

/** struct cmsghdr (cmsg(3)): length with header as 64 bits, level, type, data; the next begins 8-byte aligned. */
final class ControlMessage {
    static final int HEADER_BYTES = 16;
    static final int LEVEL = 8;
    static final int TYPE = 12;

    private ControlMessage() {}

    static void putHeader(ByteBuffer memory, int at, int level, int type, int dataBytes) {
        memory.putLong(at, HEADER_BYTES + dataBytes);
        memory.putInt(at + LEVEL, level);
        memory.putInt(at + TYPE, type);
    }

    /** Bytes that a message with this much data takes in the buffer. */
    static int space(int dataBytes) {
        return HEADER_BYTES + align(dataBytes);
    }

    static int align(int bytes) {
        return (bytes + 7) & ~7;
    }
}
