// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Native memory for one system call: try-with-resources keeps it from the collector until the call has returned, which an
 * address alone, being a number, does not.
 */
final class Scratch implements AutoCloseable {
    private final NativeMemory memory;
    private long address;

    private Scratch(int size) {
        memory = NativeMemory.allocate(size);
        address = memory.address();
    }

    /** Zeroed memory of this many bytes. */
    static Scratch allocate(int size) {
        return new Scratch(size);
    }

    /** The text as C has it: UTF-8, ended by a zero byte. */
    static Scratch ofText(Object text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        var scratch = allocate(bytes.length + 1);
        scratch.bytes().put(0, bytes);
        return scratch;
    }

    static Scratch ofBytes(byte[] content) {
        var scratch = allocate(content.length);
        scratch.bytes().put(0, content);
        return scratch;
    }

    /** Pointers to texts, ended by a null pointer, as argv is; then the texts. */
    static Scratch ofTexts(List<String> texts) {
        var encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int next = (texts.size() + 1) * Long.BYTES;
        var scratch = allocate(
                next + encoded.stream().mapToInt(bytes -> bytes.length + 1).sum());
        for (int i = 0; i < encoded.size(); i++) {
            scratch.bytes().putLong(i * Long.BYTES, scratch.address() + next);
            scratch.bytes().put(next, encoded.get(i));
            next += encoded.get(i).length + 1;
        }
        return scratch;
    }

    long address() {
        return address;
    }

    int size() {
        return memory.size();
    }

    ByteBuffer bytes() {
        return memory.bytes();
    }

    int intAt(int offset) {
        return memory.bytes().getInt(offset);
    }

    long longAt(int offset) {
        return memory.bytes().getLong(offset);
    }

    /** The zero-ended text that a pointer into this memory leads to. */
    String textBehind(long pointer) {
        return memory.textAt(Math.toIntExact(pointer - memory.address()));
    }

    @Override
    public void close() {
        try {
            address = 0; // whoever still uses it gets EFAULT
        } finally {
            Reference.reachabilityFence(memory);
        }
    }
}
