// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.jkeepalived.posix.CurrentProcess;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.testing.Requirements;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.Test;

/** The kernel of this machine, whose processes are watched and not touched. */
class ProcessConnectorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RecordingProcessListener events = new RecordingProcessListener();

    /** A connector that is acknowledged, or the test is skipped. */
    private ProcessConnector open() throws PosixException {
        Requirements.requireRoot();
        ProcessConnector connector;
        try {
            connector = ProcessConnector.open();
        } catch (PosixException refused) {
            Requirements.require(false, "the process connector: " + refused.getMessage());
            throw refused;
        }
        if (!reads(connector, "acknowledged 0", Duration.ofSeconds(1))) {
            connector.close();
            Requirements.require(false, "a process connector that answers");
        }
        return connector;
    }

    private boolean reads(ProcessConnector connector, String event, Duration patience) throws PosixException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (!events.has(event) && System.nanoTime() - deadlineNanos < 0) {
            if (connector.descriptor().awaitReadable(Duration.ofMillis(100))) {
                connector.onReadable(events);
            }
        }
        return events.has(event);
    }

    @Test
    void theLifeOfAProcessIsToldFromForkToExit() throws Exception {
        try (var connector = open()) {
            var shell = new ProcessBuilder("sh", "-c", "printf renamed > /proc/self/comm; read _").start();
            long pid = shell.pid();
            assertThat(reads(connector, "executed " + pid, PATIENCE)).isTrue();
            assertThat(reads(connector, "renamed " + pid, PATIENCE)).isTrue();
            shell.getOutputStream().close();
            assertThat(reads(connector, "exited " + pid, PATIENCE)).isTrue();
            var told = events.taken().stream()
                    .filter(event -> event.endsWith(" " + pid))
                    .map(event -> event.substring(0, event.indexOf(' ')))
                    .distinct() // Java starts children through a helper program
                    .toList();
            assertThat(told).containsExactly("forked", "executed", "renamed", "exited");
        }
    }

    @Test
    void threadsAreFilteredInTheKernel() throws Exception {
        try (var connector = open()) {
            var first = new int[1];
            var thread = new Thread(() -> first[0] = CurrentProcess.threadId(), "renamed-thread");
            thread.start();
            thread.join();
            int self = CurrentProcess.id();
            // What comes behind the thread's end shows that its events would have come before.
            var end = new ProcessBuilder("true").start();
            assertThat(reads(connector, "exited " + end.pid(), PATIENCE)).isTrue();
            assertThat(events.taken())
                    .doesNotContain("exited " + first[0], "renamed " + first[0], "forked " + self + " " + first[0]);
        }
    }

    @Test
    void lostEventsAreReportedAndEventsGoOn() throws Exception {
        try (var connector = open()) {
            connector.setReceiveBuffer(2304, false);
            var many = new ProcessBuilder("sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do (:); done").start();
            many.waitFor();
            assertThat(reads(connector, "overrun", PATIENCE)).isTrue();
            connector.setReceiveBuffer(1 << 20, true);
            assertThat(connector.receiveBufferBytes()).isEqualTo(1 << 20);
            var next = new ProcessBuilder("true").start();
            assertThat(reads(connector, "exited " + next.pid(), PATIENCE)).isTrue();
        }
    }

    @Test
    void anotherNetworkNamespaceIsRefused() throws Exception {
        try (var namespace = TestNamespace.create()) {
            assertThatExceptionOfType(PosixException.class)
                    .isThrownBy(() -> namespace.call(ProcessConnector::open).close())
                    .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ECONNREFUSED));
        }
    }
}
