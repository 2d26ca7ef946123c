// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes messages one behind the other into a buffer, with lengths and padding filled in.
 *
 * <p>Between {@link #begin} and {@link #end} come the family's header and then attributes. A buffer that is too small
 * throws {@link java.nio.BufferOverflowException}: requests have bounded size, so that is a mistake of the program.
 */
public final class MessageWriter {
    private static final int NESTED = 0x8000;

    private final ByteBuffer buffer;
    private int message = -1;

    /** Writes from the buffer's position on; sets native byte order. */
    public MessageWriter(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.nativeOrder());
    }

    /** Begins a message. */
    public MessageWriter begin(int type, int flags, int sequence) {
        if (message >= 0) {
            throw new IllegalStateException("the message before is not ended");
        }
        message = buffer.position();
        buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence);
        buffer.putInt(0); // the port: the kernel knows the sender
        return this;
    }

    /** Ends the message. */
    public void end() {
        buffer.putInt(message, buffer.position() - message);
        pad();
        message = -1;
    }

    /** Bytes written since the buffer's beginning. */
    public int length() {
        return buffer.position();
    }

    /** Bytes that still fit. */
    public int remaining() {
        return buffer.remaining();
    }

    /** Forgets all that was written. */
    public void clear() {
        buffer.clear();
        message = -1;
    }

    public MessageWriter unsigned8(int value) {
        buffer.put((byte) value);
        return this;
    }

    public MessageWriter unsigned16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    public MessageWriter int32(int value) {
        buffer.putInt(value);
        return this;
    }

    public MessageWriter attribute(int type, byte[] value) {
        attributeHeader(type, value.length).put(value);
        return pad();
    }

    public MessageWriter attribute8(int type, int value) {
        attributeHeader(type, 1).put((byte) value);
        return pad();
    }

    public MessageWriter attribute32(int type, int value) {
        attributeHeader(type, 4).putInt(value);
        return this;
    }

    /** A text with the zero byte behind it that the kernel's NLA_STRING and NLA_NUL_STRING both take. */
    public MessageWriter attributeText(int type, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        attributeHeader(type, bytes.length + 1).put(bytes).put((byte) 0);
        return pad();
    }

    /** Begins an attribute of attributes and returns what {@link #endNested} needs. */
    public int beginNested(int type) {
        int at = buffer.position();
        attributeHeader(type | NESTED, 0);
        return at;
    }

    public MessageWriter endNested(int begun) {
        buffer.putShort(begun, (short) (buffer.position() - begun));
        return this;
    }

    private ByteBuffer attributeHeader(int type, int valueBytes) {
        return buffer.putShort((short) (valueBytes + 4)).putShort((short) type);
    }

    private MessageWriter pad() {
        // Lengths count from the message's beginning, which is aligned itself.
        while ((buffer.position() & 3) != 0) {
            buffer.put((byte) 0);
        }
        return this;
    }
}
