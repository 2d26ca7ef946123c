// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.reload.ReloadOutcome.Result;
import org.jkeepalived.daemon.status.DaemonStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A daemon without routers, whose reloads are refused unless they are only tried. */
    private static final ControlHandler DAEMON = new ControlHandler() {
        @Override
        public CompletableFuture<DaemonStatus> status() {
            return CompletableFuture.completedFuture(
                    new DaemonStatus("1.0", 42, Instant.EPOCH, Path.of("/k.conf"), Optional.empty(), List.of()));
        }

        @Override
        public CompletableFuture<ReloadOutcome> planReload() {
            return CompletableFuture.completedFuture(outcome(Result.POSSIBLE, new Diagnostics(List.of())));
        }

        @Override
        public CompletableFuture<ReloadOutcome> reload(boolean untilSettled) {
            if (untilSettled) {
                return CompletableFuture.failedFuture(new IllegalStateException("stopping"));
            }
            var findings = new Findings();
            findings.general(Severity.ERROR, "it is empty");
            return CompletableFuture.completedFuture(outcome(Result.REFUSED, findings.done()));
        }

        private ReloadOutcome outcome(Result result, Diagnostics findings) {
            return new ReloadOutcome(result, Instant.EPOCH, Duration.ofMillis(3), Optional.empty(), findings);
        }
    };

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("k.sock");
    }

    private String ask(ControlRequest request) throws IOException {
        return ControlClient.ask(path(), request, PATIENCE);
    }

    /** What comes back for bytes, until the daemon hangs up. */
    private String say(String bytes) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            channel.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestIsALineAndSoIsItsAnswer() throws IOException {
        try (var _ = ControlSocket.open(path(), DAEMON)) {
            assertThat(ask(ControlRequest.status(false)))
                    .isEqualTo("{\"exit_code\":0,\"status\":{\"version\":\"1.0\",\"pid\":42,"
                            + "\"started\":\"1970-01-01T00:00:00Z\",\"configuration_file\":\"/k.conf\","
                            + "\"last_reload\":null,\"instances\":[]}}");
            assertThat(ask(ControlRequest.status(true))).startsWith("{\"exit_code\":0,\"text\":\"jkeepalived 1.0");
            assertThat(ask(ControlRequest.reload(true, false, false)))
                    .startsWith("{\"exit_code\":0,\"reload\":{\"result\":\"possible\"");
            assertThat(ask(ControlRequest.reload(false, false, false)))
                    .startsWith("{\"exit_code\":2,\"reload\":{\"result\":\"refused\"")
                    .contains("it is empty");
        }
    }

    @Test
    void severalRequestsOfOneConnectionAreAnsweredInTheirOrder() throws IOException {
        try (var _ = ControlSocket.open(path(), DAEMON)) {
            assertThat(say("{\"request\":\"reload\"}\n{\"request\":\"status\"}\nnonsense\n")
                            .lines())
                    .satisfiesExactly(
                            refused -> assertThat(refused).contains("refused"),
                            status -> assertThat(status).contains("\"pid\":42"),
                            mistake -> assertThat(mistake).startsWith("{\"exit_code\":64,\"error\""));
        }
    }

    @Test
    void whatIsNotUnderstoodIsNotObeyed() throws IOException {
        try (var _ = ControlSocket.open(path(), DAEMON)) {
            for (String line : List.of(
                    "",
                    "[]",
                    "{}",
                    "{\"request\":\"frobnicate\"}",
                    "{\"request\":\"reload\",\"dryrun\":true}",
                    "{\"request\":\"reload\",\"dry_run\":\"yes\"}",
                    "{\"request\":\"reload\"",
                    "{\"request\":{\"request\":\"reload\"}}")) {
                assertThat(say(line + "\n")).as(line).startsWith("{\"exit_code\":64,\"error\"");
            }
            assertThat(say("x".repeat(100_000))).contains("too long");
            assertThat(ask(ControlRequest.status(false))).as("for others").contains("\"pid\":42");
        }
    }

    @Test
    void aRequestThatFailsIsAnswered() throws IOException {
        try (var _ = ControlSocket.open(path(), DAEMON)) {
            assertThat(ask(ControlRequest.reload(false, true, true)))
                    .startsWith("{\"exit_code\":70,\"error\"")
                    .contains("stopping");
        }
    }

    @Test
    void theSocketIsForItsOwnerAndGoesWithTheDaemon() throws IOException {
        try (var _ = ControlSocket.open(path(), DAEMON)) {
            assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(path()).doesNotExist();
    }

    @Test
    void whatAKilledDaemonHasLeftIsReplaced() throws IOException {
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(path()));
            assertThatThrownBy(() -> ControlSocket.open(path(), DAEMON))
                    .as("it lives")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another daemon");
        }
        try (var _ = ControlSocket.open(path(), DAEMON)) {
            assertThat(ask(ControlRequest.status(false))).contains("\"pid\":42");
        }
    }

    @Test
    void anythingElseInItsPlaceStays() throws IOException {
        Files.writeString(path(), "precious");
        assertThatThrownBy(() -> ControlSocket.open(path(), DAEMON)).hasMessageContaining("is no socket");
        assertThat(path()).hasContent("precious");
        assertThatThrownBy(() -> ControlSocket.open(directory.resolve("none/k.sock"), DAEMON))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ControlSocket.open(directory.resolve("x".repeat(120)), DAEMON))
                .as("longer than an address of a socket")
                .isInstanceOf(IOException.class);
    }

    @Test
    void theSocketIsBesideThePidFile() {
        assertThat(SocketPath.beside(Path.of("/run/keepalived.pid"))).isEqualTo(Path.of("/run/keepalived.sock"));
        assertThat(SocketPath.beside(Path.of("/var/a.pid.keepalived")))
                .isEqualTo(Path.of("/var/a.pid.keepalived.sock"));
    }
}
