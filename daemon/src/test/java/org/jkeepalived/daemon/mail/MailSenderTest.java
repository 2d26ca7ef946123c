// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jkeepalived.config.model.Mail;
import org.jkeepalived.daemon.LogRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailSenderTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final LogRecorder log = new LogRecorder();
    private final MailSender sender = new MailSender(log.logger(), SHORT, Duration.ofMinutes(30));

    @AfterEach
    void close() {
        sender.close();
    }

    private static Mail settings(int port, String... recipients) {
        return new Mail(
                Optional.of(new Mail.Server("localhost", port)),
                Optional.of("router1.example.org"),
                Optional.of("Kee <kee@example.org>"),
                List.of(recipients),
                Duration.ofSeconds(5),
                false);
    }

    private static Letter letter(int port, String subject) {
        return new Letter(
                settings(port, "ops@example.org", "Night Shift <night@example.org>"),
                subject,
                "=> VRRP Instance is now owning VRRP VIPs <=",
                ZonedDateTime.of(2026, 3, 1, 9, 44, 8, 0, ZoneOffset.ofHours(2)));
    }

    private static Function<String, Optional<String>> answering(String command, String answer) {
        return said -> said.startsWith(command) ? Optional.of(answer) : Optional.empty();
    }

    @Test
    void aMailIsWordForWordWhatKeepalivedSends() throws Exception {
        try (MailSink sink = new MailSink()) {
            sender.send(letter(sink.port(), "[lvs] VRRP Instance VI_1 - Entering MASTER state"));
            MailSink.Received mail = sink.await();
            assertThat(mail.commands())
                    .containsExactly(
                            "HELO router1.example.org",
                            "MAIL FROM:<kee@example.org>",
                            "RCPT TO:<ops@example.org>",
                            "RCPT TO:<night@example.org>",
                            "DATA");
            assertThat(mail.content())
                    .containsExactly(
                            "Date: Sun, 01 Mar 2026 09:44:08 +0200",
                            "From: Kee <kee@example.org>",
                            "Subject: [lvs] VRRP Instance VI_1 - Entering MASTER state",
                            "X-Mailer: Keepalived",
                            "To: ops@example.org,",
                            " Night Shift <night@example.org>",
                            "",
                            "=> VRRP Instance is now owning VRRP VIPs <=",
                            "");
        }
    }

    @Test
    void nothingInASubjectCanBecomeAnotherHeader() throws Exception {
        try (MailSink sink = new MailSink()) {
            sender.send(letter(sink.port(), "name\r\nBcc: all@example.org"));
            assertThat(sink.await().content()).contains("Subject: name Bcc: all@example.org");
        }
    }

    @Test
    void mailsGoInTheirOrder() throws Exception {
        try (MailSink sink = new MailSink()) {
            for (int i = 0; i < 255; i++) {
                sender.send(letter(sink.port(), "mail " + i));
            }
            for (int i = 0; i < 255; i++) {
                assertThat(sink.await().content()).contains("Subject: mail " + i);
            }
        }
    }

    @Test
    void aServerThatIsNotThereYetIsTriedAgainAndTheLogSaysSoOnce() throws Exception {
        int port;
        try (MailSink gone = new MailSink()) {
            port = gone.port();
        }
        sender.send(letter(port, "late"));
        assertThat(log.await("SMTP connection ERROR to [localhost]:" + port
                        + ": Connection refused; trying again for 30 minutes"))
                .isTrue();
        try (MailSink sink = new MailSink(port, _ -> Optional.empty())) {
            assertThat(sink.await().content()).contains("Subject: late");
        }
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void aMailThatIsRefusedForNowIsTriedAgain() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Function<String, Optional<String>> greylisting =
                command -> command.equals("DATA") && tries.incrementAndGet() < 3
                        ? Optional.of("451 come back later")
                        : Optional.empty();
        try (MailSink sink = new MailSink(0, greylisting)) {
            sender.send(letter(sink.port(), "patient"));
            MailSink.Received mail = sink.await();
            assertThat(mail.content()).contains("Subject: patient");
            assertThat(mail.connection()).isEqualTo(3);
        }
    }

    @Test
    void aMailThatIsRefusedForGoodIsGivenUpAndTheNextIsSent() throws Exception {
        AtomicInteger mails = new AtomicInteger();
        try (MailSink sink = new MailSink(
                0,
                command -> command.startsWith("MAIL") && mails.incrementAndGet() == 1
                        ? Optional.of("550 not you")
                        : Optional.empty())) {
            sender.send(letter(sink.port(), "unwanted"));
            sender.send(letter(sink.port(), "wanted"));
            assertThat(sink.await().content()).contains("Subject: wanted");
            assertThat(log.lines())
                    .containsExactly("Error processing MAIL cmd on SMTP server [localhost]:" + sink.port()
                            + ". SMTP status code = 550 (550 not you); gave up \"unwanted\"");
        }
    }

    @Test
    void aRecipientThatIsRefusedKeepsNothingFromTheOthers() throws Exception {
        try (MailSink sink = new MailSink(0, answering("RCPT TO:<ops", "550 no such user"))) {
            sender.send(letter(sink.port(), "for some"));
            assertThat(sink.await().content()).contains("Subject: for some");
            assertThat(log.lines())
                    .containsExactly("Error processing RCPT cmd on SMTP server [localhost]:" + sink.port()
                            + ". SMTP status code = 550 (550 no such user)");
        }
    }

    @Test
    void aMailThatIsTooOldIsGivenUp() throws Exception {
        int port;
        try (MailSink gone = new MailSink()) {
            port = gone.port();
        }
        try (MailSender impatient = new MailSender(log.logger(), SHORT, Duration.ZERO)) {
            impatient.send(letter(port, "old"));
            assertThat(log.await("gave up \"old\": Connection refused")).isTrue();
        }
    }

    @Test
    void withoutAnotherNameTheServerIsToldTheHosts() throws Exception {
        try (MailSink sink = new MailSink()) {
            Mail plain = new Mail(
                    Optional.of(new Mail.Server("localhost", sink.port())),
                    Optional.empty(),
                    Optional.of("kee@example.org"),
                    List.of("ops@example.org"),
                    Duration.ofSeconds(5),
                    false);
            sender.send(new Letter(plain, "subject", "text", ZonedDateTime.now(ZoneOffset.UTC)));
            String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            assertThat(sink.await().commands().getFirst()).startsWith("HELO " + host);
        }
    }

    @Test
    void whatHasNotBeenSentAtTheEndIsCounted() throws Exception {
        try (MailSink silent = new MailSink(0, answering("HELO", ""))) {
            MailSender ending = new MailSender(log.logger(), SHORT, Duration.ofMinutes(30));
            ending.send(letter(silent.port(), "one"));
            ending.send(letter(silent.port(), "two"));
            assertThat(ending.isIdle()).isFalse();
            ending.close();
            assertThat(log.lines()).contains("2 mails have not been sent");
        }
    }
}
