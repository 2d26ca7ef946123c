// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jkeepalived.daemon.UnixReceiver;
import org.jkeepalived.posix.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdNotifierTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    @Test
    void tellsTheWholeLifeInOrder() throws IOException {
        var socket = directory.resolve("notify").toString();
        try (var systemd = new UnixReceiver(SocketAddress.unix(socket));
                var notifier = SystemdNotifier.of(Map.of("NOTIFY_SOCKET", socket), PID)) {
            notifier.ready("2 instances\nMASTER");
            assertThat(systemd.next()).isEqualTo("READY=1\nMAINPID=" + PID + "\nSTATUS=2 instances MASTER");
            notifier.status("1 master");
            notifier.watchdog();
            assertThat(systemd.next()).isIn("STATUS=1 master", "WATCHDOG=1");
            assertThat(systemd.next()).isIn("STATUS=1 master", "WATCHDOG=1");
            notifier.reloading();
            assertThat(systemd.next()).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
            notifier.stopping();
            assertThat(systemd.next()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void reachesAbstractSockets() throws IOException {
        var name = "jkeepalived-test-" + PID;
        try (var systemd = new UnixReceiver(SocketAddress.abstractUnix(name));
                var notifier = SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "@" + name), PID)) {
            notifier.status("hello");
            assertThat(systemd.next()).isEqualTo("STATUS=hello");
        }
    }

    @Test
    void isSilentWithoutSystemd() {
        try (var notifier = SystemdNotifier.of(Map.of("WATCHDOG_USEC", "1000000"), PID)) {
            notifier.ready("nobody asked");
            notifier.watchdog();
            assertThat(notifier.watchdogInterval()).isEmpty();
        }
    }

    @Test
    void watchesOnlyWhenItIsMeant() {
        var asked = Map.of("NOTIFY_SOCKET", "/nowhere", "WATCHDOG_USEC", "3000000");
        try (var notifier = SystemdNotifier.of(asked, PID)) {
            assertThat(notifier.watchdogInterval()).contains(Duration.ofSeconds(3));
        }
        var other = Map.of("NOTIFY_SOCKET", "/nowhere", "WATCHDOG_USEC", "3000000", "WATCHDOG_PID", "1");
        try (var notifier = SystemdNotifier.of(other, PID)) {
            assertThat(notifier.watchdogInterval()).isEmpty();
        }
    }
}
