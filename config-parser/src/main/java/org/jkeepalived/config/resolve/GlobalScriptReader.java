// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Who runs scripts, and the FIFOs that hear of transitions. */
final class GlobalScriptReader implements GlobalTheme {
    private final Findings findings;
    private final Globals globals;

    GlobalScriptReader(Findings findings, Globals globals) {
        this.findings = findings;
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "script_user" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "No script username specified");
                } else {
                    globals.scriptUser = Scripts.identity(statement, 1);
                }
            }
            case "enable_script_security" -> globals.scriptSecurity = true;
            case "notify_fifo" -> readFifoPath(statement, globals.notifyFifo);
            case "vrrp_notify_fifo" -> readFifoPath(statement, globals.vrrpNotifyFifo);
            case "notify_fifo_script" -> readFifoScript(statement, globals.notifyFifo);
            case "vrrp_notify_fifo_script" -> readFifoScript(statement, globals.vrrpNotifyFifo);
            case "fifo_write_vrrp_states_on_reload" -> globals.fifoStatesOnReload = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readFifoPath(Statement statement, Globals.Fifo fifo) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + statement.keyword() + " name specified");
        } else if (fifo.path != null) {
            findings.warning(
                    statement.range(), statement.keyword() + " already specified - ignoring " + statement.word(1));
        } else {
            fifo.path = statement.word(1).text();
            fifo.owner = Scripts.identity(statement, 2);
        }
    }

    private void readFifoScript(Statement statement, Globals.Fifo fifo) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + statement.keyword() + " specified");
        } else if (fifo.reader.isPresent()) {
            findings.warning(
                    statement.range(), statement.keyword() + " already specified - ignoring " + statement.word(1));
        } else {
            fifo.reader = Scripts.read(statement, findings);
        }
    }
}
