// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/** What a rule does with packets that it matches; linux/fib_rules.h FR_ACT_*. */
public sealed interface RuleAction {

    /** FR_ACT_*, for the header of a rule message. */
    int kernelNumber();

    /**
     * {@code table}, {@code lookup}.
     *
     * @param table 1 to 4294967295
     */
    record ToTable(long table) implements RuleAction {
        @Override
        public int kernelNumber() {
            return 1;
        }
    }

    /** {@code l3mdev}: the table of the packet's VRF. */
    record ToVrfTable() implements RuleAction {
        @Override
        public int kernelNumber() {
            return 1;
        }
    }

    /**
     * {@code goto}: on to another rule.
     *
     * @param priority the other rule's, above one's own
     */
    record GoTo(long priority) implements RuleAction {
        @Override
        public int kernelNumber() {
            return 2;
        }
    }

    /** Those that need no argument. */
    enum Simple implements RuleAction {
        NOP(3),
        BLACKHOLE(6),
        UNREACHABLE(7),
        PROHIBIT(8);

        private final int number;

        Simple(int number) {
            this.number = number;
        }

        @Override
        public int kernelNumber() {
            return number;
        }
    }
}
