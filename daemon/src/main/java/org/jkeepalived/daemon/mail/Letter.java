// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Mail;

/**
 * One mail to be sent.
 *
 * @param settings where to and how, of the configuration that the mail was written under; with a server and recipients
 * @param written when what it tells about happened
 */
public record Letter(Mail settings, String subject, String text, ZonedDateTime written) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

    List<MailAddress> recipients() {
        return settings.recipients().stream().map(MailAddress::new).toList();
    }

    /** Header and body as keepalived writes them, lines ended by CRLF (RFC 5322 section 2). */
    String content(MailAddress sender) {
        return "Date: " + DATE.format(written) + "\r\n"
                + "From: " + sender.header() + "\r\n"
                + "Subject: " + subject.replaceAll("[\r\n]+", " ") + "\r\n"
                + "X-Mailer: Keepalived\r\n"
                + "To: " + recipients().stream().map(MailAddress::header).collect(Collectors.joining(",\r\n ")) + "\r\n"
                + "\r\n"
                + text + "\r\n"
                + "\r\n";
    }
}
