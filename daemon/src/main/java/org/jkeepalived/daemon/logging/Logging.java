// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects {@link DaemonLog} to the outside, from {@link #start} to {@link #close}. Before and after, it is silent. */
public final class Logging implements AutoCloseable {
    /** Lines that may wait: a few for each of the 4 080 routers of sixteen full interfaces. */
    private static final int CAPACITY = 16_384;

    private final LoggerContext context;
    private final LineQueue queue;
    private final LineAppender appender;

    private Logging(LoggerContext context, LineQueue queue, LineAppender appender) {
        this.context = context;
        this.queue = queue;
        this.appender = appender;
    }

    /** Begins to write log lines. */
    public static Logging start(LogSettings settings) {
        var zone = ZoneId.systemDefault();
        List<Sink> sinks = new ArrayList<>();
        if (settings.console()) {
            sinks.add(new ConsoleSink(new FileOutputStream(FileDescriptor.err), zone));
        }
        settings.file().ifPresent(file -> sinks.add(new FileSink(file, zone)));
        if (settings.syslog()) {
            sinks.add(new SyslogSink(settings.syslogSocket(), settings.facility(), zone));
        }
        return start(settings.detail(), new LineQueue(CAPACITY, sinks));
    }

    static Logging start(int detail, LineQueue queue) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var appender = new LineAppender(queue);
        appender.setContext(context);
        appender.start();
        var level = switch (detail) {
            case 0 -> Level.INFO;
            case 1 -> Level.DEBUG;
            default -> Level.TRACE;
        };
        context.getLogger(DaemonLog.PARENT_IDENTIFIER).setLevel(level);
        context.getLogger(DaemonLog.VRRP_IDENTIFIER).setLevel(level);
        // Netty misses the loopback interface of a bare namespace; nobody here does.
        context.getLogger("io.netty").setLevel(Level.ERROR);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        return new Logging(context, queue, appender);
    }

    /** Writes what is waiting, for two seconds at most, and falls silent. */
    @Override
    public void close() {
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        appender.stop();
        queue.close();
    }
}
