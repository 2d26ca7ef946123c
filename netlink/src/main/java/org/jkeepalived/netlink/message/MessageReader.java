// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jkeepalived.netlink.message.MessageFault.Kind;

/**
 * Walks over the messages of one received datagram.
 *
 * <pre>
 *  struct nlmsghdr: length 32 | type 16 | flags 16 | sequence 32 | port 32 | payload, padded to 4 bytes
 * </pre>
 *
 * Wrong lengths end the walk and are told by {@link #fault()}. A reader is reused by {@link #over}.
 */
public final class MessageReader {
    static final int HEADER_BYTES = 16;

    private ByteBuffer datagram = ByteBuffer.allocate(0);
    private int at;
    private int following;
    private int end;
    private MessageFault fault;

    /** Begins anew with the bytes between position and limit, which are not consumed; sets native byte order. */
    public MessageReader over(ByteBuffer bytes) {
        datagram = bytes.order(ByteOrder.nativeOrder());
        following = bytes.position();
        end = bytes.limit();
        fault = null;
        return this;
    }

    /** Goes to the next message. Returns false at the end and at a message whose length is wrong. */
    public boolean next() {
        int left = end - following;
        if (left <= 0 || fault != null) {
            return false;
        }
        if (left < HEADER_BYTES) {
            fault = new MessageFault(Kind.MESSAGE_LENGTH, 0, HEADER_BYTES, left);
            return false;
        }
        at = following;
        int length = datagram.getInt(at);
        if (length < HEADER_BYTES || length > left) {
            fault = new MessageFault(Kind.MESSAGE_LENGTH, type(), Math.max(length, HEADER_BYTES), left);
            return false;
        }
        following = at + align(length);
        return true;
    }

    /** Why {@link #next()} ended early, or null if it did not. */
    public MessageFault fault() {
        return fault;
    }

    /** See {@link MessageType}. */
    public int type() {
        return Short.toUnsignedInt(datagram.getShort(at + 4));
    }

    /** See {@link MessageFlags}. */
    public int flags() {
        return Short.toUnsignedInt(datagram.getShort(at + 6));
    }

    public boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    public int sequence() {
        return datagram.getInt(at + 8);
    }

    /** The port of the socket whose request this answers or whose request caused it; 0 for the kernel's own. */
    public int port() {
        return datagram.getInt(at + 12);
    }

    /** Bytes behind the message's header. */
    public int payloadLength() {
        return datagram.getInt(at) - HEADER_BYTES;
    }

    /** The fault of a payload that is too short for its family's header, null if it is long enough. */
    public MessageFault requirePayload(int bytes) {
        return payloadLength() >= bytes ? null : new MessageFault(Kind.SHORT_PAYLOAD, type(), bytes, payloadLength());
    }

    public int unsigned8(int offset) {
        return Byte.toUnsignedInt(datagram.get(at + HEADER_BYTES + offset));
    }

    public int unsigned16(int offset) {
        return Short.toUnsignedInt(datagram.getShort(at + HEADER_BYTES + offset));
    }

    public int int32(int offset) {
        return datagram.getInt(at + HEADER_BYTES + offset);
    }

    /** The attributes behind a family header of this many bytes, which {@link #requirePayload} has checked. */
    public AttributeReader attributes(int familyHeaderBytes) {
        int from = at + HEADER_BYTES + align(familyHeaderBytes);
        return new AttributeReader(datagram, from, at + HEADER_BYTES + payloadLength());
    }

    static int align(int bytes) {
        return (bytes + 3) & ~3;
    }
}
