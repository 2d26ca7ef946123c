// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignalTest {
    /** __NR_tgkill. */
    private static final long TGKILL = System.getProperty("os.arch").equals("aarch64") ? 131 : 234;

    @Test
    void namesAreThoseOfTheManual() {
        assertThat(Signals.name(Signals.HUP)).isEqualTo("HUP");
        assertThat(Signals.name(36)).isEqualTo("RTMIN+2");
        assertThat(Signals.name(63)).isEqualTo("RTMAX-1");
        assertThat(Signals.name(99)).isEqualTo("99");
        assertThat(SignalSet.of(1, 15, 64)).hasToString("{HUP TERM RTMAX}");
    }

    @Test
    void theThreadsMaskIsChangedAndReported() throws PosixException {
        var wanted = SignalSet.of(Signals.RTMIN + 5, Signals.RTMIN + 6);
        Signals.block(SignalSet.of(Signals.RTMIN + 5));
        try {
            assertThat(Signals.blocked().intersect(wanted)).isEqualTo(SignalSet.of(Signals.RTMIN + 5));
            assertThat(wanted.without(Signals.blocked())).isEqualTo(SignalSet.of(Signals.RTMIN + 6));
        } finally {
            Signals.unblock(SignalSet.of(Signals.RTMIN + 5));
        }
        assertThat(Signals.blocked().contains(Signals.RTMIN + 5)).isFalse();
    }

    @Test
    void aBlockedSignalIsReadWithItsSender() throws Exception {
        var signal = SignalSet.of(Signals.RTMIN + 7);
        Signals.block(signal);
        // The virtual machine's other threads do not block it: only a signal to this very thread is safe here.
        try (var signals = SignalFd.open(signal)) {
            assertThat(signals.next()).isZero();
            assertThat(ProcessCalls.C.syscall(
                            TGKILL, CurrentProcess.id(), CurrentProcess.threadId(), Signals.RTMIN + 7, 0))
                    .isZero();
            assertThat(signals.awaitReadable(Duration.ofSeconds(5))).isTrue();
            assertThat(signals.next()).isEqualTo(Signals.RTMIN + 7);
            assertThat(signals.senderProcess()).isEqualTo(CurrentProcess.id());
            assertThat(signals.next()).isZero();
        } finally {
            Signals.unblock(signal);
        }
    }
}
