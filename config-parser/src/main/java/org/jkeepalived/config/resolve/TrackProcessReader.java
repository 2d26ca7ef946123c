// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code vrrp_track_process} blocks; keepalived.conf(5), "VRRP track processes". */
final class TrackProcessReader {
    private static final Duration DELAY_MIN = Duration.ofNanos(1_000);
    private static final Duration DELAY_MAX = Duration.ofHours(1);
    private static final int QUORUM_MAX = 65_535;
    private static final int WEIGHT_MAX = 254;

    private final Values values;
    private final Findings findings;

    TrackProcessReader(Values values) {
        this.values = values;
        this.findings = values.findings();
    }

    /** A block while it is read. */
    private static final class Draft {
        private final String name;
        private final Map<String, Statement> given = new HashMap<>();
        private String process;
        private List<String> parameters = List.of();
        private ParameterMatch match = ParameterMatch.NONE;
        private boolean fullCommand;
        private int quorum = 1;
        private OptionalInt quorumMax = OptionalInt.empty();
        private Duration terminateDelay = Duration.ZERO;
        private Duration forkDelay = Duration.ZERO;
        private final WeightDraft weight;

        private Draft(String name, WeightDraft weight) {
            this.name = name;
            this.weight = weight;
        }

        private TrackProcess done() {
            return new TrackProcess(
                    name,
                    process,
                    parameters,
                    match,
                    fullCommand,
                    quorum,
                    quorumMax,
                    terminateDelay,
                    forkDelay,
                    weight.done());
        }
    }

    Optional<TrackProcess> read(String name, Statement block) {
        var draft = new Draft(name, new WeightDraft(values, 0));
        block.body().forEach(statement -> readLine(draft, statement));
        if (draft.process == null) {
            findings.warning(block.endRange(), "track process '" + name + "' process name not specified")
                    .related(block.range(), "it begins here")
                    .effect("the block is ignored")
                    .advice("process NAME");
            return Optional.empty();
        }
        return Optional.of(draft.done());
    }

    private void readLine(Draft draft, Statement statement) {
        read(draft, statement);
        draft.given.putIfAbsent(statement.keyword().name(), statement);
    }

    private void read(Draft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "process" -> readProcess(draft, statement);
            case "param_match" -> readMatch(draft, statement);
            case "weight" -> readWeight(draft, statement);
            case "quorum" -> readQuorum(draft, statement);
            case "quorum_max" -> readQuorumMax(draft, statement);
            case "delay" ->
                readDelay(draft, statement, value -> {
                    draft.terminateDelay = value;
                    draft.forkDelay = value;
                });
            case "terminate_delay" -> readDelay(draft, statement, value -> draft.terminateDelay = value);
            case "fork_delay" -> readDelay(draft, statement, value -> draft.forkDelay = value);
            case "full_command" -> draft.fullCommand = true;
            default -> {}
        }
    }

    private void readProcess(Draft draft, Statement statement) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        if (draft.process != null) {
            findings.warning(
                            statement.range(),
                            "Process already set for track process " + draft.name + " - ignoring " + word)
                    .related(draft.given.get("process").range(), "this one counts");
            return;
        }
        draft.process = word.text();
        if (statement.size() > 2) {
            draft.parameters =
                    statement.words().stream().skip(2).map(Word::text).toList();
            draft.fullCommand = true;
            if (draft.match == ParameterMatch.NONE) {
                draft.match = ParameterMatch.EXACT;
            }
        }
    }

    private void readMatch(Draft draft, Statement statement) {
        var word = statement.size() > 1 ? statement.word(1) : null;
        var match = word == null
                ? Optional.of(ParameterMatch.EXACT)
                : switch (word.text()) {
                    case "initial" -> Optional.of(ParameterMatch.INITIAL);
                    case "partial" -> Optional.of(ParameterMatch.PARTIAL);
                    default -> Optional.<ParameterMatch>empty();
                };
        if (match.isPresent()) {
            draft.match = match.get();
            draft.fullCommand = true;
        } else if (word != null) {
            findings.warning(word.range(), "Invalid param_match type " + word + " - ignoring")
                    .advice("initial, partial or nothing");
        }
    }

    private void readWeight(Draft draft, Statement statement) {
        if (!draft.weight.isFirst(statement, "track process " + draft.name)) {
            return;
        }
        var word = statement.word(1);
        boolean valid = draft.weight.readNumber(
                word,
                WEIGHT_MAX,
                "Weight (" + word + ") for vrrp_track_process " + draft.name
                        + " must be between [-254..254] inclusive. Ignoring...");
        if (valid) {
            draft.weight.readOption(statement, "vrrp_track_process " + draft.name);
        }
    }

    private void readQuorum(Draft draft, Statement statement) {
        readNumber(draft, statement, 1, "Quorum", quorum -> {
            if (quorum > draft.quorumMax.orElse(Integer.MAX_VALUE)) {
                findings.warning(statement.range(), "Quorum is greater than quorum_max - ignoring")
                        .related(draft.given.get("quorum_max").range(), "the other one");
            } else {
                draft.quorum = quorum;
            }
        });
    }

    /** 0 asks for none at all, unless a quorum has been given before. */
    private void readQuorumMax(Draft draft, Statement statement) {
        readNumber(draft, statement, 0, "quorum_max", most -> {
            if ((most > 0 || draft.quorum > 1) && most < draft.quorum) {
                findings.warning(statement.range(), "quorum_max is less than quorum - ignoring")
                        .related(draft.given.getOrDefault("quorum", statement).range(), "the other one");
                return;
            }
            draft.quorumMax = OptionalInt.of(most);
            if (most == 0) {
                draft.quorum = 0;
            } else if (draft.quorum == 0) {
                draft.quorum = 1;
            }
        });
    }

    private void readNumber(Draft draft, Statement statement, int min, String what, Consumer<Integer> into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.lenient(
                            word,
                            min,
                            QUORUM_MAX,
                            what + " (" + word + ") for vrrp_track_process " + draft.name + " must be between [" + min
                                    + "..65535] inclusive. Ignoring...")
                    .ifPresent(value -> into.accept((int) value));
        }
    }

    private void readDelay(Draft draft, Statement statement, Consumer<Duration> into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.seconds(
                            word,
                            DELAY_MIN,
                            DELAY_MAX,
                            statement.keyword() + " (" + word + ") for vrrp_track_process " + draft.name
                                    + " must be between [0.000001..3600] inclusive. Ignoring...")
                    .ifPresent(into);
        }
    }
}
