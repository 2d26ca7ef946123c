// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jkeepalived.config.model.Mail;
import org.slf4j.Logger;

/**
 * Sends mails one after another from a thread of its own, which begins with the first mail. A server that does not answer
 * is tried again, less and less often, until the mail is too old to be of use.
 */
public final class MailSender implements AutoCloseable {
    private static final int WAITING_MAX = 1000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration USEFUL_FOR = Duration.ofMinutes(30);

    private record Waiting(Letter letter, long giveUpNanos) {}

    private final Logger log;
    private final Duration firstPause;
    private final Duration usefulFor;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final AtomicInteger unsent = new AtomicInteger();
    private Thread thread;
    // Of the mail thread only.
    private SmtpSession session;
    private boolean failing;

    public MailSender(Logger log) {
        this(log, FIRST_PAUSE, USEFUL_FOR);
    }

    MailSender(Logger log, Duration firstPause, Duration usefulFor) {
        this.log = log;
        this.firstPause = firstPause;
        this.usefulFor = usefulFor;
    }

    /** Sends the mail as soon as possible; returns at once. */
    public void send(Letter letter) {
        unsent.incrementAndGet();
        if (!waiting.offer(new Waiting(letter, System.nanoTime() + usefulFor.toNanos()))) {
            unsent.decrementAndGet();
            log.warn("Too many mails wait; not sending \"{}\"", letter.subject());
            return;
        }
        if (thread == null) {
            thread = new Thread(this::work, "mail");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether every mail has been sent or given up. */
    public boolean isIdle() {
        return unsent.get() == 0;
    }

    /** Gives up what has not been sent. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            if (!isIdle()) {
                log.warn("{} mails have not been sent", unsent.get());
            }
        }
    }

    private void work() {
        try {
            while (true) {
                Waiting next = waiting.take();
                deliver(next.letter(), next.giveUpNanos());
                unsent.decrementAndGet();
                if (waiting.isEmpty()) {
                    closeSession();
                }
            }
        } catch (InterruptedException _) {
            // The end. What the server has not got by now it does not get.
        }
    }

    private void deliver(Letter letter, long giveUpNanos) throws InterruptedException {
        for (Duration pause = firstPause; ; pause = twice(pause)) {
            try {
                session(letter.settings()).send(letter);
                log.debug("SMTP alert successfully sent.");
                failing = false;
                return;
            } catch (MailRefusedException e) {
                closeSession();
                log.warn("{}; gave up \"{}\"", e.getMessage(), letter.subject());
                return;
            } catch (IOException e) {
                closeSession();
                if (System.nanoTime() - giveUpNanos >= 0) {
                    log.warn("gave up \"{}\": {}", letter.subject(), e.getMessage());
                    return;
                }
                sayFailing(letter, e);
            } catch (RuntimeException e) {
                closeSession();
                log.error("gave up \"{}\" after an internal error", letter.subject(), e);
                return;
            }
            Thread.sleep(pause);
        }
    }

    private static Duration twice(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Once, not for each try and each mail. */
    private void sayFailing(Letter letter, IOException cause) {
        if (!failing) {
            failing = true;
            log.warn(
                    "SMTP connection ERROR to {}: {}; trying again for {} minutes",
                    SmtpSession.text(letter.settings()),
                    cause.getMessage(),
                    usefulFor.toMinutes());
        }
    }

    /** The connection that is open if it leads to the right place, otherwise a new one. */
    private SmtpSession session(Mail settings) throws IOException {
        if (session == null || !session.settings().equals(settings)) {
            closeSession();
            session = new SmtpSession(settings, log);
        }
        return session;
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
