// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.LifecycleScripts;
import org.jkeepalived.config.model.ReloadSettings;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.tree.Statement;

/** What happens at start, reload and stop. */
final class LifecycleReader implements GlobalTheme {
    private static final int TIMEOUT_MAX_SECONDS = 1_000;

    private final GlobalValues values;
    private final Findings findings;
    private final Scripts scripts;
    private Optional<Script> startup = Optional.empty();
    private Duration startupTimeout = LifecycleScripts.DEFAULT_TIMEOUT;
    private Optional<Script> shutdown = Optional.empty();
    private Duration shutdownTimeout = LifecycleScripts.DEFAULT_TIMEOUT;
    /** Where each of the two was given. */
    private final Map<String, Statement> lines = new HashMap<>();

    private Optional<String> checkLog = Optional.empty();
    private Optional<String> timeFile = Optional.empty();
    private boolean repeat;
    private Optional<String> reloadFile = Optional.empty();

    LifecycleReader(GlobalValues values, Scripts scripts) {
        this.values = values;
        this.findings = values.findings();
        this.scripts = scripts;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "startup_script" -> startup = readScript(statement, "startup", startup);
            case "shutdown_script" -> shutdown = readScript(statement, "shutdown", shutdown);
            case "startup_script_timeout" -> readTimeout(statement, value -> startupTimeout = value);
            case "shutdown_script_timeout" -> readTimeout(statement, value -> shutdownTimeout = value);
            case "reload_check_config" -> checkLog = Optional.of(argument(statement, ReloadSettings.NO_LOG));
            case "reload_time_file" -> {
                if (statement.size() == 2) {
                    timeFile = Optional.of(statement.word(1).text());
                } else {
                    findings.warning(statement.range(), "reload_time_file invalid")
                            .effect("ignored")
                            .advice("reload_time_file FILE");
                }
            }
            case "reload_repeat" -> repeat = true;
            case "reload_file" -> reloadFile = Optional.of(argument(statement, ""));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** With {@code enable_script_security} known, which may stand below. */
    LifecycleScripts scriptsDone(ScriptChecks checks) {
        startup = check("startup", startup, checks);
        shutdown = check("shutdown", shutdown, checks);
        checks.conclude(true);
        return new LifecycleScripts(startup, startupTimeout, shutdown, shutdownTimeout);
    }

    /** With the names known that pid files have. */
    ReloadSettings reloadDone(Globals globals) {
        return new ReloadSettings(
                checkLog, timeFile, repeat, reloadFile.map(name -> name.isEmpty() ? defaultReloadFile(globals) : name));
    }

    private static String defaultReloadFile(Globals globals) {
        return globals.instanceName
                .map(name -> ReloadSettings.OWN_DIRECTORY + "keepalived_" + name + ReloadSettings.EXTENSION)
                .orElse((globals.usePidDirectory ? ReloadSettings.OWN_DIRECTORY : ReloadSettings.RUN_DIRECTORY)
                        + "keepalived" + ReloadSettings.EXTENSION);
    }

    private Optional<Script> readScript(Statement statement, String type, Optional<Script> earlier) {
        if (earlier.isPresent()) {
            findings.warning(statement.range(), type + " script already specified")
                    .effect("ignored");
            return earlier;
        }
        if (statement.size() < 2) {
            findings.warning(statement.range(), type + " script missing");
            return earlier;
        }
        var script = scripts.read(statement);
        if (script.isEmpty()) {
            findings.warning(statement.range(), "Invalid " + type + " script").effect("the line is ignored");
        }
        lines.put(type, statement);
        return script;
    }

    private Optional<Script> check(String type, Optional<Script> script, ScriptChecks checks) {
        return script.flatMap(found ->
                checks.notified(found, Objects.requireNonNull(lines.get(type)).range()));
    }

    private void readTimeout(Statement statement, Consumer<Duration> into) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), statement.keyword() + " requires value");
            return;
        }
        values.numberOr(
                statement,
                1,
                TIMEOUT_MAX_SECONDS,
                statement.keyword() + " '" + statement.word(1) + "' must be in [1, " + TIMEOUT_MAX_SECONDS
                        + "] - ignoring",
                seconds -> into.accept(Duration.ofSeconds(seconds)));
    }

    private static String argument(Statement statement, String otherwise) {
        return statement.size() > 1 ? statement.word(1).text() : otherwise;
    }
}
