// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jkeepalived.netlink.message.MessageFault.Kind;

/**
 * Walks over attributes: length 16 | type 16 | value, padded to 4 bytes. Their order means nothing; types that the
 * caller does not know are passed over.
 *
 * <p>A wrong length makes the value zero or empty and is remembered, also from nested attributes: ask {@link #fault()}
 * once at the end instead of after each value.
 */
public final class AttributeReader {
    private static final int HEADER_BYTES = 4;
    /** NLA_F_NESTED and NLA_F_NET_BYTEORDER share the field with the type. */
    private static final int TYPE_MASK = 0x3fff;

    private static final byte[] NOTHING = {};

    private final ByteBuffer buffer;
    private final AttributeReader outer;
    private final int end;
    private int following;
    private int type;
    private int value;
    private int length;
    private MessageFault fault;

    AttributeReader(ByteBuffer buffer, int from, int end) {
        this(buffer, from, end, null);
    }

    private AttributeReader(ByteBuffer buffer, int from, int end, AttributeReader outer) {
        this.buffer = buffer;
        this.following = from;
        this.end = end;
        this.outer = outer;
    }

    /** Goes to the next attribute. Returns false at the end and at an attribute whose length is wrong. */
    public boolean next() {
        int left = end - following;
        if (left <= 0) {
            return false;
        }
        int total = left < HEADER_BYTES ? 0 : Short.toUnsignedInt(buffer.getShort(following));
        if (total < HEADER_BYTES || total > left) {
            following = end;
            fail(new MessageFault(Kind.ATTRIBUTE_LENGTH, type, Math.max(total, HEADER_BYTES), left));
            return false;
        }
        type = buffer.getShort(following + 2) & TYPE_MASK;
        value = following + HEADER_BYTES;
        length = total - HEADER_BYTES;
        following += MessageReader.align(total);
        return true;
    }

    /** The current attribute's type, without the flags beside it. */
    public int type() {
        return type;
    }

    /** Bytes of the current value. */
    public int length() {
        return length;
    }

    public int unsigned8() {
        return require(1) ? Byte.toUnsignedInt(buffer.get(value)) : 0;
    }

    public int unsigned16() {
        return require(2) ? Short.toUnsignedInt(buffer.getShort(value)) : 0;
    }

    public int int32() {
        return int32(0);
    }

    /** A 32-bit field of a value that is a structure. */
    public int int32(int offset) {
        return require(offset + 4) ? buffer.getInt(value + offset) : 0;
    }

    public long unsigned32(int offset) {
        return Integer.toUnsignedLong(int32(offset));
    }

    /** The value's bytes, copied. */
    public byte[] bytes() {
        byte[] bytes = new byte[length];
        buffer.get(value, bytes);
        return bytes;
    }

    /** The value's bytes if there are exactly so many, empty (and a fault) otherwise. */
    public byte[] bytes(int expected) {
        if (length != expected) {
            fail(new MessageFault(Kind.VALUE_LENGTH, type, expected, length));
            return NOTHING;
        }
        return bytes();
    }

    /** The value as text up to its first zero byte. */
    public String text() {
        int textLength = 0;
        while (textLength < length && buffer.get(value + textLength) != 0) {
            textLength++;
        }
        byte[] bytes = new byte[textLength];
        buffer.get(value, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The attributes inside the current one. */
    public AttributeReader nested() {
        return new AttributeReader(buffer, value, value + length, this);
    }

    /** The first thing that was wrong here or inside, null if nothing was. */
    public MessageFault fault() {
        return fault;
    }

    private boolean require(int bytes) {
        if (length >= bytes) {
            return true;
        }
        fail(new MessageFault(Kind.VALUE_LENGTH, type, bytes, length));
        return false;
    }

    private void fail(MessageFault found) {
        for (var reader = this; reader != null; reader = reader.outer) {
            if (reader.fault == null) {
                reader.fault = found;
            }
        }
    }
}
