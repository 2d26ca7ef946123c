// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A classic BPF socket filter (Documentation/networking/filter.rst), made by {@link #builder()}.
 *
 * <p>Where offsets begin depends on the socket: at the IP header for raw IPv4 sockets, behind the IPv6 header for raw
 * IPv6 sockets, at the link-layer header for packet sockets of type RAW.
 */
public final class BpfProgram {
    /** One struct sock_filter. */
    private record Instruction(int code, int jumpTrue, int jumpFalse, int operand) {}

    private static final int INSTRUCTION_BYTES = 8;
    /** BPF_MAXINSNS. */
    private static final int MAXIMUM_INSTRUCTIONS = 4096;

    private static final int MAXIMUM_JUMP = 255;

    private final List<Instruction> instructions;

    private BpfProgram(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How many instructions it has, 1 to 4096. */
    public int size() {
        return instructions.size();
    }

    Scratch toNative() {
        var memory = Scratch.allocate(instructions.size() * INSTRUCTION_BYTES);
        for (int i = 0; i < instructions.size(); i++) {
            var instruction = instructions.get(i);
            memory.bytes()
                    .putShort(i * INSTRUCTION_BYTES, (short) instruction.code)
                    .put(i * INSTRUCTION_BYTES + 2, (byte) instruction.jumpTrue)
                    .put(i * INSTRUCTION_BYTES + 3, (byte) instruction.jumpFalse)
                    .putInt(i * INSTRUCTION_BYTES + 4, instruction.operand);
        }
        return memory;
    }

    /** One line per instruction: code, jumps, operand. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var instruction : instructions) {
            text.append("%#04x %d %d %#x%n"
                    .formatted(instruction.code, instruction.jumpTrue, instruction.jumpFalse, instruction.operand));
        }
        return text.toString();
    }

    /**
     * Writes instructions in order. Conditional jumps go forward only, to a label at most 255 instructions away: for long
     * lists of values use {@link #acceptIfEqual}, which needs no label.
     */
    public static final class Builder {
        private static final int LOAD_WORD = 0x20;
        private static final int LOAD_HALF = 0x28;
        private static final int LOAD_BYTE = 0x30;
        private static final int LOAD_WORD_INDEXED = 0x40;
        private static final int LOAD_HALF_INDEXED = 0x48;
        private static final int LOAD_BYTE_INDEXED = 0x50;
        private static final int LOAD_INDEX_HEADER_LENGTH = 0xb1;
        private static final int AND = 0x54;
        private static final int JUMP_EQUAL = 0x15;
        private static final int JUMP_GREATER_OR_EQUAL = 0x35;
        private static final int JUMP_ANY_BIT = 0x45;
        private static final int COPY_TO_INDEX = 0x07;
        private static final int JUMP_EQUAL_INDEX = 0x1d;
        private static final int RETURN = 0x06;
        private static final int WHOLE_PACKET = -1;

        private static final String NEXT = "";

        private record Pending(int code, int operand, String labelTrue, String labelFalse) {}

        private final List<Pending> pending = new ArrayList<>();
        private final Map<String, Integer> labels = new HashMap<>();

        private Builder() {}

        /** A = the 32 bits at the offset. A load beyond the packet's end rejects it. */
        public Builder loadWord(int offset) {
            return add(LOAD_WORD, offset);
        }

        /** A = the 16 bits at the offset. */
        public Builder loadHalf(int offset) {
            return add(LOAD_HALF, offset);
        }

        /** A = the byte at the offset. */
        public Builder loadByte(int offset) {
            return add(LOAD_BYTE, offset);
        }

        /** X = four times the low four bits of the byte at the offset: the length of an IPv4 header that begins there. */
        public Builder loadIndexHeaderLength(int offset) {
            return add(LOAD_INDEX_HEADER_LENGTH, offset);
        }

        /** A = the 32 bits at X + offset. */
        public Builder loadWordIndexed(int offset) {
            return add(LOAD_WORD_INDEXED, offset);
        }

        /** A = the 16 bits at X + offset. */
        public Builder loadHalfIndexed(int offset) {
            return add(LOAD_HALF_INDEXED, offset);
        }

        /** A = the byte at X + offset. */
        public Builder loadByteIndexed(int offset) {
            return add(LOAD_BYTE_INDEXED, offset);
        }

        /** A = A and mask. */
        public Builder and(int mask) {
            return add(AND, mask);
        }

        /** X = A. */
        public Builder copyToIndex() {
            return add(COPY_TO_INDEX, 0);
        }

        /** Jumps unless A and X are equal. */
        public Builder jumpUnlessEqualToIndex(String label) {
            return jump(JUMP_EQUAL_INDEX, 0, NEXT, label);
        }

        public Builder jumpIfEqual(int value, String label) {
            return jump(JUMP_EQUAL, value, label, NEXT);
        }

        public Builder jumpUnlessEqual(int value, String label) {
            return jump(JUMP_EQUAL, value, NEXT, label);
        }

        /** Unsigned comparison. */
        public Builder jumpIfAtLeast(int value, String label) {
            return jump(JUMP_GREATER_OR_EQUAL, value, label, NEXT);
        }

        /** Unsigned comparison. */
        public Builder jumpUnlessAtLeast(int value, String label) {
            return jump(JUMP_GREATER_OR_EQUAL, value, NEXT, label);
        }

        /** Jumps if A and the bits have one in common. */
        public Builder jumpIfAnyBit(int bits, String label) {
            return jump(JUMP_ANY_BIT, bits, label, NEXT);
        }

        /** Accepts the packet if A is the value, goes on otherwise. */
        public Builder acceptIfEqual(int value) {
            String behind = "behind " + pending.size();
            return jumpUnlessEqual(value, behind).accept().label(behind);
        }

        /** Names the next instruction. */
        public Builder label(String name) {
            if (labels.put(name, pending.size()) != null) {
                throw new IllegalStateException("label " + name + " is set twice");
            }
            return this;
        }

        /** Delivers the whole packet. */
        public Builder accept() {
            return add(RETURN, WHOLE_PACKET);
        }

        /** Drops the packet. */
        public Builder reject() {
            return add(RETURN, 0);
        }

        /**
         * The finished program.
         *
         * @throws IllegalStateException if it does not end in accept or reject, is too long, or a jump is too far, goes
         *     backwards or to a label that is not set
         */
        public BpfProgram build() {
            if (pending.isEmpty() || pending.getLast().code != RETURN || pending.size() > MAXIMUM_INSTRUCTIONS) {
                throw new IllegalStateException("a filter has 1 to 4096 instructions, the last accepts or rejects");
            }
            var instructions = new ArrayList<Instruction>(pending.size());
            for (int i = 0; i < pending.size(); i++) {
                var each = pending.get(i);
                instructions.add(new Instruction(
                        each.code, distance(i, each.labelTrue), distance(i, each.labelFalse), each.operand));
            }
            return new BpfProgram(List.copyOf(instructions));
        }

        private int distance(int from, String label) {
            if (label.equals(NEXT)) {
                return 0;
            }
            Integer target = labels.get(label);
            int distance = target == null ? -1 : target - from - 1;
            if (distance < 0 || distance > MAXIMUM_JUMP || target >= pending.size()) {
                throw new IllegalStateException("cannot jump from instruction " + from + " to label " + label);
            }
            return distance;
        }

        private Builder add(int code, int operand) {
            return jump(code, operand, NEXT, NEXT);
        }

        private Builder jump(int code, int operand, String labelTrue, String labelFalse) {
            pending.add(new Pending(code, operand, labelTrue, labelFalse));
            return this;
        }
    }
}
