// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Keeps logback from looking for configuration files and from its default, everything to the console: either would
 * cost a good part of the start. Found by logback as a service; {@link Logging} does the rest.
 */
public final class QuietConfigurator extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(DaemonLog.PARENT_IDENTIFIER).setLevel(Level.INFO);
        context.getLogger(DaemonLog.VRRP_IDENTIFIER).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
