// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import jnr.ffi.Pointer;

/**
 * A block of zeroed memory outside the heap, at an address that system calls can be given.
 *
 * <p>It lives as long as this object (or a view of its {@link #bytes()}) is reachable: whoever hands the address to
 * the kernel keeps this object in a field.
 */
public final class NativeMemory {
    private final ByteBuffer bytes;
    private final long address;

    private NativeMemory(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        address = Pointer.wrap(Libc.runtime(), bytes).address();
    }

    /** A block of this many bytes, all zero. */
    public static NativeMemory allocate(int size) {
        return new NativeMemory(size);
    }

    /** The whole block in native byte order; position and limit belong to the caller. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Where the block begins. */
    public long address() {
        return address;
    }

    /** The address of a part, checked against the block's size. */
    public long address(int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.capacity());
        return address + offset;
    }

    /** Bytes in the block. */
    public int size() {
        return bytes.capacity();
    }

    /** The zero-ended text that begins at the offset. */
    String textAt(int offset) {
        int end = offset;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - offset];
        bytes.get(offset, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
