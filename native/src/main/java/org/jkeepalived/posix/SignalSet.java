// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/**
 * A set of signal numbers.
 *
 * @param bits bit {@code n - 1} stands for signal n, 1 to 64
 */
public record SignalSet(long bits) {
    public static final SignalSet EMPTY = new SignalSet(0);
    public static final SignalSet ALL = new SignalSet(-1L);

    /** sizeof(sigset_t) in glibc; the kernel uses the first eight bytes. */
    private static final int SIGSET_BYTES = 128;

    public static SignalSet of(int... signals) {
        long bits = 0;
        for (int signal : signals) {
            bits |= bit(signal);
        }
        return new SignalSet(bits);
    }

    public boolean contains(int signal) {
        return (bits & bit(signal)) != 0;
    }

    public boolean containsAll(SignalSet others) {
        return (others.bits & ~bits) == 0;
    }

    public SignalSet without(SignalSet others) {
        return new SignalSet(bits & ~others.bits);
    }

    public SignalSet intersect(SignalSet others) {
        return new SignalSet(bits & others.bits);
    }

    private static long bit(int signal) {
        if (signal < 1 || signal > 64) {
            throw new IllegalArgumentException("signal " + signal + " is outside 1-64");
        }
        return 1L << (signal - 1);
    }

    Scratch toNative() {
        var set = Scratch.allocate(SIGSET_BYTES);
        set.bytes().putLong(0, bits);
        return set;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        for (int signal = 1; signal <= 64; signal++) {
            if (contains(signal)) {
                text.append(text.length() > 1 ? " " : "").append(Signals.name(signal));
            }
        }
        return text.append('}').toString();
    }
}
