// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A logger that keeps what it is told, from {@code info} on. */
public final class LogRecorder {
    private final List<String> lines = new ArrayList<>();
    private final Logger logger;

    public LogRecorder() {
        LoggerContext context = new LoggerContext();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                LogRecorder.this.add(event.getFormattedMessage());
            }
        };
        appender.setContext(context);
        appender.start();
        logger = context.getLogger("recorded");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
    }

    public org.slf4j.Logger logger() {
        return logger;
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until the line has been written, half a minute at most; returns whether it has. */
    public synchronized boolean await(String line) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!lines.contains(line)) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }
}
