// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.net.smtp.SMTPClient;
import org.apache.commons.net.smtp.SMTPReply;
import org.jkeepalived.config.model.Mail;
import org.slf4j.Logger;

/** One connection to a mail server, for any number of mails (RFC 5321). It blocks: not for the loop. */
final class SmtpSession implements AutoCloseable {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final SMTPClient client = new SMTPClient(StandardCharsets.UTF_8.name());
    private final Mail settings;
    private final MailAddress sender;
    private final Logger log;

    /**
     * Looks the server up, connects and says hello.
     *
     * @throws IOException if that fails, now; {@link MailRefusedException} if the server says that it always will
     */
    SmtpSession(Mail settings, Logger log) throws IOException {
        this.settings = settings;
        this.log = log;
        String host = settings.heloName().isPresent() && settings.sender().isPresent() ? "" : hostName();
        sender = new MailAddress(settings.sender().orElseGet(() -> System.getProperty("user.name") + "@" + host));
        int timeoutMillis = Math.toIntExact(Math.min(settings.connectTimeout().toMillis(), Integer.MAX_VALUE));
        client.setConnectTimeout(timeoutMillis);
        client.setDefaultTimeout(timeoutMillis);
        try {
            connect();
            check(SMTPReply.isPositiveCompletion(client.getReplyCode()), "(E)SMTP");
            check(client.login(settings.heloName().orElse(host)), "HELO");
        } catch (IOException e) {
            disconnect();
            throw e;
        }
    }

    /** The name of this host, with its domain where that is known; in a container it often has no address. */
    private static String hostName() throws IOException {
        String name = Files.readString(HOST_NAME).strip();
        try {
            String full = InetAddress.getLocalHost().getCanonicalHostName();
            return full.startsWith(name) ? full : name;
        } catch (UnknownHostException _) {
            return name;
        }
    }

    /** Tries one address of the server after the other. */
    private void connect() throws IOException {
        Mail.Server server = settings.server().orElseThrow();
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            try {
                client.connect(address, server.port());
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** Where this is connected to, and what senders and recipients it is for. */
    Mail settings() {
        return settings;
    }

    /**
     * Sends the mail to all recipients that the server accepts.
     *
     * @throws IOException if it could not be sent now; {@link MailRefusedException} if the server does not want it at all
     */
    void send(Letter letter) throws IOException {
        check(client.setSender(sender.mailbox()), "MAIL");
        boolean accepted = false;
        for (MailAddress recipient : letter.recipients()) {
            if (client.addRecipient(recipient.mailbox())) {
                accepted = true;
            } else {
                log.warn("{}", refusal("RCPT"));
            }
        }
        check(accepted, "RCPT");
        Writer data = client.sendMessageData();
        check(data != null, "DATA");
        data.write(letter.content(sender));
        data.close(); // writes the dot that ends the mail; the connection stays
        check(client.completePendingCommand(), "BODY");
    }

    private void check(boolean accepted, String command) throws IOException {
        if (!accepted) {
            String message = refusal(command);
            throw SMTPReply.isNegativePermanent(client.getReplyCode())
                    ? new MailRefusedException(message)
                    : new IOException(message);
        }
    }

    /** In keepalived's words, and what the server itself says. */
    private String refusal(String command) {
        return "Error processing " + command + " cmd on SMTP server " + text(settings) + ". SMTP status code = "
                + client.getReplyCode() + " (" + client.getReplyString().strip() + ")";
    }

    /** The server as keepalived writes it. */
    static String text(Mail settings) {
        Mail.Server server = settings.server().orElseThrow();
        return "[" + server.host() + "]:" + server.port();
    }

    /** Says good-bye, if the server still listens. */
    @Override
    public void close() {
        try {
            client.quit();
        } catch (IOException _) {
            // The mails have been accepted; nothing depends on how the connection ends.
        }
        disconnect();
    }

    private void disconnect() {
        try {
            client.disconnect();
        } catch (IOException _) {
            // It is gone.
        }
    }
}
