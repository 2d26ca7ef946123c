// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.tree.Statement;

/** Reads the single keywords of the root level and {@code global_defs}. */
final class GlobalReader {
    private final Findings findings;
    private final Globals globals;
    private final MailReader mail;
    private final FirewallReader firewall;
    private final MonitoringReader monitoring;
    private final LifecycleReader lifecycle;
    private final DumpReader dumps;
    private final SystemReader system;
    private final List<GlobalTheme> themes;

    GlobalReader(Values plainValues, Globals globals, Scripts scripts, Host host) {
        this.findings = plainValues.findings();
        this.globals = globals;
        var values = new GlobalValues(plainValues);
        this.mail = new MailReader(values);
        this.firewall = new FirewallReader(values);
        this.monitoring = new MonitoringReader(findings);
        this.lifecycle = new LifecycleReader(values, scripts);
        this.dumps = new DumpReader(values);
        this.system = new SystemReader(values, globals, host);
        this.themes = List.of(
                mail,
                firewall,
                monitoring,
                lifecycle,
                dumps,
                system,
                new NamesReader(findings, globals),
                new ProcessReader(values, globals, host.processors()),
                new GlobalGarpReader(values, globals),
                new AdvertReader(values, globals),
                new GlobalScriptReader(values, globals, scripts));
    }

    /** A keyword of the root level other than a block. */
    void readRoot(Statement statement) {
        switch (statement.keyword().name()) {
            case "net_namespace" -> {
                if (isNamed(statement)) {
                    globals.networkNamespace = once(globals.networkNamespace, statement);
                    globals.usePidDirectory = true;
                }
            }
            case "instance" -> {
                if (isNamed(statement)) {
                    globals.instanceName = once(globals.instanceName, statement);
                    globals.usePidDirectory = true;
                }
            }
            case "use_pid_dir" -> globals.usePidDirectory = true;
            case "child_wait_time", "linkbeat_use_polling" -> system.read(statement);
            default -> {}
        }
    }

    /**
     * Gives what was read to the globals, when there is nothing more to read.
     *
     * @param checks decides about the scripts at start and stop
     */
    void finish(ScriptChecks checks) {
        globals.mail = mail.done();
        globals.firewall = firewall.done();
        globals.monitoring = monitoring.done();
        globals.lifecycleScripts = lifecycle.scriptsDone(checks);
        globals.reload = lifecycle.reloadDone(globals);
        globals.dumps = dumps.done();
        globals.system = system.done();
        globals.processNames = system.namesDone();
    }

    void readBlock(Statement block) {
        for (var statement : block.body()) {
            for (var theme : themes) {
                if (theme.read(statement)) {
                    break;
                }
            }
        }
    }

    private boolean isNamed(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), statement.keyword() + " name missing - ignoring");
            return false;
        }
        return true;
    }

    private Optional<String> once(Optional<String> earlier, Statement statement) {
        if (earlier.isPresent()) {
            findings.warning(
                    statement.range(),
                    "Duplicate " + statement.keyword() + " definition " + statement.word(1) + " - ignoring");
            return earlier;
        }
        return Optional.of(statement.word(1).text());
    }
}
