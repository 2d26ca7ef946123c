// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.BfdInstance;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code bfd_instance} blocks; keepalived.conf(5), "BFD CONFIGURATION". */
final class BfdReader {
    private static final int NAME_MAX = 31;
    private static final int TTL_MAX = 255;
    private static final int HOP_LIMIT = 64;
    private static final int MULTIPLIER_MAX = 255;
    private static final int WEIGHT_MAX = 253;

    /** Whole milliseconds that keepalived can hold as microseconds in 32 bits. */
    private static final int MILLIS_MAX = 4_294_967;

    private static final int MILLIS_SENSIBLE_MAX = 10_000;

    private final Values values;
    private final Findings findings;
    private final Map<String, Statement> names = new HashMap<>();

    /** Two sessions cannot share their ends. */
    private record Ends(InetAddress neighbour, Optional<InetAddress> source, boolean multihop) {}

    private final Map<Ends, Statement> sessions = new HashMap<>();

    BfdReader(Values values) {
        this.values = values;
        this.findings = values.findings();
    }

    /** A block while it is read. */
    private static final class Draft {
        private final String name;
        private InetAddress neighbour;
        private boolean neighbourMalformed;
        private Optional<InetAddress> source = Optional.empty();
        private Duration minReceive = Duration.ofMillis(10);
        private Duration minTransmit = Duration.ofMillis(10);
        private Duration idleTransmit = Duration.ofSeconds(1);
        private int multiplier = 5;
        private boolean passive;
        private int ttl;
        private int maxHops;
        private boolean multihop;
        private final WeightDraft weight;
        private boolean forInstances;
        private boolean forCheckers;

        private Draft(String name, WeightDraft weight) {
            this.name = name;
            this.weight = weight;
        }

        private String prefix() {
            return "Configuration error: BFD instance " + name + " ";
        }
    }

    Optional<BfdInstance> read(String name, Statement block) {
        if (name.length() > NAME_MAX) {
            findings.warning(block.word(1).range(), "BFD name " + name + " too long")
                    .effect("the block is ignored")
                    .advice("at most " + NAME_MAX + " characters");
            return Optional.empty();
        }
        var earlier = names.putIfAbsent(name, block);
        if (earlier != null) {
            findings.warning(block.word(1).range(), "BFD " + name + " already specified")
                    .effect("the second block is ignored")
                    .related(earlier.range(), "first defined here");
            return Optional.empty();
        }
        var draft = new Draft(name, new WeightDraft(values, 0));
        for (var statement : block.body()) {
            if (!readAddress(draft, statement) && !readTimer(draft, statement)) {
                readRest(draft, statement);
            }
        }
        return complete(draft, block);
    }

    private boolean readAddress(Draft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "neighbor_ip", "neighbour_ip" ->
                readAddress(statement, address -> draft.neighbour = address, word -> {
                    draft.neighbourMalformed = true;
                    findings.warning(
                            word.range(),
                            draft.prefix() + "has malformed neighbor address " + word + ", ignoring instance");
                });
            case "source_ip" ->
                readAddress(
                        statement,
                        address -> draft.source = Optional.of(address),
                        word -> findings.warning(
                                word.range(), draft.prefix() + "has malformed source address " + word + ", ignoring"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readAddress(Statement statement, Consumer<InetAddress> into, Consumer<Word> otherwise) {
        var word = values.require(statement, 1);
        if (word != null) {
            Addresses.parseEndpoint(word.text()).ifPresentOrElse(into, () -> otherwise.accept(word));
        }
    }

    private boolean readTimer(Draft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "min_rx" -> readMillis(draft, statement, 1, value -> draft.minReceive = value);
            case "min_tx" -> readMillis(draft, statement, 1, value -> draft.minTransmit = value);
            case "idle_tx" -> readMillis(draft, statement, 1_000, value -> draft.idleTransmit = value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Milliseconds with up to three decimals. */
    private void readMillis(Draft draft, Statement statement, int min, Consumer<Duration> into) {
        var word = values.require(statement, 1);
        if (word == null) {
            return;
        }
        var what = statement.keyword() + " value " + word;
        values.thousandths(
                        word,
                        Duration.ofSeconds(min),
                        Duration.ofSeconds(MILLIS_MAX),
                        draft.prefix() + what + " is not valid (must be in range [" + min + "-" + MILLIS_MAX
                                + "]), ignoring")
                .ifPresent(value -> {
                    into.accept(value.dividedBy(1_000));
                    if (value.compareTo(Duration.ofSeconds(MILLIS_SENSIBLE_MAX)) > 0) {
                        findings.note(
                                word.range(),
                                "Configuration warning: BFD instance " + draft.name + " " + what
                                        + " is larger than max sensible (" + MILLIS_SENSIBLE_MAX + ")");
                    }
                });
    }

    private void readRest(Draft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "multiplier" ->
                readNumber(
                        statement,
                        1,
                        MULTIPLIER_MAX,
                        word -> draft.prefix() + "multiplier value " + word
                                + " not valid (must be in range [1-255]), ignoring",
                        value -> draft.multiplier = value);
            case "ttl", "hoplimit" ->
                readNumber(
                        statement,
                        1,
                        TTL_MAX,
                        word -> draft.prefix() + "ttl/hoplimit value " + word
                                + " not valid (must be in range [1-255]), ignoring",
                        value -> draft.ttl = value);
            case "max_hops" ->
                readNumber(
                        statement,
                        -1,
                        TTL_MAX,
                        word -> draft.prefix() + "max_hops value " + word
                                + " not valid (must be in range [-1-255]), ignoring",
                        value -> draft.maxHops = value);
            case "multihop" ->
                values.bool(
                                statement,
                                draft.prefix() + "multihop setting not valid - "
                                        + (statement.size() > 1 ? statement.word(1) : ""))
                        .ifPresent(value -> draft.multihop = value);
            case "passive" -> draft.passive = true;
            case "weight" -> readWeight(draft, statement);
            case "vrrp" -> draft.forInstances = true;
            case "checker" -> draft.forCheckers = true;
            default -> {}
        }
    }

    private void readNumber(Statement statement, int min, int max, Complaint complaint, IntConsumer into) {
        var word = values.require(statement, 1);
        if (word != null) {
            values.exact(word, min, max, complaint.about(word)).ifPresent(value -> into.accept((int) value));
        }
    }

    private void readWeight(Draft draft, Statement statement) {
        var word = values.require(statement, 1);
        if (word != null) {
            draft.weight.readNumber(
                    word,
                    WEIGHT_MAX,
                    draft.prefix() + "weight value " + word + " not valid (must be in range [-253-253]), ignoring");
            draft.weight.readOption(statement, draft.prefix().stripTrailing());
        }
    }

    private Optional<BfdInstance> complete(Draft draft, Statement block) {
        if (draft.neighbour == null) {
            if (!draft.neighbourMalformed) {
                findings.warning(block.endRange(), draft.prefix() + "has no neighbor address set, disabling instance")
                        .related(block.range(), "it begins here")
                        .advice("neighbor_ip ADDRESS");
            }
            return Optional.empty();
        }
        var neighbour = draft.neighbour.getHostAddress();
        var family = AddressFamily.of(draft.neighbour);
        if (draft.source.isPresent() && AddressFamily.of(draft.source.get()) != family) {
            findings.warning(
                            block.endRange(),
                            draft.prefix() + "source address "
                                    + draft.source.get().getHostAddress()
                                    + " and neighbor address " + neighbour
                                    + " are not of the same family, disabling instance")
                    .related(block.range(), "it begins here");
            return Optional.empty();
        }
        var earlier = sessions.putIfAbsent(new Ends(draft.neighbour, draft.source, draft.multihop), block);
        if (earlier != null) {
            var ends = draft.source
                    .map(source -> "source/neighbor address " + source.getHostAddress() + "/")
                    .orElse("neighbor address ");
            findings.warning(
                            block.endRange(),
                            draft.prefix() + "has duplicate " + ends + neighbour + ", ignoring instance")
                    .related(block.range(), "it begins here")
                    .related(earlier.range(), "the other one");
            return Optional.empty();
        }
        int ttl = draft.ttl != 0 ? draft.ttl : family == AddressFamily.IPV6 ? HOP_LIMIT : TTL_MAX;
        if (draft.maxHops > ttl) {
            findings.warning(
                            block.endRange(),
                            "BFD instance " + draft.name + ": max_hops exceeds ttl/hoplimit - setting to ttl/hoplimit")
                    .related(block.range(), "it begins here");
        }
        if (draft.forCheckers && !draft.forInstances) {
            return Optional.empty();
        }
        return Optional.of(new BfdInstance(
                draft.name,
                draft.neighbour,
                draft.source,
                draft.minReceive,
                draft.minTransmit,
                draft.idleTransmit,
                draft.multiplier,
                draft.passive,
                ttl,
                Math.min(draft.maxHops, ttl),
                draft.multihop,
                draft.weight.done()));
    }
}
