// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.tree.Statement;

/** Who runs scripts, and who hears of transitions. */
final class GlobalScriptReader implements GlobalTheme {
    private final GlobalValues values;
    private final Findings findings;
    private final Globals globals;
    private final Scripts scripts;

    GlobalScriptReader(GlobalValues values, Globals globals, Scripts scripts) {
        this.values = values;
        this.findings = values.findings();
        this.globals = globals;
        this.scripts = scripts;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "script_user" -> scripts.accounts().readScriptUser(statement);
            case "enable_script_security" -> globals.scriptSecurity = true;
            case "use_symlink_paths" -> values.bool(statement, value -> globals.symbolicScriptPaths = value);
            case "smtp_alert" -> values.bool(statement, value -> globals.smtpAlert = Optional.of(value));
            case "smtp_alert_vrrp" -> values.bool(statement, value -> globals.smtpAlertVrrp = Optional.of(value));
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
            var owner = statement.size() > 2 ? statement.word(2) : null;
            var group = statement.size() > 3 ? statement.word(3) : null;
            scripts.accounts()
                    .of(owner, group, statement.range(), "the FIFO is ignored")
                    .ifPresent(account -> {
                        fifo.path = statement.word(1).text();
                        fifo.owner = Accounts.identity(owner, group);
                        fifo.account = account;
                    });
        }
    }

    private void readFifoScript(Statement statement, Globals.Fifo fifo) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "No " + statement.keyword() + " specified");
        } else if (fifo.reader.isPresent()) {
            findings.warning(
                    statement.range(), statement.keyword() + " already specified - ignoring " + statement.word(1));
        } else {
            fifo.reader = scripts.read(statement);
            fifo.readerLine = statement;
        }
    }
}
