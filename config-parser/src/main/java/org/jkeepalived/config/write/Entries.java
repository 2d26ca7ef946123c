// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.config.write.Entry.Origin;

/** Collects the entries of a block. Nothing is added for what has no value. */
final class Entries {
    private final List<Entry> all = new ArrayList<>();

    List<Entry> all() {
        return all;
    }

    void add(Entry entry) {
        all.add(entry);
    }

    void set(String keyword, List<Part> parts) {
        add(new Entry.Setting(keyword, parts, Origin.GIVEN));
    }

    void set(String keyword, Value value, Origin origin) {
        add(new Entry.Setting(keyword, List.of(Part.positional("", value)), origin));
    }

    void set(String keyword, String text) {
        set(keyword, new Value.Text(text), Origin.GIVEN);
    }

    void set(String keyword, Optional<String> text) {
        text.ifPresent(value -> set(keyword, value));
    }

    /** A word whose default may go unsaid. */
    void set(String keyword, String text, String byDefault) {
        set(keyword, new Value.Text(text), origin(text.equals(byDefault)));
    }

    void set(String keyword, InetAddress address) {
        set(keyword, AddressText.of(address));
    }

    void number(String keyword, long number) {
        set(keyword, new Value.Whole(number), Origin.GIVEN);
    }

    /** A number whose default may go unsaid. */
    void number(String keyword, long number, long byDefault) {
        set(keyword, new Value.Whole(number), origin(number == byDefault));
    }

    void seconds(String keyword, Duration duration) {
        set(keyword, new Value.Seconds(duration), Origin.GIVEN);
    }

    void seconds(String keyword, Duration duration, Duration byDefault) {
        set(keyword, new Value.Seconds(duration), origin(duration.equals(byDefault)));
    }

    /** A time for which zero means that there is none, and cannot be said. */
    void secondsUnlessZero(String keyword, Duration duration) {
        set(keyword, new Value.Seconds(duration), duration.isZero() ? Origin.UNSPOKEN : Origin.GIVEN);
    }

    void flag(String keyword, boolean on) {
        add(new Entry.Flag(keyword, on));
    }

    /** Two keywords of which one is there. */
    void choice(String yes, String no, boolean on) {
        flag(yes, on);
        flag(no, !on);
    }

    /** {@code on} or {@code off}, off by default. */
    void bool(String keyword, boolean on) {
        bool(keyword, on, false);
    }

    void bool(String keyword, boolean on, boolean byDefault) {
        set(keyword, new Value.Switch(on), origin(on == byDefault));
    }

    void weight(Weight weight) {
        set("weight", weightParts(weight, Part.positional("value", weight.value())));
    }

    static List<Part> weightParts(Weight weight, Part value) {
        return weight.reverse() ? List.of(value, Part.flag("reverse")) : List.of(value);
    }

    void identity(String keyword, Optional<Identity> identity) {
        identity.ifPresent(value -> set(keyword, identityParts(value)));
    }

    static List<Part> identityParts(Identity identity) {
        var parts = new ArrayList<Part>();
        parts.add(Part.positional("user", identity.user()));
        identity.group().ifPresent(group -> parts.add(Part.positional("group", group)));
        return parts;
    }

    void script(String keyword, Optional<Script> script) {
        script.ifPresent(value -> {
            var parts = new ArrayList<Part>();
            parts.add(Part.positional("command", new Value.Command(value.command())));
            value.identity().ifPresent(identity -> parts.addAll(identityParts(identity)));
            set(keyword, parts);
        });
    }

    void block(String keyword, Entries body) {
        add(new Entry.Block(keyword, Optional.empty(), body.all()));
    }

    void block(String keyword, String name, Entries body) {
        add(new Entry.Block(keyword, Optional.of(name), body.all()));
    }

    /** A block of lines, unless there are none. */
    void lines(String keyword, List<List<Part>> lines) {
        if (!lines.isEmpty()) {
            add(new Entry.Lines(keyword, lines));
        }
    }

    /** A block of names, one on each line. */
    void names(String keyword, List<String> names) {
        lines(
                keyword,
                names.stream().map(name -> List.of(Part.positional("", name))).toList());
    }

    private static Origin origin(boolean isDefault) {
        return isDefault ? Origin.DEFAULT : Origin.GIVEN;
    }
}
