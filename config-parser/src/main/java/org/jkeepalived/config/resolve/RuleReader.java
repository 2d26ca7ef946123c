// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.Rule;
import org.jkeepalived.config.model.RuleAction;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** Reads a line of {@code static_rules} or {@code virtual_rules}: the options of "ip rule add" in any order. */
final class RuleReader {
    /** Only the beginning of the word has to be a range, as for sscanf(3). */
    private static final Pattern RANGE = Pattern.compile("(\\d{1,10})-(\\d{1,10}).*");

    private static final int PORT_MAX = 65_535;

    private final RoutingContext context;

    RuleReader(RoutingContext context) {
        this.context = context;
    }

    /** Empty, and a finding, when the rule is left out. */
    Optional<Rule> read(Statement line, boolean isStatic) {
        return new Line(line, isStatic).read();
    }

    /** One line while it is read. */
    private final class Line extends RoutingLine {
        /** What needs no second look at the end of the line. */
        private final Rule.Builder rule = Rule.builder();

        private Optional<WrittenPrefix> from = Optional.empty();
        private Optional<WrittenPrefix> to = Optional.empty();
        private OptionalLong priority = OptionalLong.empty();
        private Word priorityWord;
        private Optional<String> inputInterface = Optional.empty();
        private RuleAction action;
        private Word actionWord;
        private Word tableOption;
        private OptionalInt protocol = OptionalInt.empty();
        private Word protocolWord;

        Line(Statement line, boolean isStatic) {
            super(RuleReader.this.context, line, "rule", isStatic);
        }

        Optional<Rule> read() {
            while (words.hasMore()) {
                if (!readOption(words.take())) {
                    return Optional.empty();
                }
            }
            return isSound() ? Optional.of(finish()) : Optional.empty();
        }

        private boolean readOption(Word option) {
            return switch (option.text()) {
                case "inet", "inet6" -> readFamily(option);
                case "not" -> {
                    rule.inverted(true);
                    yield true;
                }
                case "l3mdev" -> act(option, new RuleAction.ToVrfTable(), "Cannot specify l3mdev with other action");
                case "from", "to" -> readPrefixOption(option);
                case "table",
                        "lookup",
                        "preference",
                        "order",
                        "priority",
                        "tos",
                        "dsfield",
                        "fwmark",
                        "realms",
                        "suppress_prefixlength",
                        "sup_pl",
                        "suppress_ifgroup",
                        "sup_group" -> {
                    var word = words.take();
                    yield word != null && readSelector(option, word);
                }
                case "dev", "iif", "oif", "tunnel-id", "uidrange", "protocol", "ipproto", "sport", "dport" -> {
                    var word = words.take();
                    yield word != null && readTraffic(option, word);
                }
                default -> readTracking(option).orElseGet(() -> readAction(option));
            };
        }

        @Override
        boolean duplicateTrackGroup(Word name) {
            findings.warning(name.range(), "track_group " + name + " is a duplicate")
                    .effect("the rest of the line is ignored");
            words.skipAll();
            return true;
        }

        private boolean readPrefixOption(Word option) {
            var word = words.take();
            var prefix = word == null ? null : readPrefix(word, "Invalid rule " + option + " address " + word);
            if (prefix == null) {
                return false;
            }
            if (option.is("from")) {
                from = Optional.of(prefix);
            } else {
                to = Optional.of(prefix);
            }
            return prefix.prefix().isEmpty()
                    || agree(prefix.prefix().get().family())
                    || leaveOut(word, "rule specification has mixed IPv4 and IPv6");
        }

        private boolean readSelector(Word option, Word word) {
            return switch (option.text()) {
                case "table", "lookup" -> {
                    yield readTable(option, word);
                }
                case "preference", "order", "priority" -> {
                    priority = RoutingNumbers.anyBase(word.text());
                    priorityWord = word;
                    yield (priority.isPresent()
                                    && priority.getAsLong() >= 0
                                    && priority.getAsLong() <= Values.UNSIGNED_MAX)
                            || leaveOut(word, "Invalid rule preference " + option + " specified", "0 to 4294967295");
                }
                case "tos", "dsfield" -> {
                    var number = context.names.dsfield(word.text());
                    number.ifPresent(rule::tos);
                    yield number.isPresent() || leaveOut(word, "TOS value " + word + " is invalid");
                }
                case "fwmark" -> {
                    var mark = mark(word.text());
                    rule.mark(mark);
                    yield mark.isPresent() || leaveOut(word, "Invalid rule fwmark " + word + " specified");
                }
                case "realms" -> {
                    tableOption = option;
                    var realms = context.names.realms(word.text());
                    rule.realms(realms);
                    if (realms.isEmpty()) {
                        yield leaveOut(word, "invalid realms " + word + " for rule");
                    }
                    yield agree(AddressFamily.IPV4) || leaveOut(word, "realms is only valid for IPv4");
                }
                case "suppress_prefixlength", "sup_pl" -> {
                    tableOption = option;
                    yield readNumber(
                            word,
                            Integer.MAX_VALUE,
                            "Invalid suppress_prefixlength " + option + " specified",
                            v -> rule.suppressPrefixLength(OptionalInt.of((int) v)));
                }
                default -> {
                    tableOption = option;
                    var group = context.names.group(word.text());
                    rule.suppressInterfaceGroup(group);
                    yield group.isPresent() || leaveOut(word, "suppress_group " + word + " is invalid");
                }
            };
        }

        private boolean readTable(Word option, Word word) {
            var number = context.names.table(word.text());
            if (number.isEmpty()) {
                return leaveOut(
                        word,
                        "Routing table " + word + " not found for rule",
                        "a number, or a name of " + RoutingNames.ETC_DIRECTORY + "/rt_tables");
            }
            if (number.getAsLong() == 0) {
                return leaveOut(word, "Table 0 is not valid");
            }
            return act(
                    option,
                    new RuleAction.ToTable(number.getAsLong()),
                    "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable for rule");
        }

        private Optional<Rule.Mark> mark(String text) {
            int slash = text.indexOf('/');
            var value = markNumber(slash < 0 ? text : text.substring(0, slash));
            var mask = slash < 0 ? OptionalLong.empty() : maskNumber(text.substring(slash + 1));
            return value.isEmpty() || (slash >= 0 && mask.isEmpty())
                    ? Optional.empty()
                    : Optional.of(new Rule.Mark(value.getAsLong(), mask));
        }

        /** Nothing after the slash is nothing, as for strtoul(3). */
        private OptionalLong maskNumber(String text) {
            return text.isEmpty() ? OptionalLong.of(0) : markNumber(text);
        }

        private OptionalLong markNumber(String text) {
            var number = RoutingNumbers.anyBase(text);
            return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= Values.UNSIGNED_MAX
                    ? number
                    : OptionalLong.empty();
        }

        private boolean readTraffic(Word option, Word word) {
            switch (option.text()) {
                case "dev", "iif", "oif" -> {
                    context.interfaces.mention(word, "WARNING - interface " + word + " for rule doesn't exist");
                    if (option.is("oif")) {
                        rule.outputInterface(Optional.of(word.text()));
                    } else {
                        inputInterface = Optional.of(word.text());
                    }
                }
                case "tunnel-id" -> {
                    var number = RoutingNumbers.unsigned64(word.text());
                    if (number.isEmpty()) {
                        return leaveOut(word, "Invalid tunnel-id " + option + " specified");
                    }
                    rule.tunnelId(number.getAsLong() == 0 ? OptionalLong.empty() : number);
                }
                case "uidrange" -> {
                    var users = range(word.text(), Values.UNSIGNED_MAX);
                    rule.users(users);
                    return users.isPresent()
                            || leaveOut(word, "Invalid uidrange " + option + " specified", "FIRST-LAST");
                }
                case "protocol" -> {
                    protocolWord = word;
                    context.values
                            .exact(word, 0, 255, "Invalid protocol " + word)
                            .ifPresent(number -> protocol = OptionalInt.of((int) number));
                }
                case "ipproto" -> {
                    var number = context.names.ipProtocol(word.text());
                    rule.ipProtocol(number);
                    if (number.isEmpty()) {
                        ignored(word, "Invalid ipproto " + word, "a number, or a name of /etc/protocols");
                    }
                }
                case "sport" -> readPorts(option, word, range -> rule.sourcePorts(Optional.of(range)));
                default -> readPorts(option, word, range -> rule.destinationPorts(Optional.of(range)));
            }
            return true;
        }

        /** A single port is a mistake to keepalived, although its manual has it. */
        private void readPorts(Word option, Word word, Consumer<Rule.Range> into) {
            range(word.text(), PORT_MAX)
                    .ifPresentOrElse(
                            into,
                            () -> ignored(
                                    word,
                                    "invalid " + option + " range " + word,
                                    "FIRST-LAST; for a single port twice the same"));
        }

        private void ignored(Word word, String summary, String advice) {
            findings.warning(word.range(), summary)
                    .effect("the rule is set without it, and so matches more")
                    .advice(advice);
        }

        private Optional<Rule.Range> range(String text, long max) {
            var match = RANGE.matcher(text);
            if (!match.matches()) {
                return Optional.empty();
            }
            var range = new Rule.Range(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
            return range.first() > max || range.last() > max ? Optional.empty() : Optional.of(range);
        }

        private boolean readAction(Word first) {
            var word = first.is("type") ? words.take() : first;
            if (word == null) {
                return false;
            }
            RuleAction named;
            switch (word.text()) {
                case "goto" -> {
                    var target = words.take();
                    var number = target == null
                            ? OptionalLong.empty()
                            : context.values.exact(
                                    target, 0, Values.UNSIGNED_MAX, "Invalid target " + word + " specified");
                    if (number.isEmpty()) {
                        return false;
                    }
                    named = new RuleAction.GoTo(number.getAsLong());
                }
                case "nop" -> named = RuleAction.Simple.NOP;
                default -> {
                    var type = RoutingNames.routeType(word.text());
                    if (type.isEmpty()) {
                        return leaveOut(word, "Unknown rule option " + word);
                    }
                    switch (type.getAsInt()) {
                        case 6 -> named = RuleAction.Simple.BLACKHOLE;
                        case 7 -> named = RuleAction.Simple.UNREACHABLE;
                        case 8 -> named = RuleAction.Simple.PROHIBIT;
                        default -> {
                            return leaveOut(word, "Invalid rule action " + word);
                        }
                    }
                }
            }
            return act(
                    word,
                    named,
                    "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable/l3mdev for rule");
        }

        private boolean act(Word word, RuleAction wanted, String complaint) {
            if (action != null) {
                findings.warning(word.range(), complaint)
                        .effect("the rule is left out")
                        .related(actionWord.range(), "the first one");
                return false;
            }
            action = wanted;
            actionWord = word;
            return true;
        }

        private boolean isSound() {
            if (action instanceof RuleAction.GoTo(long target)) {
                if (priority.isEmpty()) {
                    return leaveOut(
                            actionWord, "Invalid rule - goto target " + target + " specified without preference");
                }
                if (priority.getAsLong() >= target) {
                    return leaveOut(
                            priorityWord,
                            "Invalid rule - preference " + priority.getAsLong() + " >= goto target " + target);
                }
            }
            if (action == null) {
                return leaveOut(statement.head(), "No action specified for rule - ignoring", "table TABLE");
            }
            boolean toTable = action instanceof RuleAction.ToTable || action instanceof RuleAction.ToVrfTable;
            return toTable
                    || tableOption == null
                    || leaveOut(tableOption, "suppressor/realm specified for non table action - skipping");
        }

        private Rule finish() {
            if (tracked && protocol.orElse(Route.OWN_PROTOCOL) != Route.OWN_PROTOCOL) {
                findings.warning(
                                protocolWord.range(),
                                "Rule cannot be tracked if protocol is not RTPROT_KEEPALIVED(" + Route.OWN_PROTOCOL
                                        + "), resetting protocol")
                        .advice("say no_track, or leave protocol out");
            }
            if (trackGroup.isPresent() && inputInterface.isEmpty()) {
                findings.warning(
                        trackGroup.get().range(), "Static rule cannot have track_group if dev/iif not specified");
                trackGroup = Optional.empty();
            }
            var of = familyOrIpv4();
            if (priority.isEmpty()) {
                priority = OptionalLong.of(context.nextRulePriority(of));
                findings.warning(
                                statement.head().range(),
                                "Rule has no preference specified - setting to " + priority.getAsLong()
                                        + ". This is probably not what you want.")
                        .advice("say priority NUMBER");
            }
            return rule.family(of)
                    .priority(priority.getAsLong())
                    .action(action)
                    .from(from.map(prefix -> prefix.of(of)))
                    .to(to.map(prefix -> prefix.of(of)))
                    .inputInterface(inputInterface)
                    .protocol(tracked ? Route.OWN_PROTOCOL : protocol.orElse(0))
                    .tracked(tracked)
                    .trackGroup(trackGroup.map(Word::text))
                    .build();
        }
    }
}
