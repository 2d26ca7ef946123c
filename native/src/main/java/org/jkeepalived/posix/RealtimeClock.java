// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/**
 * CLOCK_REALTIME in nanoseconds without allocation, to compare with the kernel's receive timestamps. For one thread.
 */
public final class RealtimeClock {
    private static final int CLOCK_REALTIME = 0;

    private final NativeMemory timespec = NativeMemory.allocate(16);

    /** Nanoseconds since 1970-01-01T00:00:00Z. */
    public long nanos() {
        if (DescriptorCalls.C.clock_gettime(CLOCK_REALTIME, timespec.address()) != 0) {
            throw new IllegalStateException("clock_gettime(CLOCK_REALTIME) failed");
        }
        return timespec.bytes().getLong(0) * 1_000_000_000L + timespec.bytes().getLong(8);
    }
}
