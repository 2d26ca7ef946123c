// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.daemon.UnixReceiver;
import org.jkeepalived.posix.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T13:35:09Z");

    private final RecordingSink sink = new RecordingSink();

    @TempDir
    private Path directory;

    @Test
    void detailAddsLinesButNotTheirSeverity() {
        for (int detail = 0; detail <= 2; detail++) {
            sink.lines.clear();
            try (var _ = Logging.start(detail, new LineQueue(10, List.of(sink)))) {
                assertThat(DaemonLog.detail()).isEqualTo(detail > 0);
                DaemonLog.vrrp().info("0");
                DaemonLog.vrrp().debug("1");
                DaemonLog.parent().trace("2");
            }
            assertThat(sink.texts()).isEqualTo(List.of("0", "1", "2").subList(0, detail + 1));
            assertThat(sink.lines).allMatch(line -> line.severity() == Line.INFO);
        }
    }

    @Test
    void tellsTheTwoIdentifiersApart() {
        try (var _ = Logging.start(0, new LineQueue(10, List.of(sink)))) {
            DaemonLog.parent().info("Starting {}", "Keepalived");
            DaemonLog.vrrp().warn("{}: {}\n", "eth0", 1);
            try {
                DaemonLog.identify(Optional.of("blue"), Optional.of("one"));
                DaemonLog.vrrp().error("x");
            } finally {
                DaemonLog.identify(Optional.empty(), Optional.empty());
            }
        }
        assertThat(sink.lines)
                .extracting(Line::identifier, Line::severity, Line::text)
                .containsExactly(
                        tuple("Keepalived", Line.INFO, "Starting Keepalived"),
                        tuple("Keepalived_vrrp", Line.WARNING, "eth0: 1\\n"),
                        tuple("Keepalived", Line.INFO, "Changing syslog ident to Keepalived_blue_one"),
                        tuple("Keepalived_vrrp_blue_one", Line.ERROR, "x"));
    }

    @Test
    void aFaultBringsItsStackOneLineEach() {
        try (var _ = Logging.start(0, new LineQueue(100, List.of(sink)))) {
            DaemonLog.vrrp().error("gave up", new IllegalStateException("two\nlines"));
        }
        assertThat(sink.texts()).startsWith("gave up", "java.lang.IllegalStateException: two\\nlines");
        assertThat(sink.texts().get(2)).startsWith("    at ").contains("LoggingTest");
    }

    @Test
    void theConsoleLooksLikeKeepalivedsConsole() throws IOException {
        var output = new ByteArrayOutputStream();
        var console = new ConsoleSink(output, ZoneOffset.UTC);
        console.write(List.of(line("Keepalived", "Starting Keepalived"), line("Keepalived_vrrp", "é")));
        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("Fri Nov 20 13:35:09 2026: Starting Keepalived\nFri Nov 20 13:35:09 2026: é\n");
    }

    @Test
    void logFilesAreNamedByIdentifier() throws IOException {
        var file = directory.resolve("k.v1.log");
        var sinkToFile = new FileSink(file, ZoneOffset.UTC);
        sinkToFile.write(List.of(line("Keepalived", "a"), line("Keepalived_vrrp", "b"), line("Keepalived", "c")));
        sinkToFile.write(List.of(line("Keepalived_vrrp_blue", "d")));
        assertThat(file).hasContent("""
                Fri Nov 20 13:35:09.000000000 2026: a
                Fri Nov 20 13:35:09.000000000 2026: c
                """);
        assertThat(directory.resolve("k.v1_vrrp.log")).hasContent("Fri Nov 20 13:35:09.000000000 2026: b\n");
        assertThat(directory.resolve("k.v1_vrrp_blue.log")).exists();
    }

    @Test
    void syslogGetsWhatTheCLibraryWouldSend() throws IOException {
        var socket = directory.resolve("log");
        try (var receiver = new UnixReceiver(SocketAddress.unix(socket.toString()));
                var syslog = new SyslogSink(socket, Facility.LOCAL1, ZoneOffset.UTC)) {
            syslog.write(List.of(line("Keepalived", "Starting"), line("Keepalived_vrrp", "é")));
            long pid = ProcessHandle.current().pid();
            assertThat(receiver.next()).isEqualTo("<142>Nov 20 13:35:09 Keepalived[" + pid + "]: Starting");
            assertThat(receiver.next()).isEqualTo("<142>Nov 20 13:35:09 Keepalived_vrrp[" + pid + "]: é");
        }
    }

    @Test
    void aRestartedSyslogDaemonIsFoundAgain() throws IOException {
        var socket = directory.resolve("log");
        var address = SocketAddress.unix(socket.toString());
        try (var syslog = new SyslogSink(socket, Facility.DAEMON, ZoneOffset.UTC)) {
            syslog.write(List.of(line("Keepalived", "nobody listens yet")));
            try (var first = new UnixReceiver(address)) {
                syslog.write(List.of(line("Keepalived", "one")));
                assertThat(first.next()).endsWith(": one");
            }
            Files.delete(socket);
            try (var second = new UnixReceiver(address)) {
                syslog.write(List.of(line("Keepalived", "two")));
                assertThat(second.next()).startsWith("<30>").endsWith(": two");
            }
        }
    }

    private static Line line(String identifier, String text) {
        return new Line(NOON, identifier, Line.INFO, text);
    }
}
