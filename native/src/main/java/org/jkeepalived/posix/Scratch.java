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
    /** What the memory points to. */
    private final List<Scratch> others;

    private Scratch(int size, List<Scratch> others) {
        memory = NativeMemory.allocate(size);
        address = memory.address();
        this.others = others;
    }

    /** Zeroed memory of this many bytes. */
    static Scratch allocate(int size) {
        return new Scratch(size, List.of());
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

    /** Pointers to texts, ended by a null pointer, as argv is. */
    static Scratch ofTexts(List<String> texts) {
        var blocks = texts.stream().map(Scratch::ofText).toList();
        var scratch = new Scratch((blocks.size() + 1) * Long.BYTES, blocks);
        for (int i = 0; i < blocks.size(); i++) {
            scratch.bytes().putLong(i * Long.BYTES, blocks.get(i).address());
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
            Reference.reachabilityFence(others);
            Reference.reachabilityFence(memory);
        }
    }
}
