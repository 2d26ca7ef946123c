// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.List;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Seconds;
import org.jkeepalived.config.schema.KeywordHistory;

/**
 * Writes entries as keepalived.conf: one statement on a line, four blanks for each level. A default for which a release
 * may lack the keyword is a comment.
 */
public final class ConfigurationText {
    private static final String INDENT = "    ";

    private final KeywordHistory history = KeywordHistory.read();
    private final StringBuilder out = new StringBuilder();

    private ConfigurationText() {}

    /** The whole file; the same entries always give the same text. */
    public static String of(List<Entry> root) {
        var text = new ConfigurationText();
        for (var entry : root) {
            if (entry instanceof Entry.Block && !text.out.isEmpty()) {
                text.out.append('\n');
            }
            text.write(entry, "", 0);
        }
        return text.out.toString();
    }

    private void write(Entry entry, String parent, int depth) {
        var path = parent.isEmpty() ? entry.keyword() : parent + "/" + entry.keyword();
        switch (entry) {
            case Entry.Setting setting -> writeSetting(setting, path, depth);
            case Entry.Flag flag -> {
                if (flag.on()) {
                    line(depth, flag.keyword());
                }
            }
            case Entry.Block block -> {
                line(
                        depth,
                        block.keyword()
                                + block.name()
                                        .map(name -> " " + Quoting.word(name))
                                        .orElse("") + " {");
                block.body().forEach(child -> write(child, path, depth + 1));
                line(depth, "}");
            }
            case Entry.Lines lines -> {
                line(depth, lines.keyword() + " {");
                lines.lines().forEach(parts -> line(depth + 1, words(parts)));
                line(depth, "}");
            }
        }
    }

    private void writeSetting(Entry.Setting setting, String path, int depth) {
        var statement = setting.keyword() + " " + words(setting.parts());
        switch (setting.origin()) {
            case GIVEN -> line(depth, statement);
            case DEFAULT -> {
                if (history.isOld(path)) {
                    line(depth, statement);
                } else {
                    line(depth, "# " + statement + " (default; keepalived " + history.since(path) + ")");
                }
            }
            case UNSPOKEN -> line(depth, "# " + statement + " (default)");
        }
    }

    private void line(int depth, String text) {
        out.repeat(INDENT, depth).append(text).append('\n');
    }

    /** What stands after a keyword, or on a line. */
    static String words(List<Part> parts) {
        boolean script = !parts.isEmpty() && parts.getFirst().value() instanceof Value.Command;
        return parts.stream().map(part -> text(part, script)).collect(Collectors.joining(" "));
    }

    private static String text(Part part, boolean script) {
        return switch (part.form()) {
            case NAME -> part.name();
            case VALUE -> text(part.value(), script);
            case NAME_AND_VALUE ->
                part.value() instanceof Value.Several several
                        ? several.values().stream()
                                .map(value -> part.name() + " " + text(value, script))
                                .collect(Collectors.joining(" "))
                        : part.name() + " " + text(part.value(), script);
        };
    }

    private static String text(Value value, boolean script) {
        return switch (value) {
            case Value.Text text -> script ? Quoting.wordAfterScript(text.text()) : Quoting.word(text.text());
            case Value.Whole whole -> Long.toString(whole.number());
            case Value.Seconds seconds -> Seconds.text(seconds.duration());
            case Value.Switch on -> on.on() ? "on" : "off";
            case Value.Command command -> Quoting.command(command.words());
            case Value.Several several ->
                several.values().stream().map(item -> text(item, script)).collect(Collectors.joining(" "));
            case Value.Group group -> words(group.parts());
        };
    }
}
