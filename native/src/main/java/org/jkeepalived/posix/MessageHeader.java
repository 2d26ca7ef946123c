// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** Offsets in struct mmsghdr, which is a struct msghdr and the number of bytes that it carried (64-bit Linux). */
final class MessageHeader {
    static final int NAME = 0;
    static final int NAME_LENGTH = 8;
    static final int VECTORS = 16;
    static final int VECTOR_COUNT = 24;
    static final int CONTROL = 32;
    static final int CONTROL_LENGTH = 40;
    static final int FLAGS = 48;
    static final int LENGTH = 56;
    static final int BYTES = 64;

    private MessageHeader() {}
}
