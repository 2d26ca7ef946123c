// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Turns logback's events into lines, on the thread that logs: only it may look at the arguments. */
final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final LineQueue queue;

    LineAppender(LineQueue queue) {
        this.queue = queue;
    }

    @Override
    protected void append(ILoggingEvent event) {
        add(event, event.getFormattedMessage());
        // A stack trace is the report of a broken assumption; nothing less carries one.
        for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            addTrace(event, thrown);
        }
    }

    private void addTrace(ILoggingEvent event, IThrowableProxy thrown) {
        add(event, thrown.getClassName() + ": " + thrown.getMessage());
        for (var frame : thrown.getStackTraceElementProxyArray()) {
            add(event, "    " + frame.getSTEAsString());
        }
    }

    private void add(ILoggingEvent event, String text) {
        // What libraries have to say about themselves concerns the VRRP process, as that is the one that uses them.
        var identifier = event.getLoggerName().equals(DaemonLog.PARENT_IDENTIFIER)
                ? DaemonLog.PARENT_IDENTIFIER
                : DaemonLog.VRRP_IDENTIFIER;
        queue.add(new Line(
                event.getInstant(),
                identifier.concat(DaemonLog.suffix()),
                severity(event.getLevel()),
                PlainText.of(text)));
    }

    /** keepalived logs its details at LOG_INFO as well; a syslog daemon that drops LOG_DEBUG must not drop them. */
    private static int severity(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return Line.ERROR;
        }
        return level.isGreaterOrEqual(Level.WARN) ? Line.WARNING : Line.INFO;
    }
}
