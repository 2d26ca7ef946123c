// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Mail;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** How mail is sent, and to whom. */
final class MailReader implements GlobalTheme {
    private static final int PORT_MAX = 65_535;

    private final GlobalValues values;
    private final Findings findings;
    private Optional<Mail.Server> server = Optional.empty();
    private Optional<String> heloName = Optional.empty();
    private Optional<String> sender = Optional.empty();
    private final List<String> recipients = new ArrayList<>();
    private Duration connectTimeout = Duration.ofSeconds(30);
    private boolean noFaults;

    MailReader(GlobalValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "smtp_server" -> {
                var host = values.plain().require(statement, 1);
                if (host != null) {
                    server = readPort(statement, host).map(port -> new Mail.Server(host.text(), port));
                }
            }
            case "smtp_helo_name" -> {
                if (statement.size() > 1) {
                    heloName = Optional.of(statement.word(1).text());
                }
            }
            case "notification_email_from" -> readSender(statement);
            case "notification_email" -> readRecipients(statement);
            case "smtp_connect_timeout" -> readTimeout(statement);
            case "no_email_faults" -> noFaults = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    Mail done() {
        return new Mail(server, heloName, sender, recipients, connectTimeout, noFaults);
    }

    /** The name is looked up when there is something to send, not while the file is read. */
    private Optional<Integer> readPort(Statement statement, Word host) {
        if (statement.size() < 3) {
            return Optional.of(Mail.Server.DEFAULT_PORT);
        }
        var word = statement.word(2);
        var port = values.plain().exact(word, 1, PORT_MAX, "Invalid smtp server " + host + " " + word);
        return port.isPresent() ? Optional.of((int) port.getAsLong()) : Optional.empty();
    }

    private void readSender(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "emailfrom missing - ignoring");
            return;
        }
        if (statement.size() > 2) {
            findings.warning(
                    statement.word(2).range(), "emailfrom - ignoring extra entries '" + statement.word(2) + "' ...");
        }
        sender = Optional.of(statement.word(1).text());
    }

    private void readRecipients(Statement statement) {
        if (statement.body().isEmpty()) {
            findings.warning(statement.range(), "Warning - empty notification_email block");
        }
        for (var line : statement.body()) {
            line.words().forEach(word -> recipients.add(word.text()));
        }
    }

    private void readTimeout(Statement statement) {
        values.numberOr(
                statement,
                0,
                Values.MICROSECONDS_AS_SECONDS_MAX,
                "smtp_connect_timeout '" + GlobalValues.argument(statement) + "' must be in [0, "
                        + Values.MICROSECONDS_AS_SECONDS_MAX + "] - ignoring",
                seconds -> {
                    if (seconds == 0) {
                        findings.warning(
                                statement.word(1).range(), "smtp_conect_timeout must be greater than 0, setting to 1");
                    }
                    connectTimeout = Duration.ofSeconds(Math.max(seconds, 1));
                });
    }
}
