// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** The log of one machine's daemon. Its errors are mistakes of the program; the rest goes to the journal, if there is one. */
final class SimulationLog extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient Machine machine;

    SimulationLog(Machine machine) {
        this.machine = machine;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String text, Object[] arguments, Throwable throwable) {
        String line = MessageFormatter.basicArrayFormat(text, arguments);
        machine.world().note(machine + ": " + line);
        if (level == Level.ERROR) {
            throw new AssertionError(machine + ": " + line, throwable);
        }
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return machine.world().isJournaled();
    }

    @Override
    public boolean isInfoEnabled() {
        return machine.world().isJournaled();
    }

    @Override
    public boolean isWarnEnabled() {
        return machine.world().isJournaled();
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
