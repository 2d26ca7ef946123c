// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import org.jkeepalived.config.diagnostic.Diagnostics;
import org.slf4j.Logger;

/** What was found in a configuration, as log lines in keepalived's form. */
final class DiagnosticLog {
    private DiagnosticLog() {}

    static void write(Diagnostics diagnostics, Logger log) {
        diagnostics.plain().lines().forEach(line -> log.info("{}", line));
    }
}
