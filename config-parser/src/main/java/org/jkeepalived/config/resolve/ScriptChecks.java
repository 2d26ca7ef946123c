// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.TrackScript;

/**
 * Decides which programs are run: they have to be there, executable, and with {@code enable_script_security} out of the
 * reach of others than root; keepalived.conf(5), "enable_script_security".
 */
final class ScriptChecks {
    private static final String WAY_OUT = "let only root write to the file and every directory above it";

    private final Host host;
    private final Findings findings;
    private final Globals globals;
    private final boolean active;
    private final String what;
    private SourceRange firstScript;
    private SourceRange firstWeak;

    /**
     * Of the scripts that instances run.
     *
     * @param active whether there is an instance at all; without one keepalived looks at no script
     */
    static ScriptChecks ofInstances(Host host, Findings findings, Globals globals, boolean active) {
        return new ScriptChecks(host, findings, globals, active, "scripts");
    }

    /** Of {@code startup_script} and {@code shutdown_script}, which keepalived looks at on their own. */
    static ScriptChecks ofLifecycle(Host host, Findings findings, Globals globals) {
        return new ScriptChecks(host, findings, globals, true, "start/shutdown scripts");
    }

    private ScriptChecks(Host host, Findings findings, Globals globals, boolean active, String what) {
        this.host = host;
        this.findings = findings;
        this.globals = globals;
        this.active = active;
        this.what = what;
    }

    /** A program that is told of something; empty when it must not or cannot be run. */
    Optional<Script> notified(Script script, SourceRange place) {
        if (!active) {
            return Optional.of(script);
        }
        var word = script.command().getFirst();
        return switch (inspect(script)) {
            case ScriptInspection.OpensFile _ -> {
                findings.warning(place, "Script " + word + " is nothing that can be executed")
                        .effect("it is ignored, as keepalived does without a word")
                        .exitCode(0);
                yield Optional.empty();
            }
            case ScriptInspection.Missing(String reason) -> {
                findings.warning(place, reason)
                        .effect("the script is never run")
                        .exitCode(0);
                yield Optional.empty();
            }
            case ScriptInspection.Forbidden(String reason) -> {
                findings.warning(place, reason)
                        .effect("the script is never run")
                        .exitCode(0);
                yield Optional.empty();
            }
            case ScriptInspection.NotExecutable _ -> notExecutable(script, place);
            case ScriptInspection.Executable found -> {
                if (isTooWeak(found, place)) {
                    findings.warning(place, "Unsafe permissions found for script '" + word + "' - disabling.")
                            .effect(found.weakness().orElse("") + ", so the script is never run")
                            .advice(WAY_OUT)
                            .exitCode(0);
                    yield Optional.empty();
                }
                yield Optional.of(accept(script, found, place));
            }
        };
    }

    /** A tracked program; empty when it must not or cannot be run. */
    Optional<TrackScript> tracked(TrackScript tracker, SourceRange place) {
        if (!active) {
            return Optional.of(tracker);
        }
        var script = tracker.script();
        var disabling = "Disabling track script " + tracker.name();
        return switch (inspect(script)) {
            case ScriptInspection.OpensFile _ -> Optional.of(tracker);
            case ScriptInspection.Missing(String reason) -> {
                findings.warning(place, disabling + " since not found/accessible")
                        .effect(reason)
                        .advice("what tracks it goes on without it until the daemon reads the file again");
                yield Optional.empty();
            }
            case ScriptInspection.Forbidden(String reason) -> {
                findings.warning(place, disabling + " due to insecure")
                        .effect(reason)
                        .advice("what tracks it goes on without it until the daemon reads the file again");
                yield Optional.empty();
            }
            case ScriptInspection.NotExecutable _ ->
                notExecutable(script, place).map(_ -> tracker);
            case ScriptInspection.Executable found -> {
                if (isTooWeak(found, place)) {
                    findings.warning(place, disabling + " due to insecure")
                            .effect(found.weakness().orElse("") + ", so what tracks it goes on without it")
                            .advice(WAY_OUT);
                    yield Optional.empty();
                }
                yield Optional.of(tracker.running(accept(script, found, place)));
            }
        };
    }

    private ScriptInspection.Result inspect(Script script) {
        return new ScriptInspection(host, globals.symbolicScriptPaths).inspect(script);
    }

    private Optional<Script> notExecutable(Script script, SourceRange place) {
        firstScript = firstScript == null ? place : firstScript;
        findings.warning(
                        place,
                        "WARNING - script '" + script.command().getFirst() + "' is not executable for uid:gid "
                                + ScriptInspection.numbers(script.account()) + " - disabling.")
                .effect("the script is never run")
                .exitCode(0);
        return Optional.empty();
    }

    private boolean isTooWeak(ScriptInspection.Executable found, SourceRange place) {
        firstScript = firstScript == null ? place : firstScript;
        return globals.scriptSecurity && found.weakness().isPresent();
    }

    private Script accept(Script script, ScriptInspection.Executable found, SourceRange place) {
        var word = script.command().getFirst();
        if (found.searched()) {
            findings.note(
                    place,
                    "WARNING - script `" + word + "` resolved by path search to `" + found.file()
                            + "`. Please specify full path.");
        }
        found.weakness().ifPresent(weakness -> {
            firstWeak = firstWeak == null ? place : firstWeak;
            findings.note(place, "Unsafe permissions found for script '" + word + "'.")
                    .effect(weakness + ", and so decides what runs with root's rights")
                    .advice(WAY_OUT);
        });
        return script.executing(found.file());
    }

    /**
     * keepalived's last word: without {@code enable_script_security} every script is a finding.
     *
     * @param reached false when keepalived stops before it looks at scripts, for an interface is missing
     */
    void conclude(boolean reached) {
        if (firstScript == null || globals.scriptSecurity) {
            return;
        }
        var draft = findings.general(
                        Severity.WARNING,
                        "SECURITY VIOLATION - " + what + " are being executed but script_security not enabled."
                                + (firstWeak == null ? "" : " There are insecure scripts."))
                .effect("they are run all the same")
                .advice("say enable_script_security and script_user in global_defs")
                .exitCode(reached ? Findings.EXIT_SECURITY : 0)
                .related(firstScript, "the first script");
        if (firstWeak != null) {
            draft.related(firstWeak, "the first insecure one");
        }
    }
}
