// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code vrrp_script} blocks; keepalived.conf(5), "VRRP script(s)". */
final class TrackScriptReader {
    /** Seconds that keepalived can hold as microseconds in 32 bits. */
    private static final Duration TIMER_MAX = Duration.ofSeconds(4_294);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int WEIGHT_MAX = 253;

    private final Values values;
    private final Findings findings;
    private final Scripts scripts;
    private final ScriptChecks checks;
    private final TrackerTable table;

    TrackScriptReader(Values values, Scripts scripts, ScriptChecks checks, TrackerTable table) {
        this.values = values;
        this.findings = values.findings();
        this.scripts = scripts;
        this.checks = checks;
        this.table = table;
    }

    /** A block while it is read. */
    private static final class Draft {
        private final String name;
        private List<String> command = List.of();
        private Statement commandLine;
        private Duration interval = SECOND;
        private Optional<Duration> timeout = Optional.empty();
        private int rise = 1;
        private int fall = 1;
        private final WeightDraft weight;
        private Optional<Identity> identity = Optional.empty();
        private Optional<Account> account = Optional.empty();
        private boolean userUnknown;
        private boolean initFail;

        private Draft(String name, WeightDraft weight) {
            this.name = name;
            this.weight = weight;
        }

        private TrackScript done(Account runner) {
            return new TrackScript(
                    name,
                    new Script(command, identity, runner, command.getFirst()),
                    interval,
                    timeout.orElse(interval),
                    rise,
                    fall,
                    weight.done(),
                    initFail);
        }
    }

    Optional<TrackScript> read(String name, Statement block) {
        var draft = new Draft(name, new WeightDraft(values, 0));
        block.body().forEach(statement -> readLine(draft, statement));
        if (draft.command.isEmpty()) {
            findings.warning(block.endRange(), "No script set for vrrp_script " + name + " - removing")
                    .related(block.range(), "it begins here")
                    .advice("script \"/path/of/program arguments\"");
            return Optional.empty();
        }
        if (draft.userUnknown) {
            return Optional.empty();
        }
        var account = draft.account.or(() -> scripts.accounts().standard(block.endRange()));
        if (account.isEmpty()) {
            findings.warning(block.endRange(), "Unable to set default user for vrrp script " + name + " - removing")
                    .related(block.range(), "it begins here");
            return Optional.empty();
        }
        var script = draft.done(account.get());
        return Optional.of(checks.tracked(script, draft.commandLine.range()).orElseGet(() -> {
            table.disable(name);
            return script;
        }));
    }

    private void readLine(Draft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "script" ->
                scripts.readCommand(statement).ifPresent(command -> {
                    draft.command = command;
                    draft.commandLine = statement;
                });
            case "interval" ->
                readTimer(
                                draft,
                                statement,
                                "interval",
                                word -> "(" + draft.name + "): vrrp script interval '" + word
                                        + "' must be between 0.001 and " + TIMER_MAX.toSeconds() + " - ignoring")
                        .ifPresent(value -> draft.interval = value);
            case "timeout" ->
                readTimer(
                                draft,
                                statement,
                                "timeout",
                                word -> "(" + draft.name + "): vrrp script timeout '" + word + "' invalid - ignoring")
                        .ifPresent(value -> draft.timeout = Optional.of(value));
            case "rise" -> draft.rise = readCount(draft, statement, "rise");
            case "fall" -> draft.fall = readCount(draft, statement, "fall");
            case "weight" -> readWeight(draft, statement);
            case "user" -> readUser(draft, statement);
            case "init_fail" -> draft.initFail = true;
            default -> {}
        }
    }

    private Optional<Duration> readTimer(Draft draft, Statement statement, String what, Complaint complaint) {
        var word = values.require(statement, 1);
        if (word == null) {
            return Optional.empty();
        }
        var value = values.thousandths(word, Duration.ZERO, TIMER_MAX, complaint.about(word));
        if (value.isPresent() && value.get().isZero()) {
            findings.warning(
                    word.range(),
                    "(" + draft.name + "): vrrp script " + what + " must be greater than 0, setting to 1");
            return Optional.of(SECOND);
        }
        return value;
    }

    private int readCount(Draft draft, Statement statement, String what) {
        var word = values.require(statement, 1);
        return word == null
                ? 1
                : (int) values.lenient(
                                word,
                                1,
                                Integer.MAX_VALUE,
                                "(" + draft.name + "): vrrp script " + what + " value '" + word
                                        + "' invalid, defaulting to 1")
                        .orElse(1);
    }

    private void readWeight(Draft draft, Statement statement) {
        var word = values.require(statement, 1);
        if (word != null) {
            draft.weight.readNumber(
                    word, WEIGHT_MAX, "vrrp_script " + draft.name + " weight " + word + " must be in [-253, 253]");
            draft.weight.readOption(statement, "vrrp_script " + draft.name);
        }
    }

    private void readUser(Draft draft, Statement statement) {
        var user = values.require(statement, 1);
        if (user == null) {
            return;
        }
        var group = statement.size() > 2 ? statement.word(2) : null;
        draft.account = scripts.accounts().lookUp(user, group, "");
        draft.identity = Accounts.identity(user, group);
        draft.userUnknown = draft.account.isEmpty();
        if (draft.userUnknown) {
            var command = draft.command.stream().map(part -> "'" + part + "'").collect(Collectors.joining(" "));
            findings.warning(statement.range(), "Unable to set uid/gid for script " + command)
                    .effect("vrrp_script " + draft.name + " is left out");
        }
    }
}
