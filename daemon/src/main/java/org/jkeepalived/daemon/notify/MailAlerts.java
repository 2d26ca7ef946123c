// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.daemon.mail.Letter;
import org.jkeepalived.daemon.mail.MailSender;

/** Mails about transitions ({@code smtp_alert}), in keepalived's words. */
final class MailAlerts {
    private final MailSender sender;
    private final Map<Subject, Notifications.Event> lastTold = new HashMap<>();
    private GlobalDefinitions global;

    MailAlerts(MailSender sender) {
        this.sender = sender;
    }

    void configure(GlobalDefinitions configured) {
        global = configured;
    }

    /** Sends a mail if the subject wants one and the last one did not say the same. */
    void tell(Notice notice) {
        if (!notice.smtpAlert() || !notice.event().isState() || !isWanted(notice.event())) {
            return;
        }
        if (lastTold.put(notice.subject(), notice.event()) != notice.event()) {
            sender.send(letter(notice));
        }
    }

    private boolean isWanted(Notifications.Event event) {
        return global.mail().server().isPresent()
                && !global.mail().recipients().isEmpty()
                && !(event == Notifications.Event.FAULT && global.mail().noFaults());
    }

    private Letter letter(Notice notice) {
        String name = notice.subject().name();
        String subject = switch (notice.subject().kind()) {
            case INSTANCE -> "VRRP Instance " + name;
            case GROUP -> "VRRP Group " + name;
        };
        return new Letter(
                global.mail(),
                "[" + global.routerId() + "] " + subject + " - " + headline(notice.event()),
                "=> " + text(notice) + " <=",
                ZonedDateTime.now(ZoneId.systemDefault()));
    }

    private static String headline(Notifications.Event event) {
        return switch (event) {
            case STOP -> "Stopping";
            case DELETED -> "Deleted";
            default -> "Entering " + event + " state";
        };
    }

    private static String text(Notice notice) {
        return switch (notice.subject().kind()) {
            case INSTANCE ->
                switch (notice.event()) {
                    case MASTER -> "VRRP Instance is now owning VRRP VIPs";
                    case STOP -> "VRRP Instance stopping";
                    case DELETED -> "VRRP Deleted at reload";
                    default -> "VRRP Instance is no longer owning VRRP VIPs";
                };
            case GROUP ->
                notice.event() == Notifications.Event.STOP
                        ? "All VRRP group instances are now stopping"
                        : "All VRRP group instances are now in " + notice.event() + " state";
        };
    }
}
